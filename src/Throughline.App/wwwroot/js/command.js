// <tl-command>: find or do anything, Ctrl K. Pages and slices register what can be found; the palette only shows it.

import { caps, el, fill, icon, swatch } from './dom.js';
import { marked } from './match.js';

/**
 * @typedef {object} Found
 * @property {string} title What was typed is stressed in it.
 * @property {string} [href] Where Enter leads, or:
 * @property {() => void} [run]
 * @property {string} [before] Quiet words in front: "P07, turn 45".
 * @property {string} [after] Quiet words at the end: "Boundaries".
 * @property {boolean} [said] Somebody's words, in the serif.
 * @property {string} [icon]
 * @property {{dye?: number, weave?: number}} [code]
 * @property {string} [keys] "g 5", "Ctrl ↵".
 */

/**
 * @typedef {object} Provider
 * @property {string} group The heading: "Words", "Codes", "Do".
 * @property {(typed: string, signal: AbortSignal) => Found[] | Promise<Found[]>} search
 * @property {number} [rank] Lower comes first; 50 without it.
 */

const PAUSE_MS = 90;
const SHOWN = 12;

/** @type {Provider[]} */
const providers = [];

/** @param {Provider} provider @returns {() => void} Takes it away again. */
export function provide(provider) {
  providers.push(provider);
  providers.sort((one, other) => (one.rank ?? 50) - (other.rank ?? 50));
  return () => void providers.splice(providers.indexOf(provider), 1);
}

class Command extends HTMLElement {
  /** @type {HTMLDialogElement | null} */ #dialog = null;
  /** @type {Found[]} */ #found = [];
  #active = 0;
  #searching = new AbortController();
  #timer = 0;
  /** @type {string | null} */ #shownFor = null;
  /** What is shown answers to what is typed. */ #settled = true;
  #input = el('input', { type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-label': 'Find or do anything', 'aria-expanded': 'true', 'aria-autocomplete': 'list', 'aria-controls': 'tl-found' });
  #list = el('div', { class: 'found-list', id: 'tl-found', role: 'listbox', 'aria-label': 'Found' });

  connectedCallback() {
    this.querySelector('button')?.addEventListener('click', () => this.open());
    this.#input.addEventListener('input', () => {
      this.#settled = false;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#search(), PAUSE_MS);
    });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const row = /** @type {Element} */ (event.target).closest('[role="option"]');
      if (row) this.#take([...this.#list.querySelectorAll('[role="option"]')].indexOf(row));
    });
  }

  open() {
    if (this.#dialog) return;
    const before = document.activeElement;
    const dialog = el('dialog', { class: 'palette', 'aria-label': 'Find or do anything' },
      el('div', { class: 'ask' }, icon('search'), this.#input, ...caps('Esc')), this.#list);
    this.#dialog = dialog;
    this.#input.value = '';
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener('close', () => {
      this.#searching.abort();
      dialog.remove();
      this.#dialog = null;
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus({ preventScroll: true });
    });
    document.body.append(dialog);
    dialog.showModal();
    this.#input.focus();
    void this.#search();
  }

  async #search() {
    this.#searching.abort();
    const searching = new AbortController();
    this.#searching = searching;
    const typed = this.#input.value.trim();
    /** @type {Found[][]} */
    const found = providers.map(() => []);
    await Promise.all(providers.map(async (provider, index) => {
      try {
        const items = await provider.search(typed, searching.signal);
        if (searching.signal.aborted) return;
        found[index] = items;
        this.#show(found, typed);
      } catch {
        // One source of answers that fails must not silence the others.
      }
    }));
    if (searching.signal.aborted) return;
    this.#settled = true;
    this.#show(found, typed);
  }

  /** Enter means what is typed, also where the answers to it have not come yet. */
  async #enter() {
    if (!this.#settled) {
      clearTimeout(this.#timer);
      await this.#search();
    }
    if (this.#settled) this.#take(this.#active);
  }

  /** @param {Found[][]} found @param {string} typed */
  #show(found, typed) {
    const before = typed === this.#shownFor && this.#active > 0 ? this.#found[this.#active] : undefined;
    this.#shownFor = typed;
    this.#found = [];
    const groups = found.flatMap((items, index) => (items.length === 0 ? [] : [this.#group(providers[index].group, items, typed)]));
    fill(this.#list, ...groups);
    if (groups.length === 0) fill(this.#list, el('div', { class: 'nothing', role: 'presentation' }, 'Nothing of that kind'));
    this.#active = before ? Math.max(0, this.#found.findIndex((one) => one.title === before.title && one.href === before.href)) : 0;
    this.#mark();
  }

  /** @param {string} group @param {Found[]} items @param {string} typed */
  #group(group, items, typed) {
    const shown = items.slice(0, SHOWN);
    const start = this.#found.length;
    this.#found.push(...shown);
    const head = items.length > shown.length ? `${group}, ${items.length}` : group;
    return el('div', { role: 'group', 'aria-label': head },
      el('div', { class: 'group-head', 'aria-hidden': 'true' }, head), ...shown.map((item, at) => row(item, start + at, typed)));
  }

  #mark() {
    const rows = this.#list.querySelectorAll('[role="option"]');
    rows.forEach((one, index) => one.setAttribute('aria-selected', String(index === this.#active)));
    const active = rows[this.#active];
    active?.scrollIntoView({ block: 'nearest' });
    if (active) this.#input.setAttribute('aria-activedescendant', active.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const count = this.#found.length;
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') this.#active = (this.#active + 1) % Math.max(1, count);
    else if (event.key === 'ArrowUp') this.#active = (this.#active + count - 1) % Math.max(1, count);
    else if (event.key === 'Enter') return void this.#enter();
    else return;
    event.preventDefault();
    this.#mark();
  }

  /** @param {number} index */
  #take(index) {
    const item = this.#found[index];
    if (!item) return;
    this.#dialog?.close();
    if (item.run) item.run();
    else if (item.href) location.href = item.href;
  }
}

/** @param {Found} item @param {number} index @param {string} typed */
function row(item, index, typed) {
  const title = marked(item.title, typed).map((part) => (part.hit ? el('em', null, part.text) : part.text));
  return el('div', { role: 'option', id: `tl-found-${index}` },
    item.code ? swatch(item.code) : item.icon ? icon(item.icon) : null,
    item.before && el('span', { class: 'quiet nowrap' }, item.before),
    el('span', { class: `grow cut${item.said ? ' quote' : ''}` }, ...title),
    item.after && el('span', { class: 'quiet nowrap' }, item.after),
    ...(item.keys ? caps(item.keys) : []));
}

customElements.define('tl-command', Command);
