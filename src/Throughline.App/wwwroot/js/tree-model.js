// What a tree of codes is, apart from how it is drawn: which rows are open, where a move leads, what a filter leaves.

import { fold } from './match.js';

/**
 * @typedef {object} TreeNode
 * @property {string} id
 * @property {string} name
 * @property {string | null} [parent]
 * @property {number} [dye]
 * @property {number} [weave]
 * @property {boolean} [vivo]
 * @property {boolean} [group] Shown as a head: it only gathers others.
 * @property {boolean} [retired]
 * @property {readonly (string | number)[]} [counts] One or two numbers at the right.
 * @property {string} [also] More words that the filter looks into, such as the definition.
 */

/** @typedef {{node: TreeNode, level: number, place: number, size: number, open: boolean | null, indent: number}} Row Open is null for a leaf. */
/** @typedef {'before' | 'into' | 'after'} Where */
/** @typedef {{id: string, target: string, where: Where}} Move */

const TOP = '';
const DEEPEST = 12;
const INDENT = { group: 8, gathered: 27, code: 24, step: 19 };

export class TreeModel {
  /** @type {Map<string, TreeNode>} */ #byId = new Map();
  /** @type {Map<string, TreeNode[]>} */ #under = new Map();
  /** @type {Set<string>} */ closed = new Set();

  /** @param {readonly TreeNode[]} nodes In their order among siblings. A parent that is not there counts as none. */
  constructor(nodes) {
    for (const node of nodes) this.#byId.set(node.id, node);
    for (const node of nodes) {
      const parent = this.parentOf(node.id);
      const siblings = this.#under.get(parent);
      if (siblings) siblings.push(node);
      else this.#under.set(parent, [node]);
    }
  }

  /** @param {string | null | undefined} id */
  node(id) {
    return id ? this.#byId.get(id) : undefined;
  }

  /** @param {string} id @returns {string} Empty at the top. */
  parentOf(id) {
    const parent = this.#byId.get(id)?.parent;
    return parent && this.#byId.has(parent) ? parent : TOP;
  }

  /** @param {string} id */
  childrenOf(id) {
    return this.#under.get(id) ?? [];
  }

  /** @param {string} id @param {string} within Is it that, or anywhere under it? */
  isWithin(id, within) {
    for (let at = id; at !== TOP; at = this.parentOf(at)) {
      if (at === within) return true;
    }
    return false;
  }

  /** The rows that are open, from the top. @param {string} [filter] @returns {Row[]} */
  rows(filter = '') {
    const words = fold(filter).split(/\s+/).filter((word) => word !== '');
    const left = words.length === 0 ? null : this.#matching(words);
    /** @type {Row[]} */
    const rows = [];
    /** @param {string} parent @param {number} level */
    const walk = (parent, level) => {
      const shown = this.childrenOf(parent).filter((node) => !left || left.has(node.id));
      shown.forEach((node, index) => {
        const holds = this.childrenOf(node.id).some((child) => !left || left.has(child.id));
        const open = holds ? left !== null || !this.closed.has(node.id) : null;
        rows.push({ node, level, place: index + 1, size: shown.length, open, indent: this.#indent(node, level) });
        if (open) walk(node.id, level + 1);
      });
    };
    walk(TOP, 1);
    return rows;
  }

  /** Pixels to the sign of a row. What a group gathers stands under the group's name. @param {TreeNode} node @param {number} level */
  #indent(node, level) {
    const steps = Math.min(level, DEEPEST) - 1;
    if (node.group) return INDENT.group + steps * INDENT.step;
    return this.#root(node.id).group ? INDENT.gathered + (steps - 1) * INDENT.step : INDENT.code + steps * INDENT.step;
  }

  /** @param {string} id @returns {TreeNode} */
  #root(id) {
    let at = id;
    while (this.parentOf(at) !== TOP) at = this.parentOf(at);
    return /** @type {TreeNode} */ (this.#byId.get(at));
  }

  /** @param {string[]} words */
  #matching(words) {
    /** @type {Set<string>} */
    const left = new Set();
    for (const node of this.#byId.values()) {
      const text = fold(`${node.name} ${node.also ?? ''}`);
      if (!words.every((word) => text.includes(word))) continue;
      for (let at = node.id; at !== TOP && !left.has(at); at = this.parentOf(at)) left.add(at);
    }
    return left;
  }

  /** Opens what hides a node. @param {string} id @returns {boolean} Whether anything opened. */
  reveal(id) {
    let opened = false;
    for (let at = this.parentOf(id); at !== TOP; at = this.parentOf(at)) opened = this.closed.delete(at) || opened;
    return opened;
  }

  /** May the one go there? Nothing goes into itself or beside where it stands in its own branch. @param {Move} move */
  allows({ id, target, where }) {
    if (id === target || !this.#byId.has(id) || !this.#byId.has(target)) return false;
    return !this.isWithin(where === 'into' ? target : this.parentOf(target), id);
  }

  /**
   * Where Alt and an arrow lead: up and down among siblings, right under the one above, left out beside the parent.
   * @param {string} id @param {'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'} key @returns {Move | null}
   */
  moveBy(id, key) {
    const parent = this.parentOf(id);
    const siblings = this.childrenOf(parent);
    const index = siblings.findIndex((node) => node.id === id);
    if (index < 0) return null;
    const above = siblings[index - 1];
    const below = siblings[index + 1];
    if (key === 'ArrowUp') return above ? { id, target: above.id, where: 'before' } : null;
    if (key === 'ArrowDown') return below ? { id, target: below.id, where: 'after' } : null;
    if (key === 'ArrowRight') return above ? { id, target: above.id, where: 'into' } : null;
    return parent !== TOP ? { id, target: parent, where: 'after' } : null;
  }
}

/**
 * The row that letters typed in quick succession mean: the next one that begins with them; one letter goes on to the next.
 * @param {Row[]} rows @param {number} from @param {string} typed @returns {number} -1: none.
 */
export function typedRow(rows, from, typed) {
  const wanted = fold(typed);
  const start = wanted.length === 1 ? from + 1 : Math.max(0, from);
  for (let step = 0; step < rows.length; step++) {
    const index = (start + step) % rows.length;
    if (fold(rows[index].node.name).replace(/^['"]/, '').startsWith(wanted)) return index;
  }
  return -1;
}

/** Which rows a window of the scroller needs, with some to spare. @param {number} count @param {number} top @param {number} height @param {number} row */
export function visibleRange(count, top, height, row, spare = 12) {
  const first = Math.max(0, Math.floor(top / row) - spare);
  return { first, end: Math.max(first, Math.min(count, Math.ceil((top + height) / row) + spare)) };
}
