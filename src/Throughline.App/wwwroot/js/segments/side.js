// The panel at the right: the line through the chosen segment, who says it, what it is for a theme, and the notes on it.

import { el } from '../dom.js';

const PAUSE_MS = 60;

export class Side {
  #asked = 0;
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

  /** @param {boolean} [again] Something may have changed. While a note is being written nothing moves. */
  show(again = false) {
    clearTimeout(this.#soon);
    if (again && (!this.list.chosen || document.activeElement === this.field)) return;
    this.#soon = setTimeout(() => void this.#fetch(), PAUSE_MS);
  }

  write() {
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
    if (asked !== this.#asked || !fresh || document.activeElement === this.field) return;
    const back = document.activeElement instanceof HTMLElement && this.root.contains(document.activeElement) ? document.activeElement.dataset : null;
    this.root.replaceChildren(fresh);
    if (back?.stance) /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-theme="${back.theme}"][data-stance="${back.stance}"]`))?.focus();
    const draft = this.#drafts.get(id);
    if (draft && this.field) {
      this.field.value = draft;
      this.#open();
    }
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
    const kind = /** @type {HTMLSelectElement} */ (this.root.querySelector('#note-kind')).value;
    this.acts.note(id, kind, text);
    this.#drafts.delete(id);
    field.value = '';
    const form = /** @type {HTMLElement} */ (this.root.querySelector('#note-form'));
    form.before(el('p', { class: 'memo' }, text), el('p', { class: 'by' }, `${kind[0].toUpperCase()}${kind.slice(1)}, now`));
    this.list.item?.focus({ preventScroll: true });
  }
}
