// One registry for the keys of a page: single keys, chords (`g` then a digit) and combinations. Single keys work only
// outside fields and can be turned off; `?` tells which keys work here.

import { caps, el, inField } from './dom.js';
import { openDialog } from './dialog.js';
import { recall, remember } from './remember.js';

/**
 * @typedef {object} Key
 * @property {string} keys "c", "Shift+e", "Ctrl+k", "Alt+ArrowUp", "g 1", "?". Ctrl stands for ⌘ on a Mac.
 * @property {string} does What it does, in the words of the list: "code".
 * @property {(event: KeyboardEvent) => void | false} run False lets the key go on to the browser.
 * @property {string} [group] A heading of the list. "On this page" without it.
 * @property {() => boolean} [when] Works only where this holds.
 * @property {boolean} [hidden] Not in the list.
 * @property {boolean} [inFields] A combination that works while one writes, too.
 */

const CHORD_MS = 1500;
const SHOWN = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Enter: '↵', Shift: '⇧', Escape: 'Esc', Delete: 'Del' };

class Keys {
  /** @type {Key[]} */ #keys = [];
  /** @type {string | null} */ #begun = null;
  #begunAt = 0;

  /** @param {Key} key @returns {() => void} Takes it away again. */
  add(key) {
    this.#keys.push(key);
    return () => void this.#keys.splice(this.#keys.indexOf(key), 1);
  }

  /** @param {Key[]} keys */
  addAll(keys) {
    const away = keys.map((key) => this.add(key));
    return () => away.forEach((take) => take());
  }

  get singleKeysOn() {
    return recall('single-keys') !== 'off';
  }

  set singleKeysOn(on) {
    remember('single-keys', on ? null : 'off');
  }

  /** Those that work now, as the list shows them. */
  get listed() {
    return this.#keys.filter((key) => !key.hidden && (key.when?.() ?? true));
  }

  /** @param {KeyboardEvent} event */
  handle(event) {
    if (event.defaultPrevented || event.isComposing || event.key === 'Shift' || event.key === 'Control') return;
    const pressed = nameOf(event);
    const begun = this.#begun !== null && event.timeStamp - this.#begunAt < CHORD_MS ? this.#begun : null;
    this.#begun = null;
    const single = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (single && !this.singleKeysOn && pressed !== '?') return;
    if (single && this.#writing(event)) return;
    const wanted = begun === null ? pressed : `${begun} ${pressed}`;
    const key = this.#keys.findLast((one) => one.keys === wanted && (one.when?.() ?? true));
    if (key) {
      if (!single && !key.inFields && inField(event.target)) return;
      if (key.run(event) !== false) event.preventDefault();
    } else if (this.#keys.some((one) => one.keys.startsWith(`${pressed} `))) {
      [this.#begun, this.#begunAt] = [pressed, event.timeStamp];
    }
  }

  /** @param {KeyboardEvent} event */
  #writing(event) {
    const target = event.target instanceof Element ? event.target : null;
    if (inField(target) || document.querySelector('dialog[open]')) return true;
    const acted = 'button, summary, audio, video, [role="treeitem"], [role="menuitem"]';
    return event.key === 'Enter' ? !!target?.closest(`a, ${acted}`) : event.key === ' ' && !!target?.closest(acted);
  }
}

/** @param {KeyboardEvent} event */
function nameOf(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  const letter = /^\p{L}$/u.test(event.key);
  if (event.shiftKey && (letter || event.key.length > 1)) parts.push('Shift');
  parts.push(letter ? event.key.toLowerCase() : event.key === ' ' ? 'Space' : event.key);
  return parts.join('+');
}

/** "Ctrl+Shift+z" as caps: Ctrl ⇧ Z. @param {string} keys */
export function shownKeys(keys) {
  const single = !keys.includes('+') || keys === '+';
  const parts = keys === '+' ? ['+'] : keys.split(/[+ ]/);
  return caps(parts.map((part) => /** @type {Record<string, string>} */ (SHOWN)[part] ?? (single ? part : part.length === 1 ? part.toUpperCase() : part)).join(' '));
}

export const keys = new Keys();

export function showKeys() {
  /** @type {Map<string, Key[]>} */
  const groups = new Map();
  for (const key of keys.listed) {
    const group = key.group ?? 'On this page';
    groups.set(group, [...(groups.get(group) ?? []), key]);
  }
  const lists = [...groups].sort(([one]) => (one === 'On this page' ? -1 : 0)).map(([group, listed]) => el('section', null,
    el('h3', null, group),
    el('ul', null, ...listed.map((key) => el('li', null, key.does, el('span', null, ...shownKeys(key.keys)))))));
  const off = el('input', { type: 'checkbox' });
  off.checked = keys.singleKeysOn;
  off.addEventListener('change', () => { keys.singleKeysOn = off.checked; });
  return openDialog({
    title: 'Keys that work here',
    wide: true,
    body: [el('div', { class: 'key-list' }, ...lists), el('label', { class: 'choice' }, off, 'Single keys work outside fields')],
  });
}

document.addEventListener('keydown', (event) => keys.handle(event));
