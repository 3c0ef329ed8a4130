// The stripes beside the words, one button for each segment, and the names of their codes in the margin. They stand in their
// turn, so that a reader by ear meets them after the words they are on.

import { el } from '../dom.js';
import { arrange, stack } from './lanes.js';

/** @typedef {import('./words.js').Words} Words */
/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./codes.js').Codes} Codes */
/** @typedef {{segment: Segment, turn: number, top: number, bottom: number}} Span */

const LANES = 4;
const LANE = 9;
const NAME = { line: 14, gap: 2, most: 2, font: '11px "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif' };

export class Stripes {
  /** Lines of positions, as they were measured last; a resize forgets them. @type {Map<number, Map<number, [number, number]>>} */ #lines = new Map();
  /** @type {CanvasRenderingContext2D | null} */ #pen = document.createElement('canvas').getContext('2d');
  /** @type {Map<string, number>} */ #widths = new Map();
  /** The groups of buttons that stand in a section, by their turn. @type {Map<number, Map<number, HTMLElement>>} */ #groups = new Map();
  unfolded = false;

  /** @param {Words} words @param {Codes} codes */
  constructor(words, codes) {
    this.words = words;
    this.codes = codes;
  }

  /** The width of the page or of its letters has changed. */
  forget() {
    this.#lines.clear();
  }

  /** @param {number} section */
  remove(section) {
    this.#lines.delete(section);
    for (const group of this.#groups.get(section)?.values() ?? []) group.remove();
    this.#groups.delete(section);
  }

  /**
   * Measures all, then writes all, so that the page is laid out once.
   * @param {{section: number, bounds: [number, number], segments: readonly Segment[], chosen: string | null}[]} wanted
   */
  draw(wanted) {
    const measured = wanted.map((one) => ({ ...one, ...this.#measure(one.section, one.bounds, one.segments) }));
    for (const one of measured) this.#write(one.section, one.spans, one.turns, one.chosen);
  }

  /** @param {number} section @param {[number, number]} bounds @param {readonly Segment[]} segments */
  #measure(section, [from, to], segments) {
    const box = this.words.sections[section].getBoundingClientRect();
    const spans = segments.map((segment) => {
      const turn = this.words.turnAt(Math.max(from, segment.start));
      const [top] = this.#line(section, box.top, Math.max(from, segment.start));
      const [, bottom] = this.#line(section, box.top, Math.min(to, segment.end) - 1);
      return { segment, turn, top, bottom };
    });
    /** @type {Map<number, {top: number, bottom: number, room: number}>} */
    const turns = new Map();
    for (const { turn } of spans) {
      if (turns.has(turn)) continue;
      const at = this.words.turns[turn].getBoundingClientRect();
      turns.set(turn, { top: at.top - box.top, bottom: at.bottom - box.top, room: at.right });
    }
    const margin = box.right - (spans.length > 0 ? this.words.wordsOf(spans[0].turn).getBoundingClientRect().right : 0);
    for (const at of turns.values()) at.room = margin;
    return { spans, turns };
  }

  /** @param {number} section @param {number} boxTop @param {number} position @returns {[number, number]} */
  #line(section, boxTop, position) {
    let lines = this.#lines.get(section);
    if (!lines) this.#lines.set(section, lines = new Map());
    let line = lines.get(position);
    if (!line) {
      const box = this.words.boxAt(this.words.turnAt(position), position);
      lines.set(position, line = [box.top - boxTop, box.bottom - boxTop]);
    }
    return line;
  }

  /** @param {number} section @param {Span[]} spans @param {Map<number, {top: number, bottom: number, room: number}>} turns @param {string | null} chosen */
  #write(section, spans, turns, chosen) {
    const { lanes, folds } = arrange(spans, this.unfolded ? Infinity : LANES);
    const used = Math.max(LANES, ...lanes.map((lane) => lane + 1));
    /** @type {Map<number, HTMLElement[]>} */
    const byTurn = new Map([...turns.keys()].map((turn) => [turn, []]));
    spans.forEach((span, index) => {
      if (lanes[index] >= 0) byTurn.get(span.turn)?.push(this.#stripe(span, lanes[index], /** @type {{top: number}} */ (turns.get(span.turn)).top, chosen));
    });
    for (const fold of folds) {
      const { turn } = spans[fold.of[0]];
      byTurn.get(turn)?.push(this.#fold(fold, fold.of.map((index) => spans[index]), /** @type {{top: number}} */ (turns.get(turn)).top));
    }
    for (const [turn, group] of this.#groups.get(section) ?? []) {
      if (!byTurn.has(turn)) this.#drop(section, turn, group);
    }
    for (const [turn, made] of byTurn) {
      const group = this.#group(section, turn);
      const at = /** @type {{top: number, bottom: number, room: number}} */ (turns.get(turn));
      group.replaceChildren(...made, this.#names(spans.filter((span) => span.turn === turn), at, used, chosen));
    }
  }

  /** @param {number} section @param {number} turn @param {HTMLElement} group */
  #drop(section, turn, group) {
    group.remove();
    this.#groups.get(section)?.delete(turn);
  }

  /** @param {number} section @param {number} turn */
  #group(section, turn) {
    let groups = this.#groups.get(section);
    if (!groups) this.#groups.set(section, groups = new Map());
    let group = groups.get(turn);
    if (!group) {
      group = el('div', { class: 'stripes', role: 'group', 'aria-label': `Codes on ${this.words.nameOf(turn)}` });
      groups.set(turn, group);
      this.words.turns[turn].append(group);
    }
    return group;
  }

  /** @param {Span} span @param {number} lane @param {number} turnTop @param {string | null} chosen */
  #stripe({ segment, top, bottom }, lane, turnTop, chosen) {
    const code = this.codes.get(segment.code);
    const weave = (code?.weave ?? 1) > 1 ? ` weave-${code?.weave}` : '';
    const on = segment.id === chosen;
    const stripe = el('button', {
      type: 'button', class: `stripe dye-${code?.dye ?? 0}${weave}${on ? ' on' : ''}`, tabindex: on ? 0 : -1, 'data-id': segment.id,
      title: `${code?.name ?? 'A code'} · ${segment.coder}`, 'aria-label': this.nameOf(segment), 'aria-pressed': String(on),
    });
    place(stripe, lane, top - turnTop, bottom - top);
    return stripe;
  }

  /** Code, coder, from, to. @param {Segment} segment */
  nameOf(segment) {
    const text = this.words.text(segment.start, segment.end);
    const [first, last] = [text.slice(0, 60).split(/\s+/).slice(0, 3).join(' '), text.slice(-60).split(/\s+/).slice(-3).join(' ')];
    return `${this.codes.get(segment.code)?.name ?? 'A code'}, ${segment.coder}, from “${first}” to “${last}”`;
  }

  /** @param {{top: number, bottom: number}} fold @param {Span[]} spans @param {number} turnTop */
  #fold({ top, bottom }, spans, turnTop) {
    const names = [...new Set(spans.map(({ segment }) => this.codes.get(segment.code)?.name ?? 'A code'))];
    const fold = el('button', {
      type: 'button', class: 'stripe fold', tabindex: -1, title: `${names.join('\n')}\n(s shows all)`,
      'aria-label': `${spans.length} more: ${names.join(', ')}. Show them`,
    });
    place(fold, LANES, top - turnTop, bottom - top);
    return fold;
  }

  /** @param {Span[]} spans @param {{top: number, bottom: number, room: number}} at @param {number} lanes @param {string | null} chosen */
  #names(spans, at, lanes, chosen) {
    const left = (lanes + 1) * LANE + 5;
    const width = at.room - left - 8 - 14;
    const names = el('div', { class: 'margin', 'aria-hidden': 'true' });
    names.style.insetInlineStart = `${left}px`;
    if (width < 48) return names;
    const begun = spans.filter(({ top }) => top >= at.top - 8);
    const sized = begun.map(({ segment, top }) => ({ top: top - at.top, height: this.#height(this.codes.get(segment.code)?.name ?? '', width) }));
    const { tops, rest, restTop } = stack(sized, at.bottom - at.top + 12, NAME.line);
    tops.forEach((top, index) => names.append(this.#name(begun[index].segment, top, begun[index].segment.id === chosen)));
    if (rest > 0) {
      const more = el('button', { type: 'button', class: 'more', tabindex: -1 }, `and ${rest} more`);
      more.style.insetBlockStart = `${restTop}px`;
      names.append(more);
    }
    return names;
  }

  /** @param {Segment} segment @param {number} top @param {boolean} on */
  #name(segment, top, on) {
    const code = this.codes.get(segment.code);
    const name = el('span', { class: `${code?.inVivo ? 'vivo ' : ''}${on ? 'on' : ''}`, 'data-id': segment.id }, code?.name ?? 'A code');
    name.style.insetBlockStart = `${top}px`;
    return name;
  }

  /** @param {string} name @param {number} width */
  #height(name, width) {
    let wide = this.#widths.get(name);
    if (wide === undefined && this.#pen) {
      this.#pen.font = NAME.font;
      this.#widths.set(name, wide = this.#pen.measureText(name).width);
    }
    return NAME.line * Math.min(NAME.most, Math.max(1, Math.ceil((wide ?? 0) * 1.08 / width))) + NAME.gap;
  }
}

/** @param {HTMLElement} stripe @param {number} lane @param {number} top @param {number} height */
function place(stripe, lane, top, height) {
  stripe.style.insetInlineStart = `${lane * LANE}px`;
  stripe.style.insetBlockStart = `${top}px`;
  stripe.style.blockSize = `${height}px`;
}
