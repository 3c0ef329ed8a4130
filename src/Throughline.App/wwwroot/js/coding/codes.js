// The codebook beside the words: the tree with its counts, what the picker offers, and where each code stands on the line.

import { el } from '../dom.js';

/** @typedef {{id: string, name: string, parent: string | null, position: number, dye: number, weave: number, inVivo: boolean, definitionVersion: number, retired: boolean}} Code */
/** @typedef {{id: string, number: number, label: string, overarching: boolean}} Theme */
/** @typedef {{theme: string, item: string}} Under */

export class Codes extends EventTarget {
  /** @type {Map<string, Code>} */ #byId = new Map();
  /** @type {Set<string>} */ #parents = new Set();
  /** @type {import('../tree.js').Tree} */ #tree;
  #drawing = 0;
  /** @type {string | null} */ #spoken = null;

  /** @param {import('../tree.js').Tree} tree @param {{codes: Code[], meanings: Record<string, string>, counts: Record<string, number>, line: {themes: Theme[], codes: Under[], segments: Under[]}}} data */
  constructor(tree, data) {
    super();
    this.#tree = tree;
    this.meanings = data.meanings;
    this.counts = data.counts;
    this.line = data.line;
    for (const code of data.codes) this.#byId.set(code.id, code);
    this.#draw();
  }

  /** @param {string | null} id */
  get(id) {
    return id === null ? undefined : this.#byId.get(id);
  }

  get all() {
    return [...this.#byId.values()];
  }

  /** @param {string} id */
  dyeOf(id) {
    return this.#byId.get(id)?.dye ?? 0;
  }

  /** The codes above it, the nearest last. @param {Code} code */
  pathOf(code) {
    const names = [];
    for (let at = this.get(code.parent); at && names.length < 12; at = this.get(at.parent)) names.unshift(at.name);
    return names.join(' › ');
  }

  /** What the picker offers: those in use, as they stand in the tree. @returns {import('../picker.js').Choice[]} */
  get choices() {
    return this.#ordered().filter((code) => !code.retired).map((code) => ({
      id: code.id, name: code.name, path: this.pathOf(code), dye: code.dye, weave: code.weave, vivo: code.inVivo, meaning: this.meanings[code.id],
    }));
  }

  /** @param {Code} code A new one, or one that has changed. */
  put(code) {
    this.#byId.set(code.id, code);
    this.#changed(code.id);
  }

  /** @param {string} id */
  drop(id) {
    if (this.#byId.delete(id)) this.#changed(id);
  }

  /** @param {string} id @param {number} by */
  count(id, by) {
    this.counts[id] = (this.counts[id] ?? 0) + by;
    this.#later();
  }

  /** The code that is spoken of now, shown in the tree. @param {string | null} id */
  speakOf(id) {
    if (id === this.#spoken) return;
    this.#spoken = id;
    this.#later();
  }

  /** @param {Record<string, number>} counts */
  recount(counts) {
    this.counts = counts;
    this.#later();
  }

  /** The code that a new one is given before the server has given it its own. @param {string} id @param {string} name @param {boolean} inVivo @returns {Code} */
  begin(id, name, inVivo) {
    const order = this.#byId.size;
    const code = {
      id, name, parent: null, position: Number.MAX_SAFE_INTEGER, dye: (order % 24) + 1, weave: (Math.floor(order / 24) % 3) + 1, inVivo, definitionVersion: 0, retired: false,
    };
    this.put(code);
    return code;
  }

  /** The theme that holds a segment or its code, and the overarching one. @param {string | null} segment @param {string} code */
  themesOf(segment, code) {
    const ids = new Set(this.line.segments.filter((one) => one.item === segment).map((one) => one.theme));
    if (ids.size === 0) for (let at = this.get(code); at && ids.size === 0; at = this.get(at.parent)) this.#themesHolding(at.id, ids);
    return {
      over: this.line.themes.find((theme) => theme.overarching) ?? null,
      theme: this.line.themes.find((theme) => !theme.overarching && ids.has(theme.id)) ?? null,
    };
  }

  /** @param {string} code @param {Set<string>} into */
  #themesHolding(code, into) {
    for (const { theme, item } of this.line.codes) if (item === code) into.add(theme);
  }

  /** @param {string} id */
  #changed(id) {
    this.dispatchEvent(new CustomEvent('changed', { detail: { id } }));
    this.#later();
  }

  /** Never in the frame of a key. */
  #later() {
    if (this.#drawing) return;
    this.#drawing = setTimeout(() => { this.#drawing = 0; this.#draw(); }, 60);
  }

  #ordered() {
    /** @type {Map<string, Code[]>} */
    const under = new Map();
    for (const code of this.#byId.values()) {
      const parent = code.parent && this.#byId.has(code.parent) ? code.parent : '';
      under.set(parent, [...(under.get(parent) ?? []), code]);
    }
    /** @type {Code[]} */
    const ordered = [];
    /** @param {string} parent */
    const walk = (parent) => {
      for (const code of (under.get(parent) ?? []).sort((one, other) => one.position - other.position)) {
        ordered.push(code);
        if (under.has(code.id)) walk(code.id);
      }
    };
    walk('');
    this.#parents = new Set(under.keys());
    return ordered;
  }

  /** It only gathers others: nothing is coded with it itself. @param {string} id */
  #isGroup(id) {
    return this.#parents.has(id) && !this.counts[id];
  }

  /** @param {string} id @returns {number} */
  #countUnder(id) {
    let sum = 0;
    for (const code of this.#byId.values()) if (code.parent === id) sum += (this.counts[code.id] ?? 0) + (this.#parents.has(code.id) ? this.#countUnder(code.id) : 0);
    return sum;
  }

  #draw() {
    const ordered = this.#ordered();
    this.#tree.nodes = ordered.map((code) => ({
      id: code.id, parent: code.parent, name: code.name, dye: code.dye, weave: code.weave, vivo: code.inVivo, retired: code.retired,
      group: this.#isGroup(code.id), counts: [this.#isGroup(code.id) ? this.#countUnder(code.id) : this.counts[code.id] ?? 0], also: this.meanings[code.id],
    }));
    if (this.#tree.selected !== this.#spoken) this.#tree.selected = this.#spoken;
    if (ordered.length === 0) {
      this.#tree.replaceChildren(el('p', { class: 'help codes-none' }, 'No codes yet. Select words and press c: type a name, then Ctrl and Enter. Or i, and the words name it.'));
    }
  }
}
