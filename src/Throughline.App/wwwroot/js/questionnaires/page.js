// The builder of a questionnaire: each field is kept as it is left, and what the server draws takes the place of what stands here.

import { api, ApiProblem } from '../api.js';
import { openDialog } from '../dialog.js';
import { el } from '../dom.js';
import { drawn, inPlace, isWriting } from '../drawn.js';
import { guid7 } from '../guid.js';
import { keys } from '../keys.js';
import { outbox } from '../outbox.js';
import { announce, toast } from '../toast.js';
import { takeBack } from '../undo.js';
import { bodyOf } from './fields.js';
import { moveInOutline } from './outline.js';
import { Trial } from './trial.js';

const EMPTY = '00000000-0000-0000-0000-000000000000';

class Builder extends HTMLElement {
  get study() { return this.getAttribute('study') ?? ''; }

  get #of() { return this.getAttribute('questionnaire') ?? ''; }

  get #item() { return this.getAttribute('item') ?? ''; }

  get #path() { return `studies/${this.study}/questionnaires/${this.#of}`; }

  /** @returns {{order: string[], values: Record<string, string[]>}} */
  get data() { return JSON.parse(this.querySelector('#questionnaire-data')?.textContent ?? '{"order":[],"values":{}}'); }

  connectedCallback() {
    this.addEventListener('click', (event) => this.#click(event));
    this.addEventListener('change', (event) => void this.#changed(/** @type {HTMLInputElement} */ (event.target)));
    this.addEventListener('focusout', () => { if (this.#owed && this.#sending === 0) void this.redraw(true); });
    moveInOutline(this);
    this.#trial = new Trial(this);
    keys.add({ keys: 'n', does: 'new question', run: () => void this.add(this.#kind()), when: () => this.#of !== '' });
    document.addEventListener('tl:taken-back', () => void this.redraw(true));
    document.addEventListener('tl:change', (event) => {
      if (/** @type {CustomEvent} */ (event).detail.id > this.seen) void this.redraw(!this.querySelector('#editor')?.contains(document.activeElement));
    });
    this.#see();
  }

  /** The newest change that this page has drawn. */
  seen = 0;

  /** @type {Trial | null} */
  #trial = null;

  #turn = 0;

  /** @type {Promise<void>} */ #newest = Promise.resolve();

  /** The fields are to be drawn anew, once the one in which somebody writes is left. */
  #owed = false;

  #sending = 0;

  /** The kind of the chosen question, for the next one is mostly like it. */
  #kind() {
    const kind = /** @type {HTMLSelectElement | null} */ (this.querySelector('#e-kind'))?.value;
    return kind && kind !== 'information' && kind !== 'section' && kind !== 'consent' ? kind : 'single';
  }

  /** @param {Event} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const row = target.closest('a[data-row]');
    if (row instanceof HTMLAnchorElement && !(/** @type {MouseEvent} */ (event)).ctrlKey && !(/** @type {MouseEvent} */ (event)).metaKey) {
      event.preventDefault();
      return void this.go(row.href);
    }
    const kind = target.closest('[data-add]');
    if (kind instanceof HTMLElement) return void this.add(kind.dataset.add ?? 'single');
    const act = target.closest('[data-act]');
    return act instanceof HTMLElement ? void this.#act(act.dataset.act ?? '') : undefined;
  }

  /** @param {string} act */
  async #act(act) {
    if (act === 'begin') return this.#begin();
    if (act === 'keep') return this.#keep();
    if (act === 'open') return this.send('Open to respondents', 'PUT', `${this.#path}/open`, {}, 'Open to respondents');
    if (act === 'close') return this.send('Close to respondents', 'PUT', `${this.#path}/closed`, {}, 'Closed to respondents');
    if (act === 'up' || act === 'down') return this.move(this.#item, act === 'up' ? -1 : 1);
    if (act === 'copy') return this.add('', this.#item);
    if (act === 'remove') return this.remove(this.#item);
    if (act === 'copy-link') {
      await navigator.clipboard.writeText(/** @type {HTMLInputElement} */ (this.querySelector('#public-link')).value);
      return toast('The link is copied');
    }
    if (act === 'remove-whole') {
      await this.send('Remove the questionnaire', 'DELETE', this.#path, undefined, 'Removed', false);
      location.href = `/studies/${this.study}/questionnaire`;
    }
    return undefined;
  }

  async #begin() {
    let name = '';
    const answer = await openDialog({
      title: 'A new questionnaire',
      body: [el('div', { class: 'field' }, el('label', { for: 'new-name' }, 'Name'), el('input', { class: 'in', id: 'new-name', maxlength: '200', autocomplete: 'off' })),
        el('p', { class: 'help' }, 'It begins with a page of information and a consent, as ethics approvals ask. Both can be changed.')],
      answers: [{ label: 'Begin it', value: 'begin', kind: 'go' }, { label: 'Leave it', value: 'no' }],
      onAnswer: (value, dialog) => { name = /** @type {HTMLInputElement} */ (dialog.querySelector('#new-name')).value.trim(); return value === 'no' || name !== ''; },
    });
    if (answer !== 'begin') return;
    const id = guid7();
    if (await this.send(`Begin ${name}`, 'PUT', `studies/${this.study}/questionnaires/${id}`, { name, withStart: true }, undefined, false)) location.href = `/studies/${this.study}/questionnaire?of=${id}`;
  }

  async #keep() {
    let reason = '';
    const first = !this.querySelector('#standing .tag');
    const answer = await openDialog({
      title: first ? 'Keep the first version?' : 'Keep a new version?',
      body: [el('p', null, 'A version does not change while respondents answer it, and each of its questions has its variable.'),
        !first && el('div', { class: 'field' }, el('label', { for: 'why' }, 'Why it was changed, in a line'), el('input', { class: 'in', id: 'why', maxlength: '500' }))].filter(Boolean),
      answers: [{ label: 'Keep it', value: 'keep', kind: 'go' }, { label: 'Leave it', value: 'no' }],
      onAnswer: (_, dialog) => { reason = /** @type {HTMLInputElement | null} */ (dialog.querySelector('#why'))?.value.trim() ?? ''; },
    });
    if (answer === 'keep') await this.send('Keep a version', 'PUT', `${this.#path}/versions`, { reason }, 'Kept. Open it to respondents when you are ready');
  }

  /** @param {HTMLInputElement} field */
  async #changed(field) {
    if (field.dataset.go !== undefined) { location.href = `/studies/${this.study}/questionnaire?of=${field.value}`; return; }
    const body = bodyOf(field, this.querySelector('#editor'), this.data.values);
    if (!body) return;
    if (field.type !== 'checkbox' && 'defaultValue' in field) field.defaultValue = field.value;
    const whole = field.dataset.whole !== undefined;
    const shape = field.dataset.field === 'kind' || field.id === 'e-where' || field.dataset.field === 'options' || field.dataset.field === 'text';
    await this.send(whole ? 'Describe the questionnaire' : 'Edit a question', 'PATCH', whole ? this.#path : `${this.#path}/questions/${this.#item}`, body, undefined, shape);
  }

  /** @param {string} kind @param {string} [copyOf] */
  async add(kind, copyOf) {
    const id = guid7();
    const body = { fields: kind ? { kind } : undefined, after: this.#item || undefined, copyOf };
    if (await this.send(copyOf ? 'Duplicate a question' : 'Add a question', 'PUT', `${this.#path}/questions/${id}`, body, undefined, false)) {
      await this.go(`/studies/${this.study}/questionnaire?of=${this.#of}&item=${id}`);
      const text = /** @type {HTMLTextAreaElement | null} */ (this.querySelector('#e-text'));
      text?.focus();
      text?.select();
    }
  }

  /** One place up or down. @param {string} id @param {number} by */
  async move(id, by) {
    const order = this.data.order;
    const to = order.indexOf(id) + by;
    if (to >= 0 && to < order.length) await this.place(id, by > 0 ? order[to] : order[to - 1] ?? EMPTY);
  }

  /** @param {string} id @param {string} after The item that it follows; the empty id for the first place. */
  async place(id, after) {
    if (id === after) return;
    if (await this.send('Move a question', 'PUT', `${this.#path}/questions/${id}/place`, { after })) announce(`Moved to place ${this.data.order.indexOf(id) + 1} of ${this.data.order.length}`);
  }

  /** @param {string} id */
  async remove(id) {
    const order = this.data.order;
    const at = order.indexOf(id);
    if (!(await this.send('Remove a question', 'DELETE', `${this.#path}/questions/${id}`, undefined, 'Removed', false))) return;
    const next = order[at + 1] ?? order[at - 1];
    await this.go(`/studies/${this.study}/questionnaire?of=${this.#of}${next ? `&item=${next}` : ''}`);
    this.querySelector(`[data-id="${next}"] a`)?.focus?.();
  }

  /** @param {string} url */
  async go(url) {
    history.replaceState(null, '', url);
    await this.redraw(true);
  }

  /**
   * @param {string} verb @param {'PUT' | 'PATCH' | 'DELETE'} method @param {string} path @param {unknown} body @param {string} [told]
   * @param {boolean} [whole] Whether the editor is drawn anew too.
   */
  async send(verb, method, path, body, told, whole = true) {
    this.#sending += 1;
    try {
      const done = await outbox.send({ verb, method, path, body }).finally(() => { this.#sending -= 1; });
      this.seen = Math.max(this.seen, done?.change ?? 0);
      await this.redraw(whole);
      if (told) toast(told, done?.change ? { undo: () => takeBack(this.study, 'undo', done.change) } : {});
      return done ?? {};
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      toast(`${problem.title}. ${problem.detail}`);
      await this.redraw(true);
      return null;
    }
  }

  /** @param {boolean} whole Whether the fields are drawn anew too: where somebody writes in one, when it is left. */
  redraw(whole) {
    this.#owed ||= whole;
    this.#turn += 1;
    this.#newest = this.#draw(this.#turn);
    return this.#newest;
  }

  /** @param {number} turn @returns {Promise<void>} */
  async #draw(turn) {
    const fresh = await drawn(location.href, 'tl-questionnaire').catch(() => null);
    if (turn !== this.#turn) return this.#newest;
    if (!fresh) return undefined;
    const another = fresh.region.getAttribute('item') !== this.#item;
    const editor = this.#owed && (another || !isWriting(this.querySelector('#editor')));
    this.#owed &&= !editor;
    for (const name of ['questionnaire', 'item']) {
      const value = fresh.region.getAttribute(name);
      if (value === null) this.removeAttribute(name);
      else this.setAttribute(name, value);
    }
    const fields = this.#trial?.fields ?? null;
    inPlace(this, () => {
      for (const part of ['#outline .outline', '#standing', '#standing + section', editor ? '#editor' : '#questionnaire-data']) this.#swap(fresh.region, part);
    });
    this.#trial?.redrawn(fields);
    this.#see();
    return undefined;
  }

  #see() {
    this.querySelector('.outline .on')?.scrollIntoView({ block: 'nearest' });
    this.querySelector(`[data-preview="${this.#item}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {Element} fresh @param {string} part */
  #swap(fresh, part) {
    const [here, there] = [this.querySelector(part), fresh.querySelector(part)];
    if (here && there) here.replaceWith(document.importNode(there, true));
  }
}

customElements.define('tl-questionnaire', Builder);
