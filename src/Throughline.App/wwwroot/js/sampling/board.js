// Who is where: a code is dragged to where somebody is now, or moved by keys. The step is asked for with its day before it is kept.

import { openMenu } from '../menu.js';

const STATES = ['', 'invited', 'reminded', 'agreed', 'interviewed', 'declined', 'no answer', 'withdrawn'];

/** @param {HTMLElement} host @param {(code: string, kind: string) => void} step */
export function board(host, step) {
  /** @param {Event} event */
  const card = (event) => {
    const found = event.target instanceof Element ? event.target.closest('[data-card]') : null;
    return found instanceof HTMLElement ? found : null;
  };
  /** @param {Event} event */
  const column = (event) => {
    const found = event.target instanceof Element ? event.target.closest('[data-to]') : null;
    return found instanceof HTMLElement && found.dataset.to ? found : null;
  };
  /** @param {HTMLElement | null} over */
  const mark = (over) => host.querySelectorAll('[data-to]').forEach((one) => one.classList.toggle('is-over', one === over));
  let dragged = /** @type {HTMLElement | null} */ (null);

  host.addEventListener('dragstart', (event) => {
    dragged = card(event);
    if (dragged) event.dataTransfer?.setData('text/plain', dragged.dataset.card ?? '');
  });
  host.addEventListener('dragover', (event) => {
    if (!dragged || !column(event)) return;
    event.preventDefault();
    mark(column(event));
  });
  host.addEventListener('dragend', () => { dragged = null; mark(null); });
  host.addEventListener('drop', (event) => {
    const to = column(event)?.dataset.to;
    if (!dragged || !to) return;
    event.preventDefault();
    mark(null);
    if (to !== dragged.dataset.at) step(dragged.dataset.card ?? '', to);
  });
  host.addEventListener('click', (event) => {
    const one = card(event);
    if (!one) return;
    openMenu(STATES.filter((kind) => kind && kind !== one.dataset.at).map((kind) => ({
      label: `${kind[0].toUpperCase()}${kind.slice(1)}…`, run: () => step(one.dataset.card ?? '', kind),
    })), one.getBoundingClientRect(), `Where ${one.dataset.card} is now`);
  });
  host.addEventListener('keydown', (event) => {
    const one = card(event);
    const way = event.altKey ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : undefined;
    if (!one || !way) return;
    event.preventDefault();
    event.stopPropagation();
    const to = STATES[STATES.indexOf(one.dataset.at ?? '') + way];
    if (to) step(one.dataset.card ?? '', to);
  });
}
