// The study's own page. What is typed is kept in this browser at once and saved when one leaves the field; nothing waits for a button.

import { api, ApiProblem } from '../api.js';
import { drawn } from '../drawn.js';
import { guid7 } from '../guid.js';
import { outbox } from '../outbox.js';
import { recall, remember } from '../remember.js';
import { toast } from '../toast.js';
import { takeBack } from '../undo.js';
import { DELETED } from './deleted.js';

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const LABELS = { name: 'the name', description: 'the description', aim: 'the aim', questions: 'the questions', background: 'the background', approach: 'the approach' };

const SOON_MS = 400;

class Study extends HTMLElement {
  #soon = 0;
  /** What the server has, by field. @type {Map<string, string>} */ #kept = new Map();

  get study() {
    return this.getAttribute('study') ?? '';
  }

  get #fields() {
    return /** @type {Field[]} */ ([...this.querySelectorAll('[data-field]')]);
  }

  connectedCallback() {
    for (const field of this.#fields) {
      this.#kept.set(field.name, field.value);
      const draft = recall(this.#draft(field));
      if (draft !== null && draft !== field.value) {
        field.value = draft;
        this.#mark(field);
        this.#save(field);
      }
      field.addEventListener('input', () => this.#typed(field));
      field.addEventListener('change', () => this.#save(field));
    }
    this.addEventListener('click', (event) => this.#click(event));
    document.addEventListener('tl:change', () => this.#redrawSoon());
    document.addEventListener('tl:change', (event) => void this.#changed(/** @type {CustomEvent} */ (event).detail));
    this.#caution();
  }

  /** What is in the study, and whether it is archived, as the server now has it; the fields are left alone. */
  #redrawSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(async () => {
      const fresh = await drawn(location.href, 'tl-study').catch(() => null);
      for (const part of ['.page-tools', '.holds']) {
        const [here, there] = [this.querySelector(part), fresh?.region.querySelector(part)];
        if (here && there && !here.contains(document.activeElement)) here.replaceWith(there);
      }
    }, SOON_MS);
  }

  /** @param {Field} field */
  #draft(field) {
    return `draft:${this.study}:${field.name}`;
  }

  /** @param {Field} field */
  #typed(field) {
    remember(this.#draft(field), field.value);
    this.#mark(field);
    if (field.name === 'approach') this.#caution();
  }

  /** @param {Field} field */
  #mark(field) {
    field.classList.toggle('is-unsaved', field.value.trim() !== this.#kept.get(field.name)?.trim());
  }

  /** @param {Field} field */
  #save(field) {
    const value = field.value.trim();
    if (value === this.#kept.get(field.name)?.trim()) return remember(this.#draft(field), null);
    if (field.name === 'name' && value === '') {
      field.setAttribute('aria-invalid', 'true');
      toast('A study needs a name.');
      return undefined;
    }
    field.removeAttribute('aria-invalid');
    const verb = `Word ${/** @type {Record<string, string>} */ (LABELS)[field.name]}`;
    outbox.send({ verb, method: 'PATCH', path: `studies/${this.study}`, body: { [field.name]: value } }).then(
      () => {
        this.#kept.set(field.name, value);
        if (field.value.trim() === value) remember(this.#draft(field), null);
        this.#mark(field);
        if (field.name === 'name') for (const shown of document.querySelectorAll('.switcher > .cut, h1.vh')) shown.textContent = value;
      },
      () => this.#mark(field));
    return undefined;
  }

  #caution() {
    const field = /** @type {HTMLInputElement} */ (this.querySelector('#approach'));
    const caution = /** @type {HTMLElement} */ (this.querySelector('#caution'));
    caution.hidden = !field.value.toLowerCase().includes('reflexive');
    const known = [...this.querySelectorAll('[data-approach]')].find((one) => /** @type {HTMLElement} */ (one).dataset.approach?.toLowerCase() === field.value.trim().toLowerCase());
    const told = /** @type {HTMLElement} */ (this.querySelector('#approach-told'));
    told.textContent = known?.closest('dt')?.nextElementSibling?.textContent ?? (field.value.trim() === '' ? 'Choose one, or say it in your own words.' : 'In your own words.');
  }

  /** What somebody else worded, or an undo brought back, is shown, unless one is writing in that field. @param {{touches?: string}} change */
  async #changed(change) {
    if (!String(change.touches ?? '').split(',').includes('Study') || outbox.state.waiting > 0) return;
    const now = await api.get(`studies/${this.study}`).catch(() => null);
    for (const field of now ? this.#fields : []) {
      if (field.value.trim() !== this.#kept.get(field.name)?.trim()) continue;
      this.#kept.set(field.name, now[field.name]);
      if (field.value.trim() !== now[field.name]) field.value = now[field.name];
    }
    this.#caution();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const approach = /** @type {HTMLElement | null} */ (target.closest('[data-approach]'));
    if (approach) {
      const field = /** @type {HTMLInputElement} */ (this.querySelector('#approach'));
      field.value = approach.dataset.approach ?? '';
      this.#typed(field);
      this.#save(field);
    }
    const act = /** @type {HTMLElement | null} */ (target.closest('[data-act]'))?.dataset.act;
    if (act) void this.#act(act).catch((problem) => toast(problem instanceof ApiProblem ? `${problem.title}. ${problem.detail}` : String(problem)));
  }

  /** @param {string} act */
  async #act(act) {
    const name = this.getAttribute('name');
    const path = `studies/${this.study}`;
    if (act === 'duplicate') {
      const copy = guid7();
      await api.put(`${path}/copies/${copy}`);
      return toast(`Copied ${name}`, { label: 'Open the copy', undo: () => { location.href = `/studies/${copy}`; } });
    }
    if (act === 'delete') {
      const { change } = await api.delete(path);
      sessionStorage.setItem(DELETED, JSON.stringify({ study: this.study, name, change }));
      return location.assign('/');
    }
    const done = act === 'archive' ? await api.post(`${path}/archive`) : await api.delete(`${path}/archive`);
    const told = act === 'archive' ? `Archived ${name}` : `Took up ${name} again`;
    return toast(told, { undo: () => takeBack(this.study, 'undo', done.change).then(() => location.reload()) });
  }
}

customElements.define('tl-study', Study);
