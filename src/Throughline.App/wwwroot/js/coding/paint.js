// Colour on words without touching them: one Highlight of the browser for each dye and state. A browser goes through all ranges
// that it holds when any of them changes, so they hold those of the turns near the window only.

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
  /** What is painted in a turn, by segment. @type {Map<number, Map<string, {range: AbstractRange, names: string[]}>>} */ #painted = new Map();
  /** @type {Map<string, AbstractRange[]>} */ #marks = new Map();

  /** @param {Words} words @param {(code: string) => number} dyeOf */
  constructor(words, dyeOf) {
    this.words = words;
    this.dyeOf = dyeOf;
    highlight('dye-1');
    // Where highlights are not inherited the style sheet names them on each run of words; where they are, that would cost much.
    const [first] = words.sheet.getElementsByClassName('words');
    if (first && getComputedStyle(first, '::highlight(dye-1)').backgroundColor !== getComputedStyle(words.sheet, '::highlight(dye-1)').backgroundColor) {
      words.sheet.classList.add('each');
    }
  }

  /** @param {number} turn @param {Segment} segment @param {{on: boolean, unsaved: boolean}} state */
  segment(turn, segment, { on, unsaved }) {
    this.clear(turn, segment.id);
    const [from, to] = [Math.max(segment.start, this.words.starts[turn]), Math.min(segment.end, this.words.endOf(turn))];
    if (to <= from) return;
    const dye = this.dyeOf(segment.code);
    const names = [`dye-${dye}`, ...(on ? [`on-${dye}`] : []), ...(unsaved ? [`unsaved-${dye}`] : [])];
    const range = this.words.rangeOf({ turn, from, to });
    for (const name of names) highlight(name).add(range);
    let here = this.#painted.get(turn);
    if (!here) this.#painted.set(turn, here = new Map());
    here.set(segment.id, { range, names });
  }

  /** @param {number} turn @param {string} id */
  clear(turn, id) {
    const painted = this.#painted.get(turn)?.get(id);
    if (!painted) return;
    for (const name of painted.names) highlight(name).delete(painted.range);
    this.#painted.get(turn)?.delete(id);
  }

  /** @param {number} turn */
  leave(turn) {
    for (const { range, names } of this.#painted.get(turn)?.values() ?? []) for (const name of names) highlight(name).delete(range);
    this.#painted.delete(turn);
  }

  /** Marks stretches in a way of their own: picked, found. @param {string} name @param {[number, number][]} stretches */
  mark(name, stretches) {
    for (const range of this.#marks.get(name) ?? []) highlight(name).delete(range);
    const ranges = stretches.flatMap(([from, to]) => this.words.pieces(from, to)).map((piece) => this.words.rangeOf(piece));
    for (const range of ranges) highlight(name).add(range);
    this.#marks.set(name, ranges);
  }
}
