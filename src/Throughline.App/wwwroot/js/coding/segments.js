// The segments of the source that lies open, as they stand for the one who codes: at once, before the server knows, and with
// what others do. An unsaved segment is ours until the server has it; then what the server says counts.

/**
 * @typedef {object} Segment Never changed: another state is another object.
 * @property {string} id
 * @property {string} code
 * @property {string} coder
 * @property {number} start UTF-16 code units of the text.
 * @property {number} end
 * @property {number} version Of the code's definition, when it was coded.
 * @property {number} at Milliseconds.
 */

/** @typedef {{before: Segment | null, after: Segment | null}} Edit */

/** So many are put in their place one by one; more are sorted again. */
const FEW = 50;

export class Segments extends EventTarget {
  /** @type {Map<string, Segment>} */ #all = new Map();
  /** How many acts on a segment the server does not have yet. @type {Map<string, number>} */ #unsaved = new Map();
  /** What was heard of a segment while an act of ours was on its way. @type {Map<string, {change: number, state: Segment | null}>} */ #heard = new Map();
  /** Coders whose segments are not shown. @type {Set<string>} */ hidden = new Set();
  /** In the order of the text, the longer first. @type {Segment[]} */ #sorted;
  /** No segment is longer: what touches a place begins at most so far before it. */ #longest = 0;

  /** @param {Iterable<Segment>} segments */
  constructor(segments) {
    super();
    for (const segment of segments) this.#all.set(segment.id, segment);
    this.#sorted = this.#sortAll();
  }

  #sortAll() {
    this.#sorted = [...this.#all.values()].sort(inOrder);
    for (const { start, end } of this.#sorted) this.#longest = Math.max(this.#longest, end - start);
    return this.#sorted;
  }

  get count() {
    return this.#all.size;
  }

  /** @param {string | null} id */
  get(id) {
    return id === null ? null : this.#all.get(id) ?? null;
  }

  /** @param {Segment} segment */
  isShown(segment) {
    return !this.hidden.has(segment.coder);
  }

  /** @param {string} id */
  isUnsaved(id) {
    return this.#unsaved.has(id);
  }

  /** In the order of the text, the longer first; as it is now, not a copy. @returns {readonly Segment[]} */
  get sorted() {
    return this.#sorted;
  }

  /** Those that are shown and touch a stretch. @param {number} start @param {number} end */
  within(start, end) {
    const found = [];
    for (let at = this.#indexWhere((one) => one.start >= start - this.#longest); at < this.#sorted.length && this.#sorted[at].start < end; at++) {
      if (this.#sorted[at].end > start && this.isShown(this.#sorted[at])) found.push(this.#sorted[at]);
    }
    return found;
  }

  /** Done by the person here; the server is being told. @param {...Edit} edits */
  act(...edits) {
    for (const { before, after } of edits) {
      const { id } = /** @type {Segment} */ (after ?? before);
      this.#unsaved.set(id, (this.#unsaved.get(id) ?? 0) + 1);
    }
    this.#apply(edits);
  }

  /** The server has an act. @param {string} id @param {number} change Its number, 0 where nothing had to change. */
  saved(id, change) {
    const left = (this.#unsaved.get(id) ?? 1) - 1;
    if (left > 0) return void this.#unsaved.set(id, left);
    this.#unsaved.delete(id);
    const heard = this.#heard.get(id);
    this.#heard.delete(id);
    const now = this.get(id);
    if (heard && heard.change > change && change > 0) this.#apply([{ before: now, after: heard.state }]);
    else if (now) this.#apply([{ before: now, after: now }]);
  }

  /** The server would not have it; what it says counts again. @param {string} id @param {Segment | null} truth */
  refused(id, truth) {
    this.#unsaved.delete(id);
    this.#heard.delete(id);
    this.#apply([{ before: this.get(id), after: truth }]);
  }

  /** What the server says of segments after a change. @param {number} change @param {{id: string, state: Segment | null}[]} states */
  hear(change, states) {
    /** @type {Edit[]} */
    const edits = [];
    for (const { id, state } of states) {
      if (this.#unsaved.has(id)) this.#heard.set(id, { change, state });
      else edits.push({ before: this.get(id), after: state });
    }
    this.#apply(edits.filter(({ before, after }) => !same(before, after)));
  }

  /** @param {string} coder @param {boolean} shown */
  show(coder, shown) {
    if (shown) this.hidden.delete(coder);
    else this.hidden.add(coder);
    const theirs = this.sorted.filter((segment) => segment.coder === coder);
    this.#tell(theirs.map((segment) => ({ before: segment, after: segment })));
  }

  /** @param {Edit[]} edits */
  #apply(edits) {
    if (edits.length === 0) return;
    const few = edits.length <= FEW;
    for (const { before, after } of edits) {
      const { id } = /** @type {Segment} */ (after ?? before);
      const stood = this.#all.get(id);
      if (after) this.#all.set(id, after);
      else this.#all.delete(id);
      if (few) this.#replace(stood, after);
    }
    if (!few) this.#sortAll();
    this.#tell(edits);
  }

  /** @param {Segment | undefined} stood @param {Segment | null} stands */
  #replace(stood, stands) {
    if (stood) this.#sorted.splice(this.#indexWhere((one) => inOrder(one, stood) >= 0), 1);
    if (!stands) return;
    this.#sorted.splice(this.#indexWhere((one) => inOrder(one, stands) > 0), 0, stands);
    this.#longest = Math.max(this.#longest, stands.end - stands.start);
  }

  /** The first of those in order for which something holds, as it then does for all after it. @param {(one: Segment) => boolean} holds */
  #indexWhere(holds) {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#sorted[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** @param {Edit[]} edits */
  #tell(edits) {
    this.dispatchEvent(new CustomEvent('changed', { detail: edits }));
  }
}

/** @param {Segment} one @param {Segment} other */
export function inOrder(one, other) {
  return one.start - other.start || other.end - one.end || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

/** @param {Segment | null} one @param {Segment | null} other */
function same(one, other) {
  if (!one || !other) return one === other;
  return one.start === other.start && one.end === other.end && one.code === other.code && one.version === other.version && one.coder === other.coder;
}

/**
 * Stretches that carry any code, joined. @param {readonly Segment[]} sorted In the order of the text. @returns {[number, number][]}
 */
export function covered(sorted) {
  /** @type {[number, number][]} */
  const joined = [];
  for (const { start, end } of sorted) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** What of a stretch no other covers. @param {number} start @param {number} end @param {[number, number][]} coveredIn @returns {[number, number][]} */
export function uncovered(start, end, coveredIn) {
  /** @type {[number, number][]} */
  const left = [];
  let at = start;
  for (const [from, to] of coveredIn) {
    if (to <= at) continue;
    if (from >= end) break;
    if (from > at) left.push([at, from]);
    at = to;
  }
  if (at < end) left.push([at, end]);
  return left;
}
