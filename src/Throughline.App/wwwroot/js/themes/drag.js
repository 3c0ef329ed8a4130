// Dragging a code from one theme to another, from the list of codes under none, and back to it; and a theme to the place of another.

import { NODE_TYPE } from '../tree-drop.js';
import { moveCode, renumber } from './acts.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** The code of an element on the board or in the panel. @param {EventTarget | Element | null} target */
export function codeOf(target) {
  const row = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-code]')) : null;
  if (!row?.dataset.code) return null;
  const from = /** @type {HTMLElement | null} */ (row.closest('.theme'))?.dataset.themeId ?? null;
  return { row, id: row.dataset.code, name: row.dataset.name ?? '', from };
}

/** @param {Desk} desk @param {HTMLElement} page */
export function dragOnBoard(desk, page) {
  /** @type {ReturnType<typeof codeOf>} */ let dragged = null;
  /** @type {string | null} */ let theme = null;
  /** @type {Element | null} */ let over = null;

  const clear = () => {
    over?.classList.remove('is-over');
    over = null;
  };

  page.addEventListener('dragstart', (event) => {
    dragged = desk.past ? null : codeOf(event.target);
    theme = desk.past || !(event.target instanceof Element && event.target.matches('header')) ? null : columnOf(event.target)?.dataset.themeId ?? null;
    if ((!dragged && !theme) || !event.dataTransfer) return;
    desk.hold();
    event.dataTransfer.effectAllowed = 'move';
    if (!dragged) return event.dataTransfer.setData('text/plain', desk.theme(theme)?.label ?? '');
    event.dataTransfer.setData(NODE_TYPE, dragged.id);
    event.dataTransfer.setData('text/plain', dragged.name);
    dragged.row.classList.add('is-dragged');
  });

  page.addEventListener('dragover', (event) => {
    const place = theme ? columnOf(event.target) : placeOf(event.target);
    if ((!dragged && !theme) || !place) return clear();
    event.preventDefault();
    if (place === over) return;
    clear();
    over = place;
    place.classList.add('is-over');
  });

  page.addEventListener('drop', (event) => {
    const place = placeOf(event.target);
    const [code, moved] = [dragged, desk.theme(theme)];
    clear();
    desk.release();
    if ((!code && !moved) || !place) return;
    event.preventDefault();
    if (!code) return moveTheme(desk, moved, desk.theme(columnOf(place)?.dataset.themeId)?.number ?? 0);
    void moveCode(desk, code, /** @type {HTMLElement} */ (place).dataset.themeId ?? null);
  });

  page.addEventListener('dragend', () => {
    clear();
    dragged?.row.classList.remove('is-dragged');
    dragged = theme = null;
    desk.release();
  });
}

/** @param {EventTarget | null} target */
const columnOf = (target) => (target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('.theme')) : null);

/** To the place of another; the focus stays on it. @param {Desk} desk @param {import('./desk.js').Theme | undefined} theme @param {number} number */
export function moveTheme(desk, theme, number) {
  if (!theme || theme.overarching || number === theme.number || number < 1 || number > desk.themes.filter((one) => !one.overarching).length) return;
  void renumber(desk, theme, number);
  /** @type {HTMLElement | null} */ (desk.board.querySelector(`[data-edit="${theme.id}"]`))?.focus();
}

/** A column takes a code in; the list of codes under no theme takes it out. @param {EventTarget | null} target */
function placeOf(target) {
  return target instanceof Element ? target.closest('.theme, .panel .free') : null;
}
