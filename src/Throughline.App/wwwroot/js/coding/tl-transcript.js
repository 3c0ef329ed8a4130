// <tl-transcript>: the words of one source. It paints, picks and points; what is done with the words is the page's affair.
// Events: picked; tl-choose {id} when a segment is pressed; tl-resize {segment, start, end}; tl-more {turn}.

import { Handles } from './handles.js';
import { Paint } from './paint.js';
import { Picked } from './picked.js';
import { Selection } from './selection.js';
import { Stripes } from './stripes.js';
import { Words } from './words.js';

/** @typedef {import('./segments.js').Segments} Segments */
/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./segments.js').Edit} Edit */
/** @typedef {import('./codes.js').Codes} Codes */

const NEAR = '1200px 0px';

export class Transcript extends HTMLElement {
  /** Sections near the window: only these are painted. @type {Set<number>} */ #near = new Set();
  /** @type {Set<number>} */ #drawn = new Set();
  #frame = 0;
  #width = 0;
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
    this.handles = new Handles(this, sheet, this.words, {
      preview: (start, end) => this.paint.mark('picked', [[start, end]]),
      done: (segment, start, end) => this.#tell('tl-resize', { segment, start, end }),
    });
    this.picked.addEventListener('picked', () => this.#markPicked());
    segments.addEventListener('changed', (event) => this.#changed(/** @type {CustomEvent<Edit[]>} */ (event).detail));
    codes.addEventListener('changed', (event) => this.#recoloured(/** @type {CustomEvent} */ (event).detail.id));
    this.addEventListener('click', (event) => this.#click(event));
    // Reached by Tab it is outlined; while one works in it the picked words tell where one is.
    this.addEventListener('keyup', (event) => this.classList.toggle('is-reached', event.key === 'Tab'));
    this.#watch(sheet);
  }

  /** @param {HTMLElement} sheet */
  #watch(sheet) {
    const watching = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const section = this.words.firstTurns.get(/** @type {HTMLElement} */ (target));
        if (section === undefined) continue;
        if (isIntersecting) this.#come(section);
        else this.#go(section);
      }
    }, { root: this, rootMargin: NEAR });
    for (const section of this.words.sections) watching.observe(section);
    new ResizeObserver(() => {
      if (sheet.clientWidth === this.#width) return;
      this.#width = sheet.clientWidth;
      this.resized();
    }).observe(sheet);
  }

  /** Lines have moved: the width or the letters have changed. */
  resized() {
    this.stripes.forget();
    for (const section of this.#near) this.#later(section);
    this.handles.show(this.segments.get(this.chosen));
  }

  /** @param {number} section @returns {[number, number]} */
  #bounds(section) {
    const first = this.words.turnAtSection(section);
    const next = this.words.turnAtSection(section + 1);
    return [this.words.starts[first], next < this.words.turns.length ? this.words.starts[next] : Infinity];
  }

  /** @param {number} section */
  #come(section) {
    if (this.#near.has(section)) return;
    this.#near.add(section);
    for (const segment of this.segments.within(...this.#bounds(section))) this.#paintOne(section, segment);
    this.#later(section);
  }

  /** @param {number} section */
  #go(section) {
    if (!this.#near.delete(section)) return;
    for (const segment of this.segments.within(...this.#bounds(section))) this.paint.clear(section, segment.id);
    this.stripes.remove(section);
  }

  /** @param {number} section @param {Segment} segment */
  #paintOne(section, segment) {
    this.paint.segment(section, this.#bounds(section), segment, { on: segment.id === this.chosen, unsaved: this.segments.isUnsaved(segment.id) });
  }

  /** In the frame of the key: first the colour, then the stripes of the sections that it concerns. @param {Edit[]} edits */
  #changed(edits) {
    const small = edits.length <= 20;
    for (const section of this.#near) {
      const [from, to] = this.#bounds(section);
      let touched = false;
      for (const { before, after } of edits) {
        const stood = before && before.start < to && before.end > from;
        const stands = after && after.start < to && after.end > from && this.segments.isShown(after);
        if (stood) this.paint.clear(section, before.id);
        if (stands) this.#paintOne(section, after);
        touched ||= !!stood || !!stands;
      }
      if (touched) this.#later(section);
    }
    if (small) this.#drawNow();
    if (edits.some(({ before, after }) => (after ?? before)?.id === this.chosen)) this.#showChosen();
  }

  /** @param {string} code */
  #recoloured(code) {
    for (const section of this.#near) {
      for (const segment of this.segments.within(...this.#bounds(section))) if (segment.code === code) this.#paintOne(section, segment);
      this.#later(section);
    }
  }

  /** @param {number} section */
  #later(section) {
    this.#drawn.add(section);
    this.#frame ||= requestAnimationFrame(() => this.#drawNow());
  }

  #drawNow() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const wanted = [...this.#drawn].filter((section) => this.#near.has(section)).map((section) => {
      const bounds = this.#bounds(section);
      return { section, bounds, segments: this.segments.within(...bounds), chosen: this.chosen };
    });
    this.#drawn.clear();
    this.stripes.draw(wanted);
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
    for (const segment of [before, after]) {
      if (!segment || !this.segments.isShown(segment)) continue;
      for (const section of this.#near) {
        const [from, to] = this.#bounds(section);
        if (segment.start >= to || segment.end <= from) continue;
        this.#paintOne(section, segment);
        this.#later(section);
      }
    }
    this.#showChosen();
  }

  #showChosen() {
    const segment = this.segments.get(this.chosen);
    this.handles.show(segment);
    if (this.chosen !== null && !segment) this.chosen = null;
  }

  /** All lanes, or four and the hatched one. */
  toggleFolds() {
    this.stripes.unfolded = !this.stripes.unfolded;
    for (const section of this.#near) this.#later(section);
    this.#drawNow();
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
