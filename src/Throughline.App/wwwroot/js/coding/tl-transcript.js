// <tl-transcript>: the words of one source. It paints, picks and points; what is done with the words is the page's affair.
// Events: picked; tl-choose {id} when a segment is pressed; tl-resize {segment, start, end}; tl-more {turn}.

import { afterFrame } from '../dom.js';
import { Handles } from './handles.js';
import { onPaper } from './on-paper.js';
import { Paint } from './paint.js';
import { Picked } from './picked.js';
import { Selection } from './selection.js';
import { Stripes } from './stripes.js';
import { Words } from './words.js';

/** @typedef {import('./segments.js').Segments} Segments */
/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./segments.js').Edit} Edit */
/** @typedef {import('./codes.js').Codes} Codes */

/** Pixels above and below the window: painted up to AHEAD; again when less than LEFT of it is left. */
const AHEAD = 320;
const LEFT = 60;

export class Transcript extends HTMLElement {
  /** The first and last turn near the window: only these are painted. @type {[number, number]} */ #near = [0, -1];
  /** Sections whose stripes are to be looked at in the next frame. @type {Set<number>} */ #stale = new Set();
  #drawing = false;
  /** @type {Map<Element, string>} */ #sizes = new Map();
  /** @type {string | null} */ chosen = null;

  /** @param {Segments} segments @param {Codes} codes */
  begin(segments, codes) {
    const sheet = /** @type {HTMLElement} */ (this.querySelector('.sheet'));
    this.segments = segments;
    this.words = new Words(sheet);
    this.paint = new Paint(this.words, (code) => codes.dyeOf(code));
    this.stripes = new Stripes(this.words, codes);
    this.picked = new Picked(this.words);
    this.selection = new Selection(this, this.words, this.picked, { pressed: (position) => this.#press(position) });
    this.handles = new Handles(sheet, this.words, {
      preview: (start, end) => this.paint.mark('picked', [[start, end]]),
      done: (segment, start, end) => this.#tell('tl-resize', { segment, start, end }),
    });
    this.picked.addEventListener('picked', () => this.#markPicked());
    segments.addEventListener('changed', (event) => this.#changed(/** @type {CustomEvent<Edit[]>} */ (event).detail));
    codes.addEventListener('changed', (event) => this.#recoloured(/** @type {CustomEvent} */ (event).detail.id));
    this.addEventListener('click', (event) => this.#click(event));
    // Reached by Tab it is outlined; while one works in it the picked words tell where one is.
    this.addEventListener('keyup', (event) => this.classList.toggle('is-reached', event.key === 'Tab'));
    onPaper({ words: this.words, segments, codes }, (turn) => this.#paintTurn(turn), (turn) => { if (!this.#isNear(turn)) this.paint.leave(turn); });
    this.#watch();
  }

  #watch() {
    const sizes = new ResizeObserver((entries) => {
      for (const { target, contentRect: { width, height } } of entries) this.#resized(/** @type {HTMLElement} */ (target), `${width} ${height}`);
      this.#later();
    });
    for (const section of this.words.sections) sizes.observe(section);
    sizes.observe(this);
    this.addEventListener('scroll', () => this.#look(), { passive: true });
    this.#look();
  }

  /** @param {HTMLElement} target @param {string} size */
  #resized(target, size) {
    const before = this.#sizes.get(target);
    this.#sizes.set(target, size);
    const section = this.words.firstTurns.get(target);
    if (section === undefined || before === undefined || before === size) return;
    this.stripes.forget(section);
    this.#stale.add(section);
  }

  /** The letters have another size: all lines have moved, also where a section came out as high as before. */
  resized() {
    for (const section of this.words.sections.keys()) this.stripes.forget(section);
    for (const section of this.#sectionsNear()) this.#later(section);
  }

  /** Paints what has come near the window, and lets go what is far. */
  #look() {
    const [first, last] = this.#turnsWithin(LEFT);
    if (first >= this.#near[0] && last <= this.#near[1]) return;
    const [before, sections] = [this.#near, this.#sectionsNear()];
    this.#near = this.#turnsWithin(AHEAD);
    for (let turn = before[0]; turn <= before[1]; turn++) if (!this.#isNear(turn)) this.paint.leave(turn);
    for (let turn = this.#near[0]; turn <= this.#near[1]; turn++) if (turn < before[0] || turn > before[1]) this.#paintTurn(turn);
    const now = this.#sectionsNear();
    for (const section of sections) if (!now.includes(section)) this.stripes.remove(section);
    for (const section of now) this.#later(section);
  }

  /** @param {number} margin @returns {[number, number]} */
  #turnsWithin(margin) {
    const { top, bottom } = this.getBoundingClientRect();
    return this.words.turns.length === 0 ? [0, -1] : [this.words.turnAtHeight(top - margin), this.words.turnAtHeight(bottom + margin)];
  }

  /** @param {number} turn */
  #isNear(turn) {
    return turn >= this.#near[0] && turn <= this.#near[1];
  }

  #sectionsNear() {
    const [first, last] = this.#near;
    const sections = [];
    if (last >= first) for (let section = this.words.sectionOf[first]; section <= this.words.sectionOf[last]; section++) sections.push(section);
    return sections;
  }

  /** @param {number} section @returns {[number, number]} */
  #bounds(section) {
    const first = this.words.turnAtSection(section);
    const next = this.words.turnAtSection(section + 1);
    return [this.words.starts[first], next < this.words.turns.length ? this.words.starts[next] : Infinity];
  }

  /** The turns near the window that a segment touches. @param {Segment} segment @returns {[number, number]} */
  #turnsOf({ start, end }) {
    return [Math.max(this.#near[0], this.words.turnAt(start)), Math.min(this.#near[1], this.words.turnAt(end - 1))];
  }

  /** @param {number} turn */
  #paintTurn(turn) {
    for (const segment of this.segments.within(this.words.starts[turn], this.words.endOf(turn))) this.paint.segment(turn, segment, this.#stateOf(segment));
  }

  /** @param {Segment} segment */
  #stateOf({ id }) {
    return { on: id === this.chosen, unsaved: this.segments.isUnsaved(id) };
  }

  /** @param {Segment} segment @param {boolean} shown */
  #paintOne(segment, shown) {
    const [first, last] = this.#turnsOf(segment);
    for (let turn = first; turn <= last; turn++) {
      if (shown) this.paint.segment(turn, segment, this.#stateOf(segment));
      else this.paint.clear(turn, segment.id);
    }
    // Lanes are given out for a whole section: what lies beside the window may make room or take it.
    for (const section of this.#sectionsNear()) {
      const [from, to] = this.#bounds(section);
      if (segment.start < to && segment.end > from) this.#later(section);
    }
  }

  /** In the frame of the key the colour of what has changed; its stripes and handles, which must be measured, in the next. @param {Edit[]} edits */
  #changed(edits) {
    for (const { before, after } of edits) {
      if (before) this.#paintOne(before, false);
      if (after) this.#paintOne(after, this.segments.isShown(after));
    }
    if (edits.some(({ before, after }) => (after ?? before)?.id === this.chosen)) this.#showChosen();
  }

  /** @param {string} code */
  #recoloured(code) {
    if (this.#near[1] < this.#near[0]) return;
    for (const segment of this.segments.within(this.words.starts[this.#near[0]], this.words.endOf(this.#near[1]))) {
      if (segment.code === code) this.#paintOne(segment, true);
    }
  }

  /** @param {number} [section] */
  #later(section) {
    if (section !== undefined) this.#stale.add(section);
    if (this.#drawing) return;
    this.#drawing = true;
    afterFrame(() => this.#draw());
  }

  /** Everything is measured before anything is written. */
  #draw() {
    this.#drawing = false;
    this.#look();
    const near = this.#sectionsNear();
    const wanted = [...this.#stale].filter((section) => near.includes(section)).map((section) => {
      const bounds = this.#bounds(section);
      // What begins below takes no lane from what stands above it, and need not be measured yet.
      const until = this.stripes.unfolded ? bounds[1] : Math.min(bounds[1], this.words.endOf(this.#near[1]));
      return { section, bounds, segments: this.segments.within(bounds[0], until), turns: this.#near, chosen: this.chosen };
    });
    this.#stale.clear();
    const place = this.handles.show(this.segments.get(this.chosen));
    this.stripes.draw(wanted);
    place();
  }

  #markPicked() {
    const { start, end, isEmpty } = this.picked;
    this.paint.mark('picked', isEmpty ? [] : [[start, end]]);
    this.#tell('picked', {});
  }

  /** @param {string | null} id */
  choose(id) {
    const before = this.segments.get(this.chosen);
    this.chosen = id;
    const after = this.segments.get(id);
    for (const segment of [before, after]) if (segment && this.segments.isShown(segment)) this.#paintOne(segment, true);
    this.#showChosen();
  }

  #showChosen() {
    if (!this.segments.get(this.chosen)) this.chosen = null;
    this.#later();
  }

  /** All lanes, or four and the hatched one. */
  toggleFolds() {
    this.stripes.unfolded = !this.stripes.unfolded;
    for (const section of this.#sectionsNear()) this.#later(section);
    return this.stripes.unfolded;
  }

  /** Pressing coded words means the shortest code on them; pressing again, the next. @param {number} position */
  #press(position) {
    const here = this.segments.within(position, position + 1).toSorted((one, other) => (one.end - one.start) - (other.end - other.start));
    const index = here.findIndex((segment) => segment.id === this.chosen);
    this.#tell('tl-choose', { id: here.length === 0 ? null : here[(index + 1) % here.length].id, by: 'press' });
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const named = /** @type {HTMLElement | null} */ (target.closest('[data-id]'));
    if (named) this.#tell('tl-choose', { id: named.dataset.id, by: 'stripe' });
    else if (target.closest('.stripe.fold')) this.toggleFolds();
    else if (target.closest('.more')) this.#tell('tl-more', { turn: this.words.turns.indexOf(/** @type {HTMLElement} */ (target.closest('.turn'))) });
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('tl-transcript', Transcript);
