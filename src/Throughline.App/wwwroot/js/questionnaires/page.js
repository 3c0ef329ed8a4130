// The builder of a questionnaire: each field is kept as it is left, and what the server draws takes the place of what stands here.

import { api, ApiProblem } from '../api.js';
import { openDialog } from '../dialog.js';
import { el } from '../dom.js';
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
    try {
      const done = await outbox.send({ verb, method, path, body });
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

  /** @param {boolean} editor Whether the fields are drawn anew too; the one in use keeps its focus. */
  async redraw(editor) {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const drawn = fresh.querySelector('tl-questionnaire');
    if (!drawn) return;
    for (const name of ['questionnaire', 'item']) {
      const value = drawn.getAttribute(name);
      if (value === null) this.removeAttribute(name);
      else this.setAttribute(name, value);
    }
    const focused = this.contains(document.activeElement) ? this.#placeOf(/** @type {Element} */ (document.activeElement)) : null;
    this.#swap(drawn, '#outline .outline');
    this.#swap(drawn, '#standing');
    const fields = this.#trial?.fields ?? null;
    this.#swap(drawn, '#standing + section');
    this.#trial?.redrawn(fields);
    if (editor) this.#swap(drawn, '#editor');
    else this.#swap(drawn, '#questionnaire-data');
    if (focused) this.querySelector(focused)?.focus?.({ preventScroll: true });
    this.#see();
  }

  #see() {
    this.querySelector('.outline .on')?.scrollIntoView({ block: 'nearest' });
    this.querySelector(`[data-preview="${this.#item}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {Element} element */
  #placeOf(element) {
    const row = element.closest('[data-id]');
    return row ? `[data-id="${row.getAttribute('data-id')}"] a` : element.id ? `#${element.id}` : null;
  }

  /** @param {Element} drawn @param {string} part */
  #swap(drawn, part) {
    const [here, there] = [this.querySelector(part), drawn.querySelector(part)];
    if (!here || !there) return;
    const at = here.scrollTop;
    const fresh = document.importNode(there, true);
    here.replaceWith(fresh);
    fresh.scrollTop = at;
  }
}

customElements.define('tl-questionnaire', Builder);
