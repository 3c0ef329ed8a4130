// Segments of a theme or of one code, to be read one after the other and weighed: supporting, contrary, quoted.

import { api } from '../api.js';
import { el, fill, swatch } from '../dom.js';
import * as acts from './acts.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{segment: string, source: string, at: number, text: string, by: string, stance: string, chosen: boolean, changed: boolean}} Quotation */
/** @typedef {{quotation: Quotation, placed: boolean, code: import('./desk.js').Code}} Line */

const PAGE = 100;

export class Lines {
  /** @type {Line[]} */ #lines = [];
  /** @type {string | null} */ #next = null;
  #count = 0;
  /** Its first line is to be where one is, once there is one: what was asked for it may be overtaken by what came after. */ #first = false;

  /** @param {Desk} desk @param {string} theme @param {HTMLElement} place @param {{code?: string, stance?: string}} of */
  constructor(desk, theme, place, of) {
    this.desk = desk;
    this.theme = theme;
    this.place = place;
    this.of = of;
  }

  /** Reads as many as are shown. */
  async renew() {
    const told = await this.desk.ask(() => this.#ask(null, Math.max(PAGE, this.#lines.length)), 'lines');
    const answer = told?.answer;
    if (!answer || !this.place.isConnected) return;
    const stay = this.#lines.map((line) => line.quotation.segment);
    // What has just been weighed keeps its place under one's hands, although it would be sorted elsewhere now.
    const rank = new Map(stay.map((id, index) => [id, index]));
    this.#lines = [...answer.segments].sort((one, other) => (rank.get(one.quotation.segment) ?? stay.length) - (rank.get(other.quotation.segment) ?? stay.length));
    for (const act of told.acts) this.#redo(act);
    this.#take(answer);
  }

  /** @param {import('../unseen.js').Done} act */
  #redo({ method, path, body }) {
    const line = this.#find(path.split(`/themes/${this.theme}/segments/`)[1] ?? '');
    if (!line) return;
    line.placed = method !== 'DELETE';
    Object.assign(line.quotation, method === 'DELETE' ? { stance: 'supporting', chosen: false, changed: false } : { stance: body.stance ?? line.quotation.stance, chosen: body.chosen ?? line.quotation.chosen });
  }

  /** @param {string | null} cursor @param {number} limit */
  async #ask(cursor, limit) {
    const query = new URLSearchParams({ limit: String(limit) });
    if (this.of.code) query.set('code', this.of.code);
    if (this.of.stance) query.set('stance', this.of.stance);
    if (cursor) query.set('cursor', cursor);
    return api.get(`${this.desk.path(this.theme, 'segments')}?${query}`).catch(() => null);
  }

  /** @param {{count: number, next: string | null}} answer */
  #take({ count, next }) {
    [this.#count, this.#next] = [count, next];
    this.#draw();
  }

  async more() {
    const answer = await this.#ask(this.#next, PAGE);
    if (!answer) return;
    this.#lines.push(...answer.segments);
    this.#take(answer);
  }

  focusFirst() {
    const line = /** @type {HTMLElement | null} */ (this.place.querySelector('.line'));
    this.#first = line === null;
    (line ?? this.place.closest('aside'))?.focus();
  }

  #draw() {
    const focused = this.current?.dataset.segment;
    fill(this.place,
      el('p', { class: 'note' }, this.#count === 0 ? 'Nothing here yet. Segments of its codes support a theme until they are marked as contrary.' : `${acts.counted(this.#count, 'segment')}${this.of.code ? `, as they bear on ${this.desk.theme(this.theme)?.label}` : ''}. + supporting, − contrary, r in the report, j and k to move.`),
      ...this.#lines.map((line) => this.#row(line)),
      this.#next && el('p', { class: 'note' }, el('button', { type: 'button', class: 'btn small', onclick: () => void this.more() }, `${(this.#count - this.#lines.length).toLocaleString('en-GB')} more`)));
    if (focused) /** @type {HTMLElement | null} */ (this.place.querySelector(`.line[data-segment="${focused}"]`))?.focus({ preventScroll: true });
    else if (this.#first && document.activeElement === this.place.closest('aside')) this.focusFirst();
  }

  /** @param {Line} line */
  #row(line) {
    const { quotation: quote, placed, code } = line;
    const against = quote.stance === 'contrary';
    const mark = (/** @type {string} */ label, /** @type {boolean} */ on, /** @type {() => void} */ run) =>
      el('button', { type: 'button', class: 'btn bare small', 'aria-pressed': String(on), onclick: run }, label);
    return el('div', { class: 'line', role: 'listitem', tabindex: 0, 'data-segment': quote.segment },
      el('blockquote', { class: `drawn${against ? ' against' : ''}` },
        el('p', { class: 'quote' }, quote.text),
        el('p', { class: 'by' },
          el('a', { href: `/studies/${this.desk.study}/coding/${quote.source}?at=${quote.at}&segment=${quote.segment}` }, quote.by),
          !this.of.code && el('span', { class: 'with' }, swatch(code), code.name),
          quote.changed && el('span', { class: 'changed' }, 'changed since it was placed'))),
      !this.desk.past && el('div', { class: 'marks' },
        mark('Supporting', placed && !against, () => this.weigh(quote.segment, 'supporting')),
        mark('Contrary', against, () => this.weigh(quote.segment, 'contrary')),
        mark('In the report', quote.chosen, () => this.choose(quote.segment)),
        placed && mark('Take out', false, () => this.takeOut(quote.segment))));
  }

  /** The line in which one is. */
  get current() {
    const line = document.activeElement?.closest('.line');
    return line instanceof HTMLElement && this.place.contains(line) ? line : null;
  }

  /** @param {number} by */
  step(by) {
    const rows = /** @type {HTMLElement[]} */ ([...this.place.querySelectorAll('.line')]);
    const at = this.current ? rows.indexOf(this.current) : -1;
    rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
  }

  /** @param {string} segment */
  #find(segment) {
    return this.#lines.find((line) => line.quotation.segment === segment);
  }

  /** @param {string} segment @param {string} stance */
  weigh(segment, stance) {
    const line = this.#find(segment);
    if (!line) return;
    Object.assign(line.quotation, { stance });
    line.placed = true;
    this.#draw();
    void acts.place(this.desk, this.theme, segment, { stance });
  }

  /** @param {string} segment */
  choose(segment) {
    const line = this.#find(segment);
    if (!line) return;
    line.quotation.chosen = !line.quotation.chosen;
    line.placed = true;
    this.#draw();
    void acts.place(this.desk, this.theme, segment, { chosen: line.quotation.chosen });
  }

  /** @param {string} segment */
  takeOut(segment) {
    const line = this.#find(segment);
    if (!line) return;
    void acts.takeOut(this.desk, this.theme, segment);
    this.#redo({ verb: '', method: 'DELETE', path: this.desk.path(this.theme, `segments/${segment}`) });
    this.#draw();
  }
}
