// The ends of the chosen segment, to be dragged: they go from word to word, and the segment is painted as it would become.

import { el } from '../dom.js';
import { around } from './bounds.js';

/** @typedef {import('./words.js').Words} Words */
/** @typedef {import('./segments.js').Segment} Segment */

export class Handles {
  /** @type {Segment | null} */ #segment = null;
  #dragged = { start: 0, end: 0 };

  /**
   * @param {HTMLElement} sheet @param {Words} words
   * @param {{preview: (start: number, end: number) => void, done: (segment: Segment, start: number, end: number) => void}} on
   */
  constructor(sheet, words, on) {
    this.words = words;
    this.on = on;
    this.start = el('i', { class: 'handle start', 'aria-hidden': 'true' });
    this.end = el('i', { class: 'handle end', 'aria-hidden': 'true' });
    for (const handle of [this.start, this.end]) {
      handle.hidden = true;
      sheet.append(handle);
      handle.addEventListener('pointerdown', (event) => this.#grasp(handle, event));
    }
  }

  /** Measures now; places them when told to. @param {Segment | null} segment @returns {() => void} */
  show(segment) {
    this.#segment = segment;
    if (!segment) return () => { this.start.hidden = this.end.hidden = true; };
    const place = this.#measure(segment.start, segment.end);
    return () => {
      this.start.hidden = this.end.hidden = false;
      place();
    };
  }

  /** @param {number} start @param {number} end */
  #measure(start, end) {
    const sheet = this.words.sheet.getBoundingClientRect();
    const first = this.words.boxAt(this.words.turnAt(start), start);
    const last = this.words.boxAt(this.words.turnAt(end - 1), end - 1);
    return () => {
      put(this.start, first.left - sheet.left, first.top - sheet.top, first.height);
      put(this.end, last.right - sheet.left, last.top - sheet.top, last.height);
    };
  }

  /** @param {HTMLElement} handle @param {PointerEvent} event */
  #grasp(handle, event) {
    const segment = this.#segment;
    if (!segment || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    this.#dragged = { start: segment.start, end: segment.end };
    const move = (/** @type {PointerEvent} */ to) => this.#drag(handle, to);
    const drop = () => {
      handle.removeEventListener('pointermove', move);
      const { start, end } = this.#dragged;
      if (start !== segment.start || end !== segment.end) this.on.done(segment, start, end);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', drop, { once: true });
  }

  /** @param {HTMLElement} handle @param {PointerEvent} event */
  #drag(handle, event) {
    // Beside the words, where stripes stand, a hand means the end of the line and not the end of the turn.
    const { left, right } = this.words.wordsOf(this.words.turnAt(this.#dragged.start)).getBoundingClientRect();
    handle.style.pointerEvents = 'none';
    const at = this.words.positionFromPoint(Math.max(left + 1, Math.min(right - 2, event.clientX)), event.clientY);
    handle.style.pointerEvents = '';
    if (at === null) return;
    const turn = this.words.turnAt(at);
    const begin = this.words.starts[turn];
    const [from, to] = around(this.words.textOf(turn), at - begin, at - begin, 'word');
    if (handle === this.start) this.#dragged.start = Math.min(begin + from, this.#dragged.end - 1);
    else this.#dragged.end = Math.max(begin + to, this.#dragged.start + 1);
    this.#measure(this.#dragged.start, this.#dragged.end)();
    this.on.preview(this.#dragged.start, this.#dragged.end);
  }
}

/** @param {HTMLElement} handle @param {number} left @param {number} top @param {number} height */
function put(handle, left, top, height) {
  handle.style.insetInlineStart = `${left}px`;
  handle.style.insetBlockStart = `${top}px`;
  handle.style.blockSize = `${height}px`;
}
