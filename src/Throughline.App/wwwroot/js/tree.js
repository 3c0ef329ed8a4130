// <tl-tree>: the tree of codes. Rows beyond 300 are drawn only near the window. What a person wants is told by events:
// tl-select, tl-active, tl-move, tl-toggle, tl-rename, tl-menu. The page changes `nodes`; the tree moves nothing by itself.

import { el } from './dom.js';
import { recall, remember } from './remember.js';
import { dropOn } from './tree-drop.js';
import { treeRow } from './tree-row.js';
import { TreeModel, typedRow, visibleRange } from './tree-model.js';

/** @typedef {import('./tree-model.js').TreeNode} TreeNode */
/** @typedef {import('./tree-model.js').Row} Row */

const DRAWN_WHOLE = 300;
const TYPING_MS = 700;
const USUAL_ROW = 24;
let next = 0;

export class Tree extends HTMLElement {
  /** @type {TreeModel} */ model = new TreeModel([]);
  /** @type {Row[]} */ rows = [];
  #id = `tree-${++next}`;
  #filter = '';
  /** @type {string | null} */ #selected = null;
  /** @type {string | null} */ #active = null;
  #typed = '';
  #typedAt = 0;
  /** @type {HTMLElement | null} */ #scroller = null;
  /** Of the first row that was drawn; measured again where the page or its letters change. */ #rowHeight = 0;
  /** @type {Map<string, {look: string, drawn: HTMLElement}>} */ #made = new Map();
  #above = el('div', { role: 'none' });
  #below = el('div', { role: 'none' });
  #first = 0;
  #end = 0;

  connectedCallback() {
    this.setAttribute('role', 'tree');
    this.tabIndex = 0;
    if (!this.hasAttribute('aria-label')) this.setAttribute('aria-label', this.getAttribute('label') ?? 'Codes');
    this.#scroller = this.closest('.scroll') ?? this;
    this.#scroller.addEventListener('scroll', this.#scrolled, { passive: true });
    addEventListener('resize', this.#resized);
    this.addEventListener('keydown', this.#key);
    this.addEventListener('click', this.#click);
    this.addEventListener('focus', this.#focused);
    this.addEventListener('contextmenu', this.#menu);
    dropOn(this);
  }

  disconnectedCallback() {
    this.#scroller?.removeEventListener('scroll', this.#scrolled);
    removeEventListener('resize', this.#resized);
  }

  /** @param {readonly TreeNode[]} nodes Flat, in order among siblings. */
  set nodes(nodes) {
    const closed = this.model.closed;
    const first = this.rows.length === 0;
    this.model = new TreeModel(nodes);
    this.model.closed = first ? new Set(JSON.parse(this.#closedBefore() ?? '[]')) : closed;
    if (!this.model.node(this.#active)) this.#active = this.#selected;
    this.refresh();
  }

  /** @param {string} text Leaves what matches, and what it stands under. */
  set filter(text) {
    this.#filter = text;
    this.refresh();
  }

  get selected() {
    return this.#selected;
  }

  /** @param {string | null} id Shown, opened to and scrolled to; no event. */
  set selected(id) {
    this.#selected = id;
    if (id && this.model.node(id)) {
      this.#active = id;
      if (this.model.reveal(id)) this.rows = this.model.rows(this.#filter);
    }
    this.refresh();
    this.#scrollToActive();
  }

  get active() {
    return this.#active;
  }

  refresh() {
    this.rows = this.model.rows(this.#filter);
    this.#draw(true);
  }

  /** @param {string} id @param {boolean} open */
  open(id, open) {
    if (open) this.model.closed.delete(id);
    else this.model.closed.add(id);
    const key = this.getAttribute('remember');
    if (key) remember(`tree:${key}`, JSON.stringify([...this.model.closed]));
    if (!open && this.#active && this.#active !== id && this.model.isWithin(this.#active, id)) this.#active = id;
    this.refresh();
    this.tell('tl-toggle', { id, open });
  }

  /** @param {string} name @param {object} detail */
  tell(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, cancelable: true }));
  }

  #closedBefore() {
    const key = this.getAttribute('remember');
    return key ? recall(`tree:${key}`) : null;
  }

  #resized = () => {
    this.#rowHeight = 0;
    this.#draw(true);
  };

  #scrolled = () => {
    if (this.rows.length > DRAWN_WHOLE) this.#draw(false);
  };

  /** @param {boolean} changed */
  #draw(changed) {
    const { first, end } = this.#range();
    if (!changed && first === this.#first && end === this.#end) return;
    [this.#first, this.#end] = [first, end];
    const before = this.#made;
    this.#made = new Map();
    const drawn = this.rows.slice(first, end).map((row) => this.#kept(row, before));
    this.#above.style.blockSize = `${first * this.#height}px`;
    this.#below.style.blockSize = `${(this.rows.length - end) * this.#height}px`;
    const wanted = [this.#above, ...drawn, this.#below];
    if (wanted.length !== this.childNodes.length || wanted.some((one, index) => one !== this.childNodes[index])) this.replaceChildren(...wanted);
    this.#rowHeight ||= drawn[0]?.offsetHeight || USUAL_ROW;
    this.#name();
  }

  /** The row as it stands, where nothing in it has changed. @param {Row} row @param {Map<string, {look: string, drawn: HTMLElement}>} before */
  #kept(row, before) {
    const { node, level, place, size, open, indent } = row;
    const look = JSON.stringify([node, level, place, size, open, indent, this.#filter, node.id === this.#active, node.id === this.#selected, this.hasAttribute('movable')]);
    const stands = before.get(node.id);
    const made = stands?.look === look ? stands : { look, drawn: treeRow(row, { id: `${this.#id}-${node.id}`, filter: this.#filter, active: node.id === this.#active, selected: node.id === this.#selected, movable: this.hasAttribute('movable') }) };
    this.#made.set(node.id, made);
    return made.drawn;
  }

  get #height() {
    return this.#rowHeight || USUAL_ROW;
  }

  #range() {
    if (this.rows.length <= DRAWN_WHOLE || !this.#scroller) return { first: 0, end: this.rows.length };
    const box = this.#scroller.getBoundingClientRect();
    const top = this.#scroller === this ? this.scrollTop : box.top - this.getBoundingClientRect().top;
    return visibleRange(this.rows.length, Math.max(0, top), box.height, this.#height);
  }

  #name() {
    const drawn = this.#active && this.querySelector(`[data-id="${CSS.escape(this.#active)}"]`);
    if (drawn) this.setAttribute('aria-activedescendant', drawn.id);
    else this.removeAttribute('aria-activedescendant');
  }

  #scrollToActive() {
    const index = this.rows.findIndex((row) => row.node.id === this.#active);
    if (index < 0 || !this.#scroller) return;
    const drawn = this.querySelector(`[data-id="${CSS.escape(/** @type {string} */ (this.#active))}"]`);
    if (drawn) return drawn.scrollIntoView({ block: 'nearest' });
    this.#scroller.scrollTop += this.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top
      + index * this.#height - this.#scroller.clientHeight / 2;
    this.#draw(false);
  }

  /** Its row is no longer as it was drawn. */
  #unmark() {
    const marked = /** @type {HTMLElement | null} */ (this.querySelector('.is-active'));
    marked?.classList.remove('is-active');
    for (const id of [marked?.dataset.id, this.#active]) if (id) this.#made.delete(id);
  }

  /** @param {number} index */
  #go(index) {
    const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, index))];
    if (!row) return;
    this.#active = row.node.id;
    this.#unmark();
    this.#scrollToActive();
    this.querySelector(`[data-id="${CSS.escape(row.node.id)}"]`)?.classList.add('is-active');
    this.#name();
    this.tell('tl-active', { id: row.node.id });
  }

  /** @param {string} id */
  #select(id) {
    this.#active = id;
    if (this.tell('tl-select', { id })) this.selected = id;
  }

  #focused = () => {
    if (!this.model.node(this.#active) && this.rows.length > 0) this.#go(0);
  };

  /** @param {MouseEvent} event */
  #click = (event) => {
    const target = /** @type {Element} */ (event.target);
    const id = /** @type {HTMLElement | null} */ (target.closest('.tree-row'))?.dataset.id;
    if (!id) return;
    const row = this.rows.find((one) => one.node.id === id);
    if (!target.closest('.twist')) this.#select(id);
    else if (row && row.open !== null) this.open(id, !row.open);
  };

  /** @param {MouseEvent} event */
  #menu = (event) => {
    const row = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('.tree-row'));
    const id = row?.dataset.id ?? this.#active;
    const shown = row ?? this.querySelector('.is-active');
    if (id && shown && !this.tell('tl-menu', { id, at: shown.getBoundingClientRect() })) event.preventDefault();
  };

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    if (event.target !== this || event.ctrlKey || event.metaKey) return;
    const index = this.rows.findIndex((row) => row.node.id === this.#active);
    const row = this.rows[index];
    const done = event.altKey ? this.#moveKey(event.key) : this.#walkKey(event.key, index, row) || this.#letter(event.key, index);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** @param {string} key */
  #moveKey(key) {
    if (!this.hasAttribute('movable') || !this.#active || !key.startsWith('Arrow')) return false;
    const move = this.model.moveBy(this.#active, /** @type {any} */ (key));
    if (move && this.model.allows(move)) this.tell('tl-move', move);
    return true;
  }

  /** @param {string} key @param {number} index @param {Row | undefined} row */
  #walkKey(key, index, row) {
    const page = Math.max(1, Math.floor((this.#scroller?.clientHeight ?? 240) / this.#height) - 1);
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => this.#go(index + 1),
      ArrowUp: () => this.#go(index - 1),
      Home: () => this.#go(0),
      End: () => this.#go(this.rows.length - 1),
      PageDown: () => this.#go(index + page),
      PageUp: () => this.#go(index - page),
      ArrowRight: () => (row?.open === false ? this.open(row.node.id, true) : row?.open && this.#go(index + 1)),
      ArrowLeft: () => (row?.open ? this.open(row.node.id, false) : row && this.#goTo(this.model.parentOf(row.node.id))),
      Enter: () => row && this.#select(row.node.id),
      ' ': () => row && this.#select(row.node.id),
      F2: () => row && this.tell('tl-rename', { id: row.node.id }),
      '*': () => this.#openSiblings(row),
    };
    keys[key]?.();
    return key in keys;
  }

  /** @param {string} id */
  #goTo(id) {
    const index = this.rows.findIndex((row) => row.node.id === id);
    if (index >= 0) this.#go(index);
  }

  /** @param {Row | undefined} row */
  #openSiblings(row) {
    const parent = row ? this.model.parentOf(row.node.id) : '';
    for (const node of this.model.childrenOf(parent)) this.model.closed.delete(node.id);
    this.refresh();
  }

  /** @param {string} key @param {number} index */
  #letter(key, index) {
    if (key.length !== 1 || this.getAttribute('typeahead') === 'off') return false;
    const now = performance.now();
    this.#typed = now - this.#typedAt > TYPING_MS ? key : this.#typed + key;
    this.#typedAt = now;
    const found = typedRow(this.rows, index, this.#typed);
    if (found >= 0) this.#go(found);
    return found >= 0;
  }
}

customElements.define('tl-tree', Tree);
