// What words the person means: a stretch from an anchor to a focus, moved by words, sentences and turns, wider and narrower.
// It does not look at the page; the selection of the browser follows it, and it follows that.

import { around, countWords, indexAt, lastBefore, stretches, trimmed } from './bounds.js';

/** @typedef {import('./words.js').Words} Words */
/** @typedef {'word' | 'sentence' | 'turn'} Unit */
/** @typedef {{anchor: number, focus: number, unit: Unit}} Pick */

/** Letters that are read out whole. */
const SPOKEN = 300;

/** @type {Unit[]} */
const UNITS = ['word', 'sentence', 'turn'];

export class Picked extends EventTarget {
  anchor = 0;
  focus = 0;
  /** @type {Unit} */ unit = 'word';
  /** What it was before it was widened. @type {Pick[]} */ #narrower = [];
  /** Whether the person has been anywhere yet. */ placed = false;

  /** @param {Words} words */
  constructor(words) {
    super();
    this.words = words;
  }

  get start() {
    return Math.min(this.anchor, this.focus);
  }

  get end() {
    return Math.max(this.anchor, this.focus);
  }

  get isEmpty() {
    return this.anchor === this.focus;
  }

  get text() {
    return this.words.text(this.start, this.end);
  }

  /** For ears: the words; of many, how many and where they begin and end. */
  get spoken() {
    const { text } = this;
    if (text.length <= SPOKEN) return text.trim();
    const all = text.trim().split(/\s+/);
    return `${this.wordCount} words, from “${all.slice(0, 5).join(' ')}” to “${all.slice(-5).join(' ')}”`;
  }

  get wordCount() {
    return countWords(this.text);
  }

  /** @param {number} anchor @param {number} focus @param {{unit?: Unit, from?: 'page'}} [how] From the page: the browser shows it already. */
  set(anchor, focus, { unit = 'word', from } = {}) {
    this.#narrower = [];
    this.#put({ anchor, focus, unit }, from);
  }

  /** No words, but still a place. @param {number} [at] */
  clear(at = this.start) {
    this.set(at, at);
  }

  /** Without the white space at its ends, which a hand takes along. @returns {[number, number]} */
  get trimmed() {
    const { start, end } = this;
    const pieces = this.words.pieces(start, end);
    if (pieces.length === 0) return [start, start];
    const [first, last] = [pieces[0], pieces[pieces.length - 1]];
    const [from] = trimmed(this.words.textOf(first.turn), first.from - this.words.starts[first.turn], first.to - this.words.starts[first.turn]);
    const [, to] = trimmed(this.words.textOf(last.turn), last.from - this.words.starts[last.turn], last.to - this.words.starts[last.turn]);
    return [this.words.starts[first.turn] + from, this.words.starts[last.turn] + to];
  }

  /** The word, then the sentence, then the turn. */
  wider() {
    const before = { anchor: this.anchor, focus: this.focus, unit: this.unit };
    for (const unit of UNITS) {
      const [from, to] = this.#within(unit, this.start, this.end);
      if (from >= this.start && to <= this.end) continue;
      this.#narrower.push(before);
      return this.#put({ anchor: from, focus: to, unit });
    }
  }

  narrower() {
    const before = this.#narrower.pop();
    if (before) return this.#put(before);
    const smaller = UNITS[UNITS.indexOf(this.unit) - 1] ?? 'word';
    const [from, to] = this.#within(smaller, this.start, this.start);
    if (to - from < this.end - this.start) this.#put({ anchor: from, focus: to, unit: smaller });
  }

  /** To the next or previous word, sentence or turn. @param {1 | -1} way @param {Unit} unit */
  move(way, unit) {
    const turn = this.words.turnAt(way > 0 ? Math.max(this.start, this.end - 1) : this.start);
    if (!this.placed || this.isEmpty) return this.#take(...this.#within(unit, this.start, this.start), unit);
    const next = this.#step(turn, way > 0 ? this.end : this.start, way, unit);
    if (next) this.#take(...next, unit);
  }

  /** Moves the focus, the anchor stays: wider or narrower at one end. @param {1 | -1} way @param {Unit} unit */
  extend(way, unit) {
    if (this.isEmpty) return this.move(way, unit);
    const forward = this.focus > this.anchor;
    // Back over its own words: the nearest shorter end, but never beyond the word that it began with.
    if (forward === way > 0) {
      const next = this.#step(this.words.turnAt(way > 0 ? this.focus - 1 : this.focus), this.focus, way, unit);
      if (next) this.#put({ anchor: this.anchor, focus: way > 0 ? next[1] : next[0], unit: this.unit });
      return;
    }
    const shorter = this.#shorter(way, unit);
    if (shorter !== null) this.#put({ anchor: this.anchor, focus: shorter, unit: this.unit });
    else this.#turnRound(way, unit);
  }

  /** To the beginning or the end of the turn. @param {1 | -1} way @param {boolean} extend */
  toEdge(way, extend) {
    const turn = this.words.turnAt(way > 0 ? Math.max(this.start, this.end - 1) : this.start);
    const text = this.words.textOf(turn);
    const all = stretches(text, 'word');
    if (all.length === 0) return;
    const start = this.words.starts[turn];
    const [from, to] = way > 0 ? all[all.length - 1] : all[0];
    if (extend) this.#put({ anchor: way > 0 ? this.start : this.end, focus: way > 0 ? start + to : start + from, unit: this.unit });
    else this.#take(start + from, start + to, 'word');
  }

  /** @param {1 | -1} way @param {Unit} unit @returns {number | null} */
  #shorter(way, unit) {
    const at = way > 0 ? this.focus : this.focus - 1;
    const turn = this.words.turnAt(at);
    const start = this.words.starts[turn];
    const all = unit === 'turn' ? [] : stretches(this.words.textOf(turn), unit);
    const ends = all.map(([from, to]) => start + (way > 0 ? from : to)).filter((end) => (way > 0 ? end > this.focus : end < this.focus));
    const next = way > 0 ? ends[0] : ends[ends.length - 1];
    if (next !== undefined) return way > 0 ? (next < this.anchor ? next : null) : (next > this.anchor ? next : null);
    const other = turn + way;
    if (other < 0 || other >= this.words.turns.length) return null;
    const edge = way > 0 ? this.words.starts[other] : this.words.endOf(other);
    return (way > 0 ? edge < this.anchor : edge > this.anchor) ? edge : null;
  }

  /** At the word it began with, the stretch turns to the other side. @param {1 | -1} way @param {Unit} unit */
  #turnRound(way, unit) {
    const [from, to] = this.#within('word', way > 0 ? this.anchor - 1 : this.anchor, way > 0 ? this.anchor - 1 : this.anchor);
    const next = this.#step(this.words.turnAt(from), way > 0 ? to : from, way, unit);
    if (next) this.#put({ anchor: way > 0 ? from : to, focus: way > 0 ? next[1] : next[0], unit: this.unit });
  }

  /** @param {number} turn @param {number} at @param {1 | -1} way @param {Unit} unit @returns {[number, number] | null} */
  #step(turn, at, way, unit) {
    for (let one = turn; one >= 0 && one < this.words.turns.length; one += way) {
      const start = this.words.starts[one];
      const text = this.words.textOf(one);
      const whole = trimmed(text, 0, text.length);
      const all = unit === 'turn' ? (whole[1] > whole[0] ? [whole] : []) : stretches(text, unit);
      const next = way > 0 ? all.find(([from]) => start + from >= at) : all.findLast(([, to]) => start + to <= at);
      if (next) return [start + next[0], start + next[1]];
    }
    return null;
  }

  /** Whole words, sentences or turns around a stretch. @param {Unit} unit @param {number} start @param {number} end @returns {[number, number]} */
  #within(unit, start, end) {
    const [first, last] = [this.words.turnAt(start), this.words.turnAt(Math.max(start, end - 1))];
    const [from, to] = [this.words.starts[first], this.words.starts[last]];
    if (unit === 'turn') {
      const [open, close] = [this.words.textOf(first), this.words.textOf(last)];
      return [from + trimmed(open, 0, open.length)[0], to + trimmed(close, 0, close.length)[1]];
    }
    if (first === last) {
      const [a, b] = around(this.words.textOf(first), start - from, end - from, unit);
      return [from + a, from + b];
    }
    const head = stretches(this.words.textOf(first), unit);
    const tail = stretches(this.words.textOf(last), unit);
    const [a, b] = [head[indexAt(head, start - from)]?.[0] ?? start - from, tail[lastBefore(tail, end - to)]?.[1] ?? end - to];
    return [Math.min(start, from + a), Math.max(end, to + b)];
  }

  /** @param {number} from @param {number} to @param {Unit} unit */
  #take(from, to, unit) {
    this.#narrower = [];
    this.#put({ anchor: from, focus: to, unit });
  }

  /** @param {Pick} pick @param {'page'} [from] */
  #put({ anchor, focus, unit }, from) {
    [this.anchor, this.focus, this.unit, this.placed] = [anchor, focus, unit, true];
    this.dispatchEvent(new CustomEvent('picked', { detail: { from } }));
  }
}
