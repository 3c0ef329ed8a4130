// The picked words on the page: the browser's own selection by mouse, finger or caret, and ours by keyboard, kept the same.

/** @typedef {import('./picked.js').Picked} Picked */
/** @typedef {import('./words.js').Words} Words */
/** @typedef {import('./picked.js').Unit} Unit */

const EDGE = 64;

export class Selection {
  #ours = false;
  #byFinger = false;

  /**
   * @param {HTMLElement} transcript What scrolls. @param {Words} words @param {Picked} picked
   * @param {{pressed: (position: number) => void}} on
   */
  constructor(transcript, words, picked, on) {
    this.transcript = transcript;
    this.words = words;
    this.picked = picked;
    document.addEventListener('selectionchange', () => this.#follow());
    transcript.addEventListener('pointerdown', (event) => { this.#byFinger = event.pointerType === 'touch'; });
    transcript.addEventListener('click', (event) => this.#press(event, on.pressed));
    transcript.addEventListener('copy', (event) => this.#copy(event));
    picked.addEventListener('picked', (event) => {
      if (/** @type {CustomEvent} */ (event).detail.from !== 'page') this.#show();
    });
  }

  /** The browser's selection has moved. */
  #follow() {
    const selection = document.getSelection();
    if (this.#ours || !selection || selection.rangeCount === 0) return;
    const anchor = this.words.position(selection.anchorNode, selection.anchorOffset);
    const focus = this.words.position(selection.focusNode, selection.focusOffset);
    if (anchor === null || focus === null || (anchor === this.picked.anchor && focus === this.picked.focus && this.picked.placed)) return;
    this.picked.set(anchor, focus, { from: 'page' });
  }

  /**
   * A finger means the word under it; a press of the mouse on coded words means one of their codes. Not before the click: a lifted
   * finger is told again as a mouse, which lets go what was selected. @param {MouseEvent} event @param {(position: number) => void} pressed
   */
  #press(event, pressed) {
    const target = /** @type {Element} */ (event.target);
    if (!target.closest('.words') || !document.getSelection()?.isCollapsed) return;
    const at = this.words.positionFromPoint(event.clientX, event.clientY);
    if (at === null) return;
    if (this.#byFinger) {
      this.picked.set(at, at);
      this.picked.move(1, 'word');
    }
    pressed(at);
  }

  /** Ours, shown as the browser's own, so that copying and readers by ear know it. */
  #show() {
    const selection = document.getSelection();
    if (!selection || this.words.turns.length === 0) return;
    const { anchor, focus } = this.picked;
    const [from, to] = [this.#place(anchor, anchor > focus), this.#place(focus, focus > anchor)];
    this.#ours = true;
    selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    queueMicrotask(() => { this.#ours = false; });
    this.reveal(focus > anchor ? focus - 1 : focus);
  }

  /** @param {number} position @param {boolean} after */
  #place(position, after) {
    return this.words.place(this.words.turnAt(after ? position - 1 : position), position, after);
  }

  /** Scrolls as little as shows a position. @param {number} position @param {boolean} [centre] */
  reveal(position, centre = false) {
    const turn = this.words.turnAt(position);
    const length = this.words.textOf(turn).length;
    const at = Math.max(this.words.starts[turn], Math.min(position, this.words.starts[turn] + length - 1));
    const window = this.transcript.getBoundingClientRect();
    let box = this.words.boxAt(turn, at);
    if (box.bottom < window.top - window.height || box.top > window.bottom + window.height) {
      // Far away nothing is laid out yet, and a guess would miss: first there, then to the line.
      this.words.turns[turn].scrollIntoView({ block: 'center' });
      box = this.words.boxAt(turn, at);
    }
    if (centre) this.transcript.scrollTop += box.top - window.top - window.height / 3;
    else if (box.top < window.top + EDGE) this.transcript.scrollTop += box.top - window.top - EDGE;
    else if (box.bottom > window.bottom - EDGE) this.transcript.scrollTop += box.bottom - window.bottom + EDGE;
  }

  /** Where a caret begins that has been nowhere yet: at the first turn in the window. */
  firstInWindow() {
    const top = this.transcript.getBoundingClientRect().top + 8;
    const turn = this.words.turnAtHeight(top);
    const below = this.words.turns[turn]?.getBoundingClientRect().bottom ?? 0;
    return this.words.starts[below <= top ? Math.min(turn + 1, this.words.turns.length - 1) : turn] ?? 0;
  }

  /** More than one turn is copied with who speaks. @param {ClipboardEvent} event */
  #copy(event) {
    const pieces = this.words.pieces(this.picked.start, this.picked.end);
    if (pieces.length < 2 || !event.clipboardData) return;
    const lines = pieces.map(({ turn, from, to }) => {
      const who = this.words.turns[turn].querySelector('.who b')?.textContent;
      const start = this.words.starts[turn];
      return `${who ? `${who}: ` : ''}${this.words.textOf(turn).slice(from - start, to - start)}`;
    });
    event.clipboardData.setData('text/plain', lines.join('\n\n'));
    event.preventDefault();
  }
}
