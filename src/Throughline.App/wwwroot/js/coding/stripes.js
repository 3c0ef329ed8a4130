// The stripes beside the words, one button for each segment, and the names of their codes in the margin. They stand in their
// turn, so that a reader by ear meets them after the words they are on.

import { el } from '../dom.js';
import { arrange, stack } from './lanes.js';

/** @typedef {import('./words.js').Words} Words */
/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./codes.js').Codes} Codes */
/** @typedef {{segment: Segment, turn: number, until: number, top: number, bottom: number}} Span From the first turn until the last that it touches in a section. */
/** @typedef {{top: number, room: number, lines: Map<number, [number, number]>, turns: Map<number, [number, number]>}} Measures All but the top are from the top of the section. */
/** @typedef {{spans: Span[], lanes: number[], folds: {top: number, bottom: number, of: number[], spans: Span[]}[]}} Share What of a section begins in one turn. */
/** @typedef {{group: HTMLElement, shows: string}} Group */
/** @typedef {{section: number, bounds: [number, number], segments: readonly Segment[], turns: [number, number], chosen: string | null}} Wanted The turns are those near the window; lanes are given out for the whole section, so that none moves while one scrolls. */

const LANES = 4;
const LANE = 9;
const NAME = { line: 14, gap: 2, most: 2, font: '11px "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif' };

export class Stripes {
  /** Where things stand in a section, as it was measured last. @type {Map<number, Measures>} */ #measures = new Map();
  /** @type {CanvasRenderingContext2D | null} */ #pen = document.createElement('canvas').getContext('2d');
  /** @type {Map<string, number>} */ #widths = new Map();
  /** The groups of buttons that stand in a section, by their turn, with what they show. @type {Map<number, Map<number, Group>>} */ #groups = new Map();
  unfolded = false;

  /** @param {Words} words @param {Codes} codes */
  constructor(words, codes) {
    this.words = words;
    this.codes = codes;
  }

  /** A section has another size: its lines stand elsewhere. @param {number} section */
  forget(section) {
    this.#measures.delete(section);
  }

  /** @param {number} section */
  remove(section) {
    this.#measures.delete(section);
    for (const { group } of this.#groups.get(section)?.values() ?? []) group.remove();
    this.#groups.delete(section);
  }

  /** Measures all, then writes what has become different, so that the page is laid out once. @param {Wanted[]} wanted */
  draw(wanted) {
    const measured = wanted.map((one) => ({ ...one, ...this.#measure(one) }));
    for (const one of measured) this.#write(one);
  }

  /** @param {Wanted} wanted */
  #measure({ section, bounds: [from, to], segments, turns: [first, last] }) {
    const measures = this.#measuresOf(section);
    const spans = segments.map((segment) => {
      const [start, end] = [Math.max(from, segment.start), Math.min(to, segment.end) - 1];
      return { segment, turn: this.words.turnAt(start), until: this.words.turnAt(end), top: this.#line(measures, start)[0], bottom: this.#line(measures, end)[1] };
    });
    const drawn = new Set(spans.filter(({ turn, until }) => turn <= last && until >= first).map(({ turn }) => turn));
    for (const turn of drawn) this.#turn(measures, turn);
    return { spans, drawn, measures };
  }

  /** @param {number} section @returns {Measures} */
  #measuresOf(section) {
    const box = this.words.sections[section].getBoundingClientRect();
    let measures = this.#measures.get(section);
    if (!measures) {
      const words = this.words.wordsOf(this.#spoken(section)).getBoundingClientRect();
      this.#measures.set(section, measures = { top: box.top, room: box.right - words.right, lines: new Map(), turns: new Map() });
    }
    measures.top = box.top;
    return measures;
  }

  /** A turn whose words may be as wide as they come: questions are set smaller. @param {number} section */
  #spoken(section) {
    const [first, next] = [this.words.turnAtSection(section), this.words.turnAtSection(section + 1)];
    for (let turn = first; turn < next; turn++) if (!this.words.isAsked(turn)) return turn;
    return first;
  }

  /** @param {Measures} measures @param {number} position @returns {[number, number]} */
  #line({ lines, top }, position) {
    let line = lines.get(position);
    if (!line) {
      const box = this.words.boxAt(this.words.turnAt(position), position);
      lines.set(position, line = [box.top - top, box.bottom - top]);
    }
    return line;
  }

  /** @param {Measures} measures @param {number} turn @returns {[number, number]} */
  #turn({ turns, top }, turn) {
    let at = turns.get(turn);
    if (!at) {
      const box = this.words.turns[turn].getBoundingClientRect();
      turns.set(turn, at = [box.top - top, box.bottom - top]);
    }
    return at;
  }

  /** @param {Wanted & {spans: Span[], drawn: Set<number>, measures: Measures}} wanted */
  #write({ section, spans, drawn, measures, chosen }) {
    const { lanes, folds } = arrange(spans, this.unfolded ? Infinity : LANES);
    const used = Math.max(LANES, ...lanes.map((lane) => lane + 1));
    /** @type {Map<number, Share>} */
    const shares = new Map([...drawn].map((turn) => [turn, { spans: [], lanes: [], folds: [] }]));
    spans.forEach((span, index) => {
      const share = shares.get(span.turn);
      share?.spans.push(span);
      share?.lanes.push(lanes[index]);
    });
    for (const fold of folds) shares.get(spans[fold.of[0]].turn)?.folds.push({ ...fold, spans: fold.of.map((index) => spans[index]) });
    for (const [turn, { group }] of this.#groups.get(section) ?? []) if (!drawn.has(turn)) this.#drop(section, turn, group);
    for (const [turn, share] of shares) this.#show(section, turn, share, measures, used, chosen);
  }

  /** Only what has become different is made again. @param {number} section @param {number} turn @param {Share} share @param {Measures} measures @param {number} used @param {string | null} chosen */
  #show(section, turn, share, measures, used, chosen) {
    const [top, bottom] = this.#turn(measures, turn);
    const { room } = measures;
    const shows = [used, room, bottom - top, ...share.spans.map((span, index) => this.#look(span, share.lanes[index], top, chosen)), ...share.folds.map((fold) => `${fold.top - top} ${fold.bottom - top} ${fold.of.length}`)].join('|');
    const here = this.#group(section, turn);
    if (here.shows === shows) return;
    here.shows = shows;
    here.group.replaceChildren(
      ...share.spans.flatMap((span, index) => (share.lanes[index] >= 0 ? [this.#stripe(span, share.lanes[index], top, chosen)] : [])),
      ...share.folds.map((fold) => this.#fold(fold, fold.spans, top)),
      this.#names(share.spans, { top, bottom, room }, used, chosen));
  }

  /** @param {Span} span @param {number} lane @param {number} turnTop @param {string | null} chosen */
  #look({ segment, top, bottom }, lane, turnTop, chosen) {
    const code = this.codes.get(segment.code);
    return `${segment.id} ${segment.end} ${lane} ${top - turnTop} ${bottom - turnTop} ${code?.dye} ${code?.weave} ${code?.name} ${segment.id === chosen}`;
  }

  /** @param {number} section @param {number} turn @param {HTMLElement} group */
  #drop(section, turn, group) {
    group.remove();
    this.#groups.get(section)?.delete(turn);
  }

  /** @param {number} section @param {number} turn @returns {Group} */
  #group(section, turn) {
    let groups = this.#groups.get(section);
    if (!groups) this.#groups.set(section, groups = new Map());
    let here = groups.get(turn);
    if (!here) {
      const group = el('div', { class: 'stripes', role: 'group', 'aria-label': `Codes on ${this.words.nameOf(turn)}` });
      groups.set(turn, here = { group, shows: '' });
      this.words.turns[turn].append(group);
    }
    return here;
  }

  /** @param {Span} span @param {number} lane @param {number} turnTop @param {string | null} chosen */
  #stripe({ segment, top, bottom }, lane, turnTop, chosen) {
    const code = this.codes.get(segment.code);
    const weave = (code?.weave ?? 1) > 1 ? ` weave-${code?.weave}` : '';
    const on = segment.id === chosen;
    const stripe = el('button', {
      type: 'button', class: `stripe dye-${code?.dye ?? 0}${weave}${on ? ' on' : ''}`, tabindex: on ? 0 : -1, 'data-id': segment.id,
      title: `${code?.name ?? 'A code'} · ${segment.coder}\n${this.#ends(segment)}`, 'aria-label': this.nameOf(segment), 'aria-pressed': String(on),
    });
    place(stripe, lane, top - turnTop, bottom - top);
    return stripe;
  }

  /** Code, coder, from, to. @param {Segment} segment */
  nameOf(segment) {
    return `${this.codes.get(segment.code)?.name ?? 'A code'}, ${segment.coder}, ${this.#ends(segment)}`;
  }

  /** @param {Segment} segment */
  #ends(segment) {
    const text = this.words.text(segment.start, segment.end);
    const [first, last] = [text.slice(0, 60).split(/\s+/).slice(0, 3).join(' '), text.slice(-60).split(/\s+/).slice(-3).join(' ')];
    return `from “${first}” to “${last}”`;
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
