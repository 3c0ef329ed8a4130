// On paper there is no window to be near to and no stripe to point at: every turn is painted, and the codes on it are named below it.

import { el } from '../dom.js';

/** @typedef {import('./words.js').Words} Words */
/** @typedef {import('./segments.js').Segments} Segments */
/** @typedef {import('./codes.js').Codes} Codes */

/**
 * @param {{words: Words, segments: Segments, codes: Codes}} coding
 * @param {(turn: number) => void} paint
 * @param {(turn: number) => void} leave What is far from the window is let go again.
 */
export function onPaper({ words, segments, codes }, paint, leave) {
  /** @type {HTMLElement[]} */
  let added = [];
  addEventListener('beforeprint', () => {
    words.turns.forEach((turn, number) => {
      const here = segments.within(words.starts[number], words.endOf(number));
      if (here.length === 0) return;
      paint(number);
      const names = [...new Set(here.map((segment) => codes.get(segment.code)?.name ?? ''))].filter(Boolean);
      const line = el('p', { class: 'codes-on-paper' }, names.join(' · '));
      turn.append(line);
      added.push(line);
    });
  });
  addEventListener('afterprint', () => {
    for (const line of added) line.remove();
    added = [];
    words.turns.forEach((_, number) => leave(number));
  });
}
