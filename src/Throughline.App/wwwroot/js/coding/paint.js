// Colour on words without touching them: one Highlight of the browser for each dye and state, holding ranges of those
// sections only that are near the window.

/** @typedef {import('./words.js').Words} Words */
/** @typedef {import('./segments.js').Segment} Segment */

const RANK = { dye: 0, unsaved: 1, on: 2, picked: 3, found: 4, 'found-now': 5 };

/** @param {string} name @returns {Highlight} */
function highlight(name) {
  let one = CSS.highlights.get(name);
  if (!one) {
    one = new Highlight();
    one.priority = /** @type {Record<string, number>} */ (RANK)[name] ?? /** @type {Record<string, number>} */ (RANK)[name.split('-')[0]];
    CSS.highlights.set(name, one);
  }
  return one;
}

export class Paint {
  /** What is painted of a segment in a section. @type {Map<string, {ranges: AbstractRange[], names: string[]}>} */ #painted = new Map();
  /** @type {Map<string, AbstractRange[]>} */ #marks = new Map();

  /** @param {Words} words @param {(code: string) => number} dyeOf */
  constructor(words, dyeOf) {
    this.words = words;
    this.dyeOf = dyeOf;
  }

  /** @param {number} section @param {[number, number]} bounds @param {Segment} segment @param {{on: boolean, unsaved: boolean}} state */
  segment(section, [from, to], segment, { on, unsaved }) {
    this.clear(section, segment.id);
    const dye = this.dyeOf(segment.code);
    const names = [`dye-${dye}`];
    if (on) names.push(`on-${dye}`);
    if (unsaved) names.push(`unsaved-${dye}`);
    const ranges = this.words.pieces(Math.max(from, segment.start), Math.min(to, segment.end)).map((piece) => this.words.rangeOf(piece));
    for (const name of names) for (const range of ranges) highlight(name).add(range);
    this.#painted.set(`${section} ${segment.id}`, { ranges, names });
  }

  /** @param {number} section @param {string} id */
  clear(section, id) {
    const key = `${section} ${id}`;
    const painted = this.#painted.get(key);
    if (!painted) return;
    for (const name of painted.names) for (const range of painted.ranges) highlight(name).delete(range);
    this.#painted.delete(key);
  }

  /** Marks stretches in a way of their own: picked, found. @param {string} name @param {[number, number][]} stretches */
  mark(name, stretches) {
    for (const range of this.#marks.get(name) ?? []) highlight(name).delete(range);
    const ranges = stretches.flatMap(([from, to]) => this.words.pieces(from, to)).map((piece) => this.words.rangeOf(piece));
    for (const range of ranges) highlight(name).add(range);
    this.#marks.set(name, ranges);
  }
}
