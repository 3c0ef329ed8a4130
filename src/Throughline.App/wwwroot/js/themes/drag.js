// Dragging a code from one theme to another, from the list of codes under none, and back to it.

import { NODE_TYPE } from '../tree-drop.js';
import { moveCode } from './acts.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** The code of an element on the board or in the panel. @param {EventTarget | Element | null} target */
export function codeOf(target) {
  const row = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-code]')) : null;
  if (!row?.dataset.code) return null;
  const from = /** @type {HTMLElement | null} */ (row.closest('.theme'))?.dataset.themeId ?? null;
  return { row, id: row.dataset.code, name: row.dataset.name ?? '', from };
}

/** @param {Desk} desk @param {HTMLElement} page */
export function dragCodes(desk, page) {
  /** @type {ReturnType<typeof codeOf>} */ let dragged = null;
  /** @type {Element | null} */ let over = null;

  const clear = () => {
    over?.classList.remove('is-over');
    over = null;
  };

  page.addEventListener('dragstart', (event) => {
    dragged = desk.past ? null : codeOf(event.target);
    if (!dragged || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData(NODE_TYPE, dragged.id);
    event.dataTransfer.setData('text/plain', dragged.name);
    dragged.row.classList.add('is-dragged');
  });

  page.addEventListener('dragover', (event) => {
    const place = placeOf(event.target);
    if (!dragged || !place) return clear();
    event.preventDefault();
    if (place === over) return;
    clear();
    over = place;
    place.classList.add('is-over');
  });

  page.addEventListener('drop', (event) => {
    const place = placeOf(event.target);
    const code = dragged;
    clear();
    if (!code || !place) return;
    event.preventDefault();
    void moveCode(desk, code, /** @type {HTMLElement} */ (place).dataset.themeId ?? null);
  });

  page.addEventListener('dragend', () => {
    clear();
    dragged?.row.classList.remove('is-dragged');
    dragged = null;
  });
}

/** A column takes a code in; the list of codes under no theme takes it out. @param {EventTarget | null} target */
function placeOf(target) {
  return target instanceof Element ? target.closest('.theme, .panel .free') : null;
}
