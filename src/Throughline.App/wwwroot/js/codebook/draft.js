// A definition that is being written: kept in this browser with every letter until it is kept as a version, or dropped.

import { outbox } from '../outbox.js';
import { recall, remember } from '../remember.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{fields: Record<string, string>, why: string}} Kept */

export class Draft {
  /** @type {Record<string, string>} What is in force. */ #base = {};
  /** @type {HTMLElement | null} */ #sheet = null;
  /** @type {string} */ #code = '';

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  /** @returns {HTMLTextAreaElement[]} */
  get #fields() {
    return [...this.#sheet?.querySelectorAll('textarea') ?? []];
  }

  get #key() {
    return `draft:${this.desk.study}:${this.#code}`;
  }

  get #why() {
    return /** @type {HTMLInputElement | null} */ (this.#sheet?.querySelector('#why'));
  }

  /** Takes hold of a sheet that was just put in place. @param {HTMLElement} sheet */
  async hold(sheet) {
    this.#sheet = sheet;
    this.#code = sheet.dataset.code ?? '';
    this.#base = Object.fromEntries(this.#fields.map((field) => [field.dataset.field, field.value]));
    sheet.addEventListener('input', () => this.#write());
    sheet.querySelector('[data-drop]')?.addEventListener('click', () => this.#drop());
    sheet.querySelector('[data-keep-it]')?.addEventListener('click', () => void this.keep());
    this.#why?.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      // Keeping moves the focus, and the line must not break where it goes.
      event.preventDefault();
      void this.keep();
    });
    await this.#show(await this.#waiting());
  }

  /** The same code again, as the server has it now: what is being written stays. @param {HTMLElement} fresh */
  renew(fresh) {
    const dirty = this.dirty;
    for (const field of this.#fields) {
      const name = field.dataset.field ?? '';
      const now = /** @type {HTMLTextAreaElement | null} */ (fresh.querySelector(`[data-field="${name}"]`))?.value ?? '';
      if (field.value === this.#base[name]) field.value = now;
      this.#base[name] = now;
    }
    if (dirty) this.#write();
    this.#tell();
  }

  get dirty() {
    return this.#fields.some((field) => field.value !== this.#base[field.dataset.field ?? '']);
  }

  async keep() {
    const code = this.desk.code;
    if (!code || !this.dirty) return;
    const body = { ...Object.fromEntries(this.#fields.map((field) => [field.dataset.field, field.value])), reason: this.#why?.value ?? '' };
    const version = Number(this.#sheet?.dataset.version ?? 0) + 1;
    for (const field of this.#fields) this.#base[field.dataset.field ?? ''] = field.value;
    if (this.#why) this.#why.value = '';
    remember(this.#key, null);
    this.#tell();
    this.#fields[0]?.focus();
    await this.desk.act(
      { verb: `Define ${code.name}`, method: 'PATCH', path: this.desk.path(code.id, 'definition'), body },
      (answer) => (answer.change ? `Kept as version ${answer.definitionVersion ?? version}` : 'It says what it said before'));
  }

  /** A version that waits in this browser to be saved is what the person has kept: it is in force here. */
  async #waiting() {
    const acts = await outbox.kept(this.desk.study);
    const body = acts.findLast((act) => act.path === this.desk.path(this.#code, 'definition') && act.state === 'waiting')?.body;
    return /** @type {Record<string, string> | undefined} */ (body);
  }

  /** @param {Record<string, string> | undefined} waiting */
  async #show(waiting) {
    /** @type {Kept | null} */
    const kept = JSON.parse(recall(this.#key) ?? 'null');
    for (const field of this.#fields) {
      const name = field.dataset.field ?? '';
      if (waiting?.[name] !== undefined) this.#base[name] = waiting[name];
      field.value = kept?.fields[name] ?? this.#base[name];
    }
    if (kept && this.#why) this.#why.value = kept.why;
    this.#tell();
  }

  #write() {
    /** @type {Kept} */
    const kept = { fields: {}, why: this.#why?.value ?? '' };
    for (const field of this.#fields) {
      const name = field.dataset.field ?? '';
      if (field.value !== this.#base[name]) kept.fields[name] = field.value;
    }
    remember(this.#key, this.dirty ? JSON.stringify(kept) : null);
    this.#tell();
  }

  #drop() {
    for (const field of this.#fields) field.value = this.#base[field.dataset.field ?? ''];
    if (this.#why) this.#why.value = '';
    remember(this.#key, null);
    this.#tell();
    this.#fields[0]?.focus();
  }

  #tell() {
    const bar = /** @type {HTMLElement | null} */ (this.#sheet?.querySelector('[data-keep]'));
    if (bar) bar.hidden = !this.dirty;
    const version = Number(this.#sheet?.dataset.version ?? 0) + 1;
    const [told, keep] = [this.#sheet?.querySelector('[data-draft-told]'), this.#sheet?.querySelector('[data-keep-it]')];
    if (told) told.textContent = `Draft of version ${version}`;
    if (keep) keep.textContent = `Keep as version ${version}`;
  }
}
