// Finding words in this text, with a count. The browser's own Ctrl F works too; this one leads to a selection that can be coded.

import { el, icon } from '../dom.js';

/** @typedef {import('./words.js').Words} Words */

const MARKED = 2000;

/**
 * All places of some words, whatever their case and whichever apostrophe. @param {Words} words @param {string} wanted
 * @returns {[number, number][]}
 */
export function findAll(words, wanted) {
  if (wanted.trim() === '') return [];
  const pattern = wanted.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['‘’]/g, '[\'‘’]').replace(/["“”]/g, '["“”]').replace(/\s+/g, '\\s+');
  const regex = new RegExp(pattern, 'giu');
  /** @type {[number, number][]} */
  const found = [];
  for (let turn = 0; turn < words.turns.length; turn++) {
    const start = words.starts[turn];
    for (const match of words.textOf(turn).matchAll(regex)) found.push([start + match.index, start + match.index + match[0].length]);
  }
  return found;
}

export class Find {
  /** @type {[number, number][]} */ #found = [];
  #at = -1;
  #input = el('input', { type: 'search', 'aria-label': 'Find in this text', autocomplete: 'off', spellcheck: 'false' });
  #told = el('span', { class: 'quiet nowrap', role: 'status' });

  /** @param {HTMLElement} bar @param {import('./tl-transcript.js').Transcript} transcript */
  constructor(bar, transcript) {
    this.bar = bar;
    this.transcript = transcript;
    const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ run) =>
      el('button', { type: 'button', class: 'btn bare icon small', 'aria-label': label, onclick: run }, icon(name));
    bar.append(icon('search'), this.#input, this.#told, button('up', 'Previous', () => this.#go(-1)), button('down', 'Next', () => this.#go(1)), button('x', 'Close', () => this.close()));
    this.#input.addEventListener('input', () => this.#search());
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#go(event.shiftKey ? -1 : 1);
      else if (event.key === 'Escape') this.close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  open() {
    this.bar.hidden = false;
    this.#input.focus();
    this.#input.select();
    this.#search();
  }

  /** The found words stay picked: they can be coded at once. */
  close() {
    const now = this.#found[this.#at];
    this.bar.hidden = true;
    this.#found = [];
    this.#mark();
    this.transcript.focus({ preventScroll: true });
    if (now) this.transcript.picked.set(...now);
  }

  #search() {
    this.#found = findAll(this.transcript.words, this.#input.value);
    const from = this.transcript.picked.start;
    this.#at = this.#found.findIndex(([start]) => start >= from);
    if (this.#at < 0 && this.#found.length > 0) this.#at = 0;
    this.#mark();
  }

  /** @param {1 | -1} way */
  #go(way) {
    if (this.#found.length === 0) return;
    this.#at = (this.#at + way + this.#found.length) % this.#found.length;
    this.#mark();
  }

  #mark() {
    const { paint, selection } = this.transcript;
    const now = this.#found[this.#at];
    paint.mark('found', this.#found.slice(Math.max(0, this.#at - MARKED / 2), this.#at + MARKED / 2));
    paint.mark('found-now', now ? [now] : []);
    this.#told.textContent = this.#input.value.trim() === '' ? '' : now ? `${this.#at + 1} of ${this.#found.length}` : 'Not in this text';
    if (now) selection.reveal(now[0]);
  }
}
