// The panel at the right: where the words stand on the line, what is coded in this turn, and the notes.

import { el, fill, icon, swatch } from '../dom.js';
import { countWords } from './bounds.js';

/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./notes.js').Notes} Notes */
/** @typedef {import('./acts.js').Desk} Desk */
/** @typedef {{number: number, name: string, role: string, participant: string | null, values: string}} Voice */

const SHOWN = 6;
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** @param {number} at Milliseconds. */
export function when(at) {
  const date = new Date(at);
  return date.getFullYear() === new Date().getFullYear() ? day.format(date) : dayOfYear.format(date);
}

/** @param {number} ms */
export function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

export class Panel {
  #all = false;

  /**
   * @param {HTMLElement} root @param {Desk} desk @param {readonly Voice[]} voices @param {Notes} notes
   * @param {{choose: (id: string) => void}} on
   */
  constructor(root, desk, voices, notes, on) {
    this.desk = desk;
    this.notes = notes;
    this.on = on;
    this.voices = new Map(voices.map((voice) => [voice.number, voice]));
    this.line = el('section', { class: 'on-the-line' });
    this.turn = el('section');
    root.append(this.line, this.turn, notes.section);
  }

  /** @param {Segment | null} segment The chosen one. @param {[number, number]} stretch The picked words, else the place. */
  show(segment, stretch) {
    const [start, end] = segment ? [segment.start, segment.end] : stretch;
    const turn = this.desk.words.turnAt(start);
    fill(this.line, this.#thread(segment, start, end, turn));
    this.#all = false;
    this.#fillTurn(turn, segment);
    this.notes.show(segment, stretch, turn);
  }

  /** Everything coded in a turn. @param {number} turn */
  showTurn(turn) {
    this.#all = true;
    this.#fillTurn(turn, null);
    this.turn.querySelector('button')?.focus();
  }

  /** @param {Segment | null} segment @param {number} start @param {number} end @param {number} turn */
  #thread(segment, start, end, turn) {
    const { codes, words } = this.desk;
    const items = [];
    const code = segment ? codes.get(segment.code) : undefined;
    const { over, theme } = code ? codes.themesOf(/** @type {Segment} */ (segment).id, code.id) : { over: null, theme: null };
    if (code && over) items.push(knot(`over${theme ? '' : ' open'}`, '', el('span', { class: 'what' }, over.label)));
    if (code && theme) items.push(knot('', ' n', el('span', { class: 'what' }, theme.label), String(theme.number || '')));
    if (code && !theme) items.push(knot('open', '', el('span', { class: 'what quiet' }, 'Under no theme yet')));
    if (code) items.push(knot(`dye-${code.dye}`, ' c', el('span', { class: `what${code.inVivo ? ' said' : ''}` }, code.name)));
    else if (end > start) items.push(knot('open', '', el('span', { class: 'what quiet' }, 'No code yet: c')));
    if (end > start) items.push(quote(words.text(start, end)));
    items.push(knot('', '', el('span', { class: 'what' }, el('a', { href: `#${words.turns[turn].id}` }, this.#placeOf(turn)))));
    const voice = this.voices.get(words.voiceOf(turn) ?? -1);
    if (voice) items.push(knot(voice.participant || voice.role === 'interviewer' ? '' : 'open', '', this.#person(voice)));
    return el('ol', { class: 'thread', 'aria-label': 'Where this stands on the line' }, ...items);
  }

  /** @param {number} turn */
  #placeOf(turn) {
    const name = this.desk.words.nameOf(turn);
    const time = this.desk.words.timeOf(turn);
    return `${name[0].toUpperCase()}${name.slice(1)}${time === null ? '' : `, at ${clock(time)}`}`;
  }

  /** @param {Voice} voice */
  #person(voice) {
    return el('span', { class: 'what' }, voice.participant ?? voice.name, voice.values ? el('span', { class: 'quiet' }, ` ${voice.values}`) : null);
  }

  /** @param {number} turn @param {Segment | null} chosen */
  #fillTurn(turn, chosen) {
    const { words, segments } = this.desk;
    const here = words.turns.length === 0 ? [] : segments.within(words.starts[turn], words.endOf(turn));
    const shown = this.#all ? here : here.slice(0, Math.max(SHOWN, here.findIndex((one) => one.id === chosen?.id) + 1));
    fill(this.turn,
      el('h2', null, words.nameOf(turn).startsWith('turn') ? 'In this turn' : 'In this paragraph', here.length > 0 && el('span', { class: 'quiet' }, here.length)),
      here.length === 0
        ? el('p', { class: 'help' }, 'Nothing coded here yet. Select words and press c.')
        : el('ul', { class: 'held-list' }, ...shown.map((segment) => this.#held(segment, segment.id === chosen?.id))),
      here.length > shown.length && el('button', { type: 'button', class: 'link by', onclick: () => this.showTurn(turn) }, `${here.length - shown.length} more`));
  }

  /** @param {Segment} segment @param {boolean} on */
  #held(segment, on) {
    const code = this.desk.codes.get(segment.code);
    const older = code && segment.version !== code.definitionVersion;
    const count = countWords(this.desk.words.text(segment.start, segment.end));
    return el('li', null, el('button', { type: 'button', class: `held${on ? ' on' : ''}`, 'aria-pressed': String(on), 'data-id': segment.id, onclick: () => this.on.choose(segment.id) },
      swatch(code ?? {}),
      el('span', { class: code?.inVivo ? 'said' : '' }, code?.name ?? 'A code'),
      el('span', { class: 'quiet' }, count === 1 ? '1 word' : `${count} words`),
      el('span', { class: 'by' }, `${segment.coder}, ${when(segment.at)}`),
      older ? el('span', { class: 'tag warn', title: 'Coded under an older definition of this code' },
        segment.version === 0 ? `before v${code.definitionVersion}` : `by v${segment.version}, now v${code.definitionVersion}`) : null));
  }
}

/** @param {string} kind @param {string} shape @param {HTMLElement} what @param {string} [inside] */
function knot(kind, shape, what, inside = '') {
  return el('li', { class: kind || null }, el('span', { class: `knot${shape}` }, inside), what);
}

/** @param {string} text */
function quote(text) {
  const short = text.length > 150 ? `${text.slice(0, text.lastIndexOf(' ', 140)).replace(/[\s,;:–-]+$/, '')}…` : text;
  return el('li', null, el('span', { class: 'knot q' }, icon('quotes')), el('span', { class: 'what said' }, short));
}
