// <tl-menu>: a button and its menu. `openMenu` makes one where there is no markup for it, as for a right click.

import { el, icon } from './dom.js';
import { placeBeside } from './place.js';

/**
 * @typedef {object} Item
 * @property {string} label
 * @property {() => void} run
 * @property {string} [icon]
 * @property {string} [keys] Shown at the right.
 * @property {boolean} [undoes] It takes something away.
 * @property {boolean} [checked]
 * @property {string} [refused] Why it cannot be done now; the item is shown, and says so.
 */

/** @param {HTMLElement} menu */
const itemsOf = (menu) => /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('[role^="menuitem"]')]);

/** @param {HTMLElement} menu @param {HTMLElement | undefined} item */
function focusItem(menu, item) {
  for (const one of itemsOf(menu)) one.tabIndex = -1;
  item?.focus();
}

/** @param {HTMLElement} menu @param {KeyboardEvent} event @param {() => void} close */
function walk(menu, event, close) {
  const items = itemsOf(menu);
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const letter = event.key.length === 1 && !event.ctrlKey ? event.key.toLowerCase() : null;
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => focusItem(menu, items[(at + 1) % items.length]),
    ArrowUp: () => focusItem(menu, items[(at - 1 + items.length) % items.length]),
    Home: () => focusItem(menu, items[0]),
    End: () => focusItem(menu, items.at(-1)),
    Escape: close,
    Tab: close,
    ' ': () => items[at]?.click(),
  };
  const found = letter && letter !== ' '
    ? [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))
    : undefined;
  if (!keys[event.key] && !found) return;
  if (event.key !== 'Tab') event.preventDefault();
  event.stopPropagation();
  if (found) focusItem(menu, found);
  else keys[event.key]();
}

class Menu extends HTMLElement {
  connectedCallback() {
    const button = this.#button;
    const menu = this.#menu;
    if (!button || !menu) return;
    button.setAttribute('aria-haspopup', 'menu');
    button.setAttribute('aria-expanded', 'false');
    menu.hidden = false;
    menu.setAttribute('popover', 'auto');
    for (const item of itemsOf(menu)) item.tabIndex = -1;
    // The popover closes on the press of its own button; the click that follows must not open it again.
    let open = false;
    button.addEventListener('pointerdown', () => { open = menu.matches(':popover-open'); });
    button.addEventListener('click', (event) => {
      if (open && event.detail > 0) menu.hidePopover();
      else this.#open();
      open = false;
    });
    button.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      this.#open(event.key === 'ArrowUp');
    });
    menu.addEventListener('beforetoggle', (event) => button.setAttribute('aria-expanded', String(event.newState === 'open')));
    menu.addEventListener('keydown', (event) => walk(menu, event, () => { menu.hidePopover(); button.focus(); }));
    menu.addEventListener('click', (event) => {
      const item = /** @type {Element} */ (event.target).closest('[role^="menuitem"]');
      if (item && item.getAttribute('aria-disabled') !== 'true') menu.hidePopover();
    });
  }

  get #button() {
    return this.querySelector('button');
  }

  get #menu() {
    return /** @type {HTMLElement | null} */ (this.querySelector('[role="menu"]'));
  }

  /** @param {boolean} [last] */
  #open(last = false) {
    const [button, menu] = [this.#button, this.#menu];
    if (!button || !menu) return;
    menu.showPopover();
    placeBeside(menu, button.getBoundingClientRect(), { gap: 4, align: this.getAttribute('align') === 'end' ? 'end' : 'start' });
    focusItem(menu, itemsOf(menu).at(last ? -1 : 0));
  }
}

customElements.define('tl-menu', Menu);

/** A menu beside something: a right click, or a key. @param {Item[]} items @param {DOMRect} at @param {string} label */
export function openMenu(items, at, label) {
  const before = document.activeElement;
  const menu = el('div', { class: 'menu', role: 'menu', popover: 'auto', 'aria-label': label }, ...items.map((item) => el('button', {
    type: 'button', role: item.checked === undefined ? 'menuitem' : 'menuitemcheckbox', tabindex: -1, class: item.undoes && 'undoes',
    'aria-checked': item.checked === undefined ? null : String(item.checked), 'aria-disabled': item.refused ? 'true' : null, title: item.refused,
    onclick: () => { if (!item.refused) { menu.hidePopover(); item.run(); } },
  }, item.icon && icon(item.icon), item.label, item.keys && el('kbd', null, item.keys))));
  document.body.append(menu);
  menu.addEventListener('keydown', (event) => walk(menu, event, () => menu.hidePopover()));
  menu.addEventListener('toggle', () => {
    if (menu.matches(':popover-open')) return;
    const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    if (inside && before instanceof HTMLElement) before.focus({ preventScroll: true });
  });
  menu.showPopover();
  placeBeside(menu, at, { gap: 2 });
  focusItem(menu, itemsOf(menu)[0]);
}
