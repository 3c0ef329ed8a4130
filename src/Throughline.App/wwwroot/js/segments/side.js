// The panel at the right: the line through the chosen segment, who says it, what it is for a theme, and the notes on it.

import { el } from '../dom.js';

const PAUSE_MS = 60;

export class Side {
  #asked = 0;
  /** The segment that the panel shows. @type {string | null} */ #shown = null;
  #soon = 0;
  /** @type {Map<string, string>} What was begun and not kept, by segment. */ #drafts = new Map();

  /** @param {import('./list.js').SegmentList} list @param {import('./acts.js').Acts} acts */
  constructor(list, acts) {
    this.list = list;
    this.acts = acts;
    this.root = /** @type {HTMLElement} */ (document.getElementById('panel'));
    this.nothing = [...this.root.childNodes];
    this.root.addEventListener('click', (event) => this.#click(event));
    this.root.addEventListener('submit', (event) => { event.preventDefault(); this.#keep(); });
    this.root.addEventListener('focusin', (event) => { if (event.target === this.field) this.#open(); });
    this.root.addEventListener('input', () => { if (this.field && this.list.chosen) this.#drafts.set(this.list.chosen, this.field.value); });
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.target !== this.field) return;
      event.preventDefault();
      this.#keep();
    });
    list.addEventListener('choose', () => this.show());
    list.addEventListener('drawn', () => this.show(true));
  }

  /** @returns {HTMLTextAreaElement | null} */
  get field() {
    return this.root.querySelector('#note-text');
  }

  /** @param {boolean} [again] Something may have changed. */
  show(again = false) {
    clearTimeout(this.#soon);
    if (again && !this.list.chosen) return;
    this.#soon = setTimeout(() => void this.#fetch(), PAUSE_MS);
  }

  /** The field is there at once, also where the panel has not come yet: who types on loses no letter. */
  write() {
    if (!this.list.chosen) return;
    if (!this.field) this.root.replaceChildren(el('section', { class: 'notes' }, el('form', { id: 'note-form' }, el('textarea', { class: 'in grows', id: 'note-text', rows: 2, maxlength: 100000, 'aria-label': 'Write a note on these words' }))));
    if (this.field && this.list.chosen !== this.#shown) this.field.value = this.#drafts.get(this.list.chosen) ?? '';
    this.#open();
    this.field?.focus();
  }

  async #fetch() {
    const asked = ++this.#asked;
    const id = this.list.chosen;
    if (!id) return this.root.replaceChildren(...this.nothing);
    const answer = await fetch(`/studies/${this.list.study}/segments/${id}/panel`, { credentials: 'same-origin' }).catch(() => null);
    const text = answer?.ok ? await answer.text() : '';
    const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('segment-panel');
    if (asked !== this.#asked || !fresh) return;
    const writing = document.activeElement === this.field ? this.field : null;
    const back = document.activeElement instanceof HTMLElement && this.root.contains(document.activeElement) ? document.activeElement.dataset : null;
    this.#shown = id;
    this.#draw(fresh, writing);
    if (back?.stance) /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-theme="${back.theme}"][data-stance="${back.stance}"]`))?.focus();
    const draft = this.#drafts.get(id);
    if (draft && this.field && !writing) {
      this.field.value = draft;
      this.#open();
    }
  }

  /** A note that is being written stays as it is while all around it is drawn anew. @param {HTMLElement} fresh @param {HTMLTextAreaElement | null} writing */
  #draw(fresh, writing) {
    const [from, to] = [writing?.selectionStart ?? 0, writing?.selectionEnd ?? 0];
    const kind = /** @type {HTMLSelectElement | null} */ (this.root.querySelector('#note-kind'))?.value;
    this.root.replaceChildren(fresh);
    const { field } = this;
    if (!writing || !field) return;
    field.value = writing.value;
    const again = /** @type {HTMLSelectElement | null} */ (this.root.querySelector('#note-kind'));
    if (again && kind) again.value = kind;
    this.#open();
    field.focus({ preventScroll: true });
    field.setSelectionRange(from, to);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('button[data-stance]'));
    if (!button || !this.list.chosen) return;
    for (const other of button.parentElement?.children ?? []) other.setAttribute('aria-pressed', String(other === button));
    const { theme = '', label = '', stance = '' } = button.dataset;
    this.acts.place(this.list.chosen, { theme, label, stance });
  }

  #open() {
    const row = /** @type {HTMLElement | null} */ (this.root.querySelector('#note-form .keep'));
    if (row) row.hidden = false;
  }

  #keep() {
    const { field } = this;
    const id = this.list.chosen;
    const text = field?.value.trim();
    if (!field || !id || !text) return;
    const kind = /** @type {HTMLSelectElement | null} */ (this.root.querySelector('#note-kind'))?.value ?? 'analytic';
    this.acts.note(id, kind, text);
    this.#drafts.delete(id);
    field.value = '';
    const form = /** @type {HTMLElement} */ (this.root.querySelector('#note-form'));
    const count = this.root.querySelector('.notes h2 .quiet');
    if (count) count.textContent = String(Number(count.textContent) + 1);
    form.before(el('p', { class: 'memo' }, text), el('p', { class: 'by' }, `${kind[0].toUpperCase()}${kind.slice(1)}, now`));
    this.list.item?.focus({ preventScroll: true });
  }
}
