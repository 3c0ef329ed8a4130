// What others do, and other tabs: painted without reading the page again.

import { api } from '../api.js';
import { toast } from '../toast.js';

/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./acts.js').Desk} Desk */

const PAUSE_MS = 400;

export class Heard {
  #counting = 0;

  /** @param {Desk} desk @param {{notes: () => void}} on */
  constructor(desk, on) {
    this.desk = desk;
    this.on = on;
    document.addEventListener('tl:change', (event) => this.#hear(/** @type {CustomEvent} */ (event).detail));
  }

  /** @param {any} change */
  #hear(change) {
    const kinds = new Set((change.touches ?? '').split(','));
    if (kinds.has('Note')) this.on.notes();
    if (!change.rows) return;
    this.#countLater();
    if (change.rows.reload) return void this.#readAgain(change.id, kinds.has('Code'));
    for (const code of change.rows.codes) this.desk.codes.put(code);
    const here = change.rows.segments.filter((/** @type {any} */ row) => row.source === this.desk.source);
    this.desk.segments.hear(change.id, [
      ...here.map((/** @type {any} */ row) => ({ id: row.id, state: this.#segment(row) })),
      ...change.rows.gone.map((/** @type {string} */ id) => ({ id, state: null })),
    ]);
    for (const id of change.rows.gone) this.desk.codes.drop(id);
  }

  /** @param {any} row As REST tells it. @returns {Segment} */
  #segment(row) {
    const { points } = this.desk;
    return {
      id: row.id, code: row.code, coder: row.coder, version: row.definitionVersion, at: Date.parse(row.at),
      start: points.toUnits(row.start), end: points.toUnits(row.end),
    };
  }

  #countLater() {
    clearTimeout(this.#counting);
    this.#counting = setTimeout(async () => {
      try {
        this.desk.codes.recount(await api.get(`studies/${this.desk.study}/segments/counts`));
      } catch {
        // Without the line the counts stay as they are; the next change brings them.
      }
    }, PAUSE_MS);
  }

  /** Very much has changed at once: an import, a merge, its undoing. @param {number} change @param {boolean} codesToo */
  async #readAgain(change, codesToo) {
    if (codesToo) return void toast('The codebook has changed in many places.', { label: 'Read it again', undo: () => location.reload() });
    /** @type {Map<string, {id: string, state: Segment | null}>} */
    const states = new Map(this.desk.segments.sorted.map(({ id }) => [id, { id, state: null }]));
    for (let cursor = ''; ;) {
      const page = await api.get(`studies/${this.desk.study}/segments?source=${this.desk.source}&limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      for (const row of page.items) states.set(row.id, { id: row.id, state: this.#segment(row) });
      if (!page.next) break;
      cursor = page.next;
    }
    this.desk.segments.hear(change, [...states.values()]);
  }
}
