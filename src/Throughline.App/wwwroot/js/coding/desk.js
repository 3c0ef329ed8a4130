// What can be done on the coding page, apart from the keys that do it.

import { afterFrame } from '../dom.js';
import { drawer } from '../drawer.js';
import { openPicker } from '../picker.js';
import { announce, toast } from '../toast.js';
import { around, countWords, stretches } from './bounds.js';
import { askPlace, nextUncoded } from './places.js';

/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./tl-transcript.js').Transcript} Transcript */
/** @typedef {import('./acts.js').Acts} Acts */
/** @typedef {import('./acts.js').Desk} Parts */

export class Desk {
  /** @type {string | null} */ lastCode = null;
  #showing = false;

  /** @param {Transcript} transcript @param {Parts} parts @param {Acts} acts @param {import('./panel.js').Panel} panel @param {import('./notes.js').Notes} notes */
  constructor(transcript, parts, acts, panel, notes) {
    this.transcript = transcript;
    this.parts = parts;
    this.acts = acts;
    this.panel = panel;
    this.notes = notes;
  }

  get chosen() {
    return this.parts.segments.get(this.transcript.chosen);
  }

  /** The words that an act is about: those picked, else those of the chosen segment, else the sentence where one is. @returns {[number, number] | null} */
  get stretch() {
    const { picked } = this.transcript;
    if (!picked.isEmpty) {
      const [start, end] = picked.trimmed;
      return end > start ? [start, end] : null;
    }
    if (this.chosen) return [this.chosen.start, this.chosen.end];
    if (!picked.placed) return null;
    picked.wider();
    if (picked.unit === 'word') picked.wider();
    return picked.isEmpty ? null : picked.trimmed;
  }

  /** @returns {[number, number] | null} */
  #wanted() {
    const stretch = this.stretch;
    if (!stretch) toast('Select some words first: with the mouse, or with the arrows and e.');
    return stretch;
  }

  pickCode() {
    const stretch = this.#wanted();
    if (!stretch) return;
    this.#ask('Code this selection', 'code', stretch, true, (code) => this.apply(code, stretch), (name) => this.#told(this.acts.codeFresh(name, ...stretch)));
  }

  recode() {
    const segment = this.chosen;
    if (!segment) return void toast('Choose a segment first: [ and ] go from one to the next.');
    this.#ask('Recode this segment', 'recode', [segment.start, segment.end], false,
      (code) => { this.acts.recode(segment, code); this.#announce('Recoded as', code, segment); },
      (name) => { const code = this.acts.addCode(name).id; this.acts.recode(segment, code); this.#announce('Recoded as', code, segment); });
  }

  /** @param {string} label @param {string} verb @param {[number, number]} stretch @param {boolean} more @param {(code: string) => void} onPick @param {(name: string) => void} onFresh */
  #ask(label, verb, [start, end], more, onPick, onFresh) {
    const { words, codes } = this.parts;
    this.transcript.selection.reveal(end - 1);
    const count = countWords(words.text(start, end));
    openPicker({
      choices: codes.choices, at: this.#below(end - 1), label, verb, more, fresh: 'New code',
      hint: count === 1 ? '1 word' : `${count} words`,
      onPick: (choice) => onPick(choice.id),
      onFresh,
      onClose: () => this.transcript.focus({ preventScroll: true }),
    });
  }

  /** Under the line of a position, a little in from where the words begin. @param {number} position */
  #below(position) {
    const { words } = this.parts;
    const turn = words.turnAt(position);
    const [line, column] = [words.boxAt(turn, position), words.wordsOf(turn).getBoundingClientRect()];
    return new DOMRect(column.left + 40, line.top, 0, line.height);
  }

  /** @param {string} code @param {[number, number]} stretch */
  apply(code, [start, end]) {
    this.#told(this.acts.code(code, start, end));
  }

  again() {
    if (!this.lastCode || !this.parts.codes.get(this.lastCode)) return void toast('No code was used here yet: c chooses one.');
    const stretch = this.#wanted();
    if (stretch) this.apply(this.lastCode, stretch);
  }

  inVivo() {
    const stretch = this.#wanted();
    if (stretch) this.#told(this.acts.inVivo(...stretch));
  }

  /** Coded: the words are let go, so that one sees the colour, and the segment is the chosen one. @param {Segment} segment */
  #told(segment) {
    this.lastCode = segment.code;
    this.transcript.picked.clear(segment.end);
    this.transcript.choose(segment.id);
    this.show();
    this.#announce('Coded with', segment.code, segment);
  }

  /** @param {string} did @param {string} code @param {Segment} segment */
  #announce(did, code, segment) {
    const count = countWords(this.parts.words.text(segment.start, segment.end));
    announce(`${did} ${this.parts.codes.get(code)?.name ?? 'a code'}, ${count === 1 ? '1 word' : `${count} words`}`);
  }

  remove() {
    const segment = this.chosen;
    if (!segment) return void toast('Choose a segment first: [ and ] go from one to the next.');
    const sent = this.acts.remove(segment);
    this.transcript.choose(null);
    this.transcript.picked.clear(segment.start);
    this.show();
    toast(`Removed ${this.parts.codes.get(segment.code)?.name ?? 'the code'}`, { undo: async () => { await sent; await this.undo(false); } });
  }

  split() {
    const { picked } = this.transcript;
    const here = this.parts.segments.within(picked.start, picked.start + 1).filter((one) => one.start < picked.start);
    const segment = here.find((one) => one.id === this.transcript.chosen) ?? (here.length === 1 ? here[0] : null);
    if (!segment) return void toast('Stand between two words of the chosen segment: it is split before the first picked word.');
    const second = this.acts.split(segment, picked.start);
    if (!second) return;
    this.transcript.choose(second.id);
    this.show();
    announce('Split in two');
  }

  /** @param {'start' | 'end'} edge @param {1 | -1} way By a word. */
  resize(edge, way) {
    const segment = this.chosen;
    if (!segment) return;
    const at = this.#wordFrom(edge === 'start' ? segment.start : segment.end, edge, way);
    const [start, end] = edge === 'start' ? [at, segment.end] : [segment.start, at];
    if (at === null || start === null || end === null || start >= end) return;
    this.resizeTo(segment, start, end);
    this.transcript.selection.reveal(edge === 'start' ? start : end - 1);
  }

  /** Both of its ends. @param {1 | -1} way By a word. */
  move(way) {
    const segment = this.chosen;
    if (!segment) return;
    const [start, end] = [this.#wordFrom(segment.start, 'start', way), this.#wordFrom(segment.end, 'end', way)];
    if (start === null || end === null || start >= end) return;
    this.resizeTo(segment, start, end);
    this.transcript.selection.reveal(way > 0 ? end - 1 : start);
    announce(`Now ${this.transcript.stripes.nameOf({ ...segment, start, end })}`);
  }

  /** @param {Segment} segment @param {number} start @param {number} end */
  resizeTo(segment, start, end) {
    this.acts.resize(segment, start, end);
    this.transcript.picked.clear(start);
    this.transcript.choose(segment.id);
    this.show();
    const count = countWords(this.parts.words.text(start, end));
    announce(`Now ${count === 1 ? '1 word' : `${count} words`}`);
  }

  /** The next edge of a word in the same turn. @param {number} at @param {'start' | 'end'} edge @param {1 | -1} way @returns {number | null} */
  #wordFrom(at, edge, way) {
    const { words } = this.parts;
    const turn = words.turnAt(edge === 'end' ? at - 1 : at);
    const begin = words.starts[turn];
    const edges = stretches(words.textOf(turn), 'word').map(([from, to]) => begin + (edge === 'start' ? from : to));
    const next = way > 0 ? edges.find((one) => one > at) : edges.findLast((one) => one < at);
    if (next !== undefined) return next;
    const other = turn + way;
    if (other < 0 || other >= words.turns.length) return null;
    const all = stretches(words.textOf(other), 'word');
    const one = all[way > 0 ? 0 : all.length - 1];
    return one ? words.starts[other] + one[edge === 'start' ? 0 : 1] : null;
  }

  /** @param {1 | -1} way */
  step(way) {
    const all = this.parts.segments.sorted.filter((segment) => this.parts.segments.isShown(segment));
    const index = all.findIndex((segment) => segment.id === this.transcript.chosen);
    const at = this.transcript.picked.placed ? this.transcript.picked.start : this.transcript.selection.firstInWindow();
    const next = index >= 0 ? all[index + way] : way > 0 ? all.find((segment) => segment.end > at) : all.findLast((segment) => segment.start < at);
    if (next) this.choose(next.id);
    else announce(way > 0 ? 'No segment after this' : 'No segment before this');
  }

  /** @param {string | null} id @param {boolean} [reveal] */
  choose(id, reveal = true) {
    this.transcript.choose(id);
    const segment = this.chosen;
    if (segment && reveal) {
      this.transcript.picked.clear(segment.start);
      this.transcript.selection.reveal(segment.start);
      announce(this.transcript.stripes.nameOf(segment));
    }
    this.show();
  }

  /** The panel follows when the frame is painted; no key waits for it. */
  show() {
    if (this.#showing) return;
    this.#showing = true;
    afterFrame(() => {
      if (this.#showing) this.showNow();
    });
  }

  showNow() {
    this.#showing = false;
    const { picked } = this.transcript;
    this.parts.codes.speakOf(this.chosen?.code ?? null);
    this.panel.show(this.chosen, [picked.start, picked.end]);
  }

  note() {
    this.showNow();
    drawer('side', true);
    this.notes.write();
  }

  uncoded() {
    const { words, segments } = this.parts;
    const { picked } = this.transcript;
    const next = nextUncoded(words, segments, picked.placed ? Math.max(picked.end, this.chosen?.end ?? 0) : 0) ?? nextUncoded(words, segments, 0);
    if (!next) return void toast('Everything that participants say here carries a code.');
    this.transcript.choose(null);
    picked.set(...next, { unit: 'sentence' });
    announce(`Not coded yet: ${picked.spoken}`);
  }

  async goTo() {
    const { words } = this.parts;
    const turn = await askPlace(words);
    if (turn === null) return;
    const [from, to] = around(words.textOf(turn), 0, 0, 'word');
    this.transcript.picked.set(words.starts[turn] + from, words.starts[turn] + to);
    this.transcript.selection.reveal(words.starts[turn], true);
    this.transcript.focus({ preventScroll: true });
    const name = words.nameOf(turn);
    announce(`${name[0].toUpperCase()}${name.slice(1)}: ${words.textOf(turn).slice(0, 120)}`);
  }

  /** The next segment of a code, from where one is. @param {string} code */
  nextOf(code) {
    const all = this.parts.segments.sorted.filter((segment) => segment.code === code && this.parts.segments.isShown(segment));
    if (all.length === 0) return void toast(`${this.parts.codes.get(code)?.name ?? 'This code'} is on nothing in this source yet. Select words first to code them with it.`);
    const index = all.findIndex((segment) => segment.id === this.transcript.chosen);
    this.choose(all[(index + 1) % all.length].id);
  }

  /** @param {boolean} again */
  async undo(again) {
    try {
      toast(await this.acts.undo(again));
    } catch (problem) {
      toast(/** @type {Error} */ (problem).message);
    }
  }
}
