// What keys do, for fingers in a bar under the words, and for the mouse on a segment.

import { el, icon } from '../dom.js';
import { openMenu } from '../menu.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {HTMLElement} bar @param {Desk} desk @returns {() => void} Shows it where there is something to do. */
export function touchBar(bar, desk) {
  const { picked } = desk.transcript;
  const touch = (/** @type {string} */ label, /** @type {string} */ sign, /** @type {() => void} */ run) =>
    el('button', { type: 'button', class: 'btn bare', onclick: run, onpointerdown: (event) => event.preventDefault() }, icon(sign), label);
  const more = touch('More', 'dots', () => openMenu([
    { label: 'Last code again', run: () => desk.again() },
    { label: 'Recode', run: () => desk.recode() },
    { label: 'Split before the picked words', run: () => desk.split() },
    { label: 'Next uncoded words', run: () => desk.uncoded() },
    { label: 'Go to a turn or time', run: () => void desk.goTo() },
    { label: 'Undo', run: () => void desk.undo(false) },
  ], more.getBoundingClientRect(), 'More to do'));
  bar.append(
    touch('Wider', 'plus', () => picked.wider()), touch('Narrower', 'minus', () => picked.narrower()), touch('Code', 'stripes', () => desk.pickCode()),
    touch('In vivo', 'quotes', () => desk.inVivo()), touch('Note', 'note', () => desk.note()), touch('Remove', 'trash', () => desk.remove()), more);
  const fingers = matchMedia('(pointer: coarse)');
  return () => { bar.hidden = !fingers.matches || (picked.isEmpty && !desk.chosen); };
}

/** A right press on a stripe, on the name beside it, or on the segment in the panel. @param {HTMLElement[]} places @param {Desk} desk */
export function segmentMenus(places, desk) {
  for (const place of places) {
    place.addEventListener('contextmenu', (event) => {
      const named = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-id]'));
      if (!named?.dataset.id) return;
      event.preventDefault();
      desk.choose(named.dataset.id, false);
      const code = desk.chosen?.code;
      openMenu([
        { label: 'Recode', keys: 'r', run: () => desk.recode() },
        { label: 'Write a note on it', keys: 'n', run: () => desk.note() },
        { label: 'Open its code', run: () => { location.href = `/studies/${desk.parts.study}/codebook/${code}`; } },
        { label: 'Remove', keys: 'Del', undoes: true, run: () => desk.remove() },
      ], new DOMRect(event.clientX, event.clientY, 0, 0), 'The segment');
    });
  }
}
