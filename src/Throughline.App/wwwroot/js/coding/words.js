// The words on the page and their positions in the text. Each turn is one run of text that nobody edits; a position is an
// offset into the whole text, found back as a node and an offset within it.

/** @typedef {{turn: number, from: number, to: number}} Piece A stretch within one turn, in offsets of the whole text. */

/** One for all measuring: a browser goes through every range that it has not let go yet whenever the page changes. */
const measured = document.createRange();

export class Words {
  /** @param {HTMLElement} sheet */
  constructor(sheet) {
    this.sheet = sheet;
    /** @type {HTMLElement[]} */ this.turns = [...sheet.getElementsByClassName('turn')].map((turn) => /** @type {HTMLElement} */ (turn));
    /** @type {HTMLElement[]} */ this.sections = [...sheet.children].map((section) => /** @type {HTMLElement} */ (section));
    this.starts = this.turns.map((turn) => Number(turn.getAttribute('data-at')));
    this.firstTurns = new Map(this.sections.map((section, index) => [section, index]));
    /** Which section each turn stands in. @type {number[]} */
    this.sectionOf = this.turns.map((turn) => /** @type {number} */ (this.firstTurns.get(/** @type {HTMLElement} */ (turn.parentElement))));
    /** @type {number[]} */ const firsts = [];
    this.sectionOf.forEach((section, turn) => { firsts[section] ??= turn; });
    this.firsts = firsts;
    /** @type {Map<number, string>} */ this.texts = new Map();
  }

  /** The first turn of a section; behind the last section, one more than there are. @param {number} section */
  turnAtSection(section) {
    return section < this.sections.length ? this.firsts[section] : this.turns.length;
  }

  /** The last turn that begins above a height of the window, or the first of all. Asks the sections first: those far away are not laid out. @param {number} y */
  turnAtHeight(y) {
    const section = lastAbove(this.sections.length, (index) => this.sections[index], y);
    const first = this.turnAtSection(section);
    return first + lastAbove(this.turnAtSection(section + 1) - first, (index) => this.turns[first + index], y);
  }

  /** They stand right behind who says them. @param {number} turn */
  wordsOf(turn) {
    return /** @type {HTMLElement} */ (this.turns[turn].firstElementChild?.nextElementSibling);
  }

  /** @param {number} turn */
  textOf(turn) {
    let text = this.texts.get(turn);
    if (text === undefined) {
      text = this.wordsOf(turn).textContent ?? '';
      this.texts.set(turn, text);
    }
    return text;
  }

  /** @param {number} turn */
  endOf(turn) {
    return this.starts[turn] + this.textOf(turn).length;
  }

  get end() {
    return this.turns.length === 0 ? 0 : this.endOf(this.turns.length - 1);
  }

  /** The turn that holds a position, or the last that begins before it. @param {number} position */
  turnAt(position) {
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= position) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** Its name for ears and for the foot of the page. @param {number} turn */
  nameOf(turn) {
    const { id } = this.turns[turn];
    return id ? `turn ${id.slice(1)}` : `paragraph ${turn + 1}`;
  }

  /** @param {number} turn @returns {number | null} When it begins in the recording, in milliseconds. */
  timeOf(turn) {
    const ms = this.turns[turn].getAttribute('data-ms');
    return ms === null ? null : Number(ms);
  }

  /** @param {number} turn @returns {number | null} The number of the voice. */
  voiceOf(turn) {
    const by = this.turns[turn].getAttribute('data-by');
    return by === null ? null : Number(by);
  }

  /** @param {number} turn */
  isAsked(turn) {
    return this.turns[turn].classList.contains('asks');
  }

  /** @param {number} start @param {number} end @returns {Piece[]} */
  pieces(start, end) {
    /** @type {Piece[]} */
    const found = [];
    for (let turn = this.turnAt(start); turn < this.turns.length && this.starts[turn] < end; turn++) {
      const [from, to] = [Math.max(start, this.starts[turn]), Math.min(end, this.endOf(turn))];
      if (to > from) found.push({ turn, from, to });
    }
    return found;
  }

  /** The words of a stretch; turns on lines of their own. @param {number} start @param {number} end */
  text(start, end) {
    return this.pieces(start, end).map(({ turn, from, to }) => this.textOf(turn).slice(from - this.starts[turn], to - this.starts[turn])).join('\n');
  }

  /**
   * A position as a place in the document. Long runs of text are split into several nodes by the browser's own parser.
   * @param {number} turn @param {number} position @param {boolean} after Rather the end of a node than the beginning of the next.
   */
  place(turn, position, after) {
    const words = this.wordsOf(turn);
    let offset = position - this.starts[turn];
    for (let node = words.firstChild; node; node = node.nextSibling) {
      const length = /** @type {Text} */ (node).length;
      if (offset < length || (offset === length && (after || !node.nextSibling))) return { node, offset };
      offset -= length;
    }
    return { node: /** @type {Node} */ (words), offset: 0 };
  }

  /** @param {Piece} piece */
  rangeOf({ turn, from, to }) {
    const [start, end] = [this.place(turn, from, false), this.place(turn, to, true)];
    return new StaticRange({ startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset });
  }

  /** The box of one character, for its line. @param {number} turn @param {number} position */
  boxAt(turn, position) {
    const { node, offset } = this.place(turn, position, false);
    measured.setStart(node, offset);
    measured.setEnd(node, Math.min(offset + 1, node.nodeType === Node.TEXT_NODE ? /** @type {Text} */ (node).length : 0));
    return measured.getBoundingClientRect();
  }

  /**
   * The position of a place in the document; beside words it is the nearest beginning or end.
   * @param {Node | null} node @param {number} offset @returns {number | null} Null outside of the sheet.
   */
  position(node, offset) {
    if (!node || !this.sheet.contains(node)) return null;
    const element = node instanceof Element ? node : node.parentElement;
    const turn = element?.closest('.turn');
    if (!turn) return this.#besideTurns(node, offset);
    const start = Number(turn.getAttribute('data-at'));
    const words = this.wordsOf(this.turnAt(start));
    if (node === words) return offset === 0 ? start : start + (words.textContent ?? '').length;
    if (!words.contains(node)) return start + (isAfter(words, node, offset) ? (words.textContent ?? '').length : 0);
    let before = 0;
    for (let one = words.firstChild; one && one !== node; one = one.nextSibling) before += /** @type {Text} */ (one).length;
    return start + before + offset;
  }

  /** @param {Node} node @param {number} offset */
  #besideTurns(node, offset) {
    const child = node.childNodes[offset];
    const next = child instanceof Element ? child.closest('.turn') ?? child.querySelector('.turn') : null;
    return next ? Number(next.getAttribute('data-at')) : this.end;
  }

  /** @param {number} x @param {number} y @returns {number | null} */
  positionFromPoint(x, y) {
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(x, y);
      return caret ? this.position(caret.offsetNode, caret.offset) : null;
    }
    const range = document.caretRangeFromPoint?.(x, y);
    return range ? this.position(range.startContainer, range.startOffset) : null;
  }
}

/** @param {number} count @param {(index: number) => Element} at @param {number} y */
function lastAbove(count, at, y) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle).getBoundingClientRect().top <= y) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** @param {Element} words @param {Node} node @param {number} offset */
function isAfter(words, node, offset) {
  if (node === words.parentElement) return offset > [...node.childNodes].indexOf(words);
  return (words.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
