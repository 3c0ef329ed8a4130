// The notes on these words, on their segments, in this turn; and writing one.

import { api } from '../api.js';
import { el, fill, icon } from '../dom.js';
import { guid7 } from '../guid.js';
import { announce } from '../toast.js';
import { when } from './panel.js';

/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./acts.js').Desk} Desk */
/** @typedef {{id: string, kind: string, on: 'words' | 'segment', target: string, start: number | null, end: number | null, title: string, text: string, author: string, at: number}} Note */

const KINDS = ['analytic', 'methodological', 'reflexive'];

export class Notes {
  /** @type {{segment: Segment | null, stretch: [number, number], turn: number}} */ #at = { segment: null, stretch: [0, 0], turn: 0 };
  /** What is being written and on what, kept while the person looks elsewhere. @type {{segment: Segment | null, stretch: [number, number]} | null} */ #writing = null;
  #list = el('div');
  #open = el('button', { type: 'button', class: 'in calm note-open', onclick: () => this.write() });
  #text = el('textarea', { class: 'in', rows: 4, maxlength: 10000, 'aria-label': 'The note' });
  #kind = el('select', { class: 'in', 'aria-label': 'Kind of note' }, ...KINDS.map((kind) => el('option', { value: kind }, `${kind[0].toUpperCase()}${kind.slice(1)}`)));
  #form = el('form', { class: 'note-form', hidden: true });

  /** @param {Desk} desk @param {Note[]} notes @param {import('./acts.js').Acts} acts @param {{closed: () => void}} on */
  constructor(desk, notes, acts, on) {
    this.desk = desk;
    this.all = notes;
    this.acts = acts;
    this.on = on;
    this.section = el('section', { class: 'notes' }, el('h2', null, 'Notes'), this.#list, this.#open, this.#form);
    this.#form.append(this.#text, el('div', { class: 'row' }, this.#kind, el('span', { class: 'grow' }),
      el('button', { type: 'button', class: 'btn small bare', onclick: () => this.#close() }, 'Leave it'),
      el('button', { type: 'submit', class: 'btn small' }, 'Keep')));
    this.#form.addEventListener('submit', (event) => { event.preventDefault(); this.#keep(); });
    this.#text.addEventListener('keydown', (event) => this.#key(event));
    this.#markTurns();
  }

  /** @param {Segment | null} segment @param {[number, number]} stretch @param {number} turn */
  show(segment, stretch, turn) {
    this.#at = { segment, stretch, turn };
    const { words } = this.desk;
    const shown = words.turns.length === 0 ? [] : this.all.filter((note) => this.#touches(note, words.starts[turn], words.endOf(turn)) || note.target === segment?.id);
    fill(/** @type {Element} */ (this.section.firstElementChild), 'Notes', shown.length > 0 && el('span', { class: 'quiet' }, shown.length));
    fill(this.#list, ...shown.flatMap((note) => [
      el('p', { class: 'memo' }, note.title ? el('b', null, `${note.title}. `) : null, note.text),
      el('p', { class: 'by' }, `${note.kind[0].toUpperCase()}${note.kind.slice(1)} · ${note.author}, ${when(note.at)}`),
    ]));
    fill(this.#open, el('span', { class: 'grow' }, segment ? 'Write a note on this segment' : stretch[1] > stretch[0] ? 'Write a note on these words' : 'Write a note on this turn'), el('kbd', null, 'n'));
  }

  write() {
    const { segment, stretch, turn } = this.#at;
    const { words } = this.desk;
    this.#writing ??= { segment, stretch: stretch[1] > stretch[0] ? stretch : [words.starts[turn], words.endOf(turn)] };
    this.#form.hidden = false;
    this.#open.hidden = true;
    this.#text.focus();
  }

  /** Somebody has written or changed one. */
  async readAgain() {
    try {
      const { items } = await api.get(`studies/${this.desk.study}/notes?source=${this.desk.source}`);
      this.all = items.filter((/** @type {any} */ note) => note.on === 'words' || note.on === 'segment').map((/** @type {any} */ note) => ({
        ...note, at: Date.parse(note.at), start: note.on === 'words' ? note.units?.start ?? null : null, end: note.on === 'words' ? note.units?.end ?? null : null,
      }));
    } catch {
      return;
    }
    this.#markTurns();
    this.show(this.#at.segment, this.#at.stretch, this.#at.turn);
  }

  /** @param {Note} note @returns {[number, number] | null} */
  #stretchOf(note) {
    if (note.start !== null && note.end !== null) return [note.start, note.end];
    const segment = this.desk.segments.get(note.target);
    return segment ? [segment.start, segment.end] : null;
  }

  /** @param {Note} note @param {number} from @param {number} to */
  #touches(note, from, to) {
    const stretch = this.#stretchOf(note);
    return stretch !== null && stretch[0] < to && stretch[1] > from;
  }

  /** Beside the speaker: how many notes there are in the turn. */
  #markTurns() {
    const { words } = this.desk;
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const note of this.all) {
      const stretch = this.#stretchOf(note);
      if (stretch) counts.set(words.turnAt(stretch[0]), (counts.get(words.turnAt(stretch[0])) ?? 0) + 1);
    }
    for (const old of words.sheet.querySelectorAll('.mate')) old.remove();
    for (const [turn, count] of counts) {
      words.turns[turn].querySelector('.who')?.append(el('span', { class: 'mate' }, icon('note'), count === 1 ? '1 note' : `${count} notes`));
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#keep();
    else if (event.key === 'Escape') this.#close();
    else return;
    event.preventDefault();
  }

  #keep() {
    const text = this.#text.value.trim();
    const writing = this.#writing;
    if (text === '' || !writing) return this.#close();
    const { segment, stretch: [start, end] } = writing;
    const on = segment ? 'segment' : 'words';
    const note = { id: guid7(), kind: this.#kind.value, on: /** @type {'words' | 'segment'} */ (on), target: segment?.id ?? this.desk.source, text };
    this.acts.note(segment ? note : { ...note, start, end });
    this.all = [...this.all, { ...note, start: segment ? null : start, end: segment ? null : end, title: '', author: this.desk.me, at: Date.now() }];
    announce('Note kept');
    this.#text.value = '';
    this.#markTurns();
    this.#close();
  }

  /** What is begun is not thrown away: it stands there when one comes back. */
  #close() {
    if (this.#text.value.trim() === '') this.#writing = null;
    this.#form.hidden = true;
    this.#open.hidden = false;
    this.show(this.#at.segment, this.#at.stretch, this.#at.turn);
    this.on.closed();
  }
}
