// What was done here and an answer of the server may not know yet. An answer that was on its way while something was done is
// older than the page; whoever draws it does to it again what it cannot know, in one step, so that no key falls in between.

import { outbox } from './outbox.js';

/** @typedef {{verb: string, method: string, path: string, body?: any, creates?: string, after?: string[]}} Done */

export class Unseen {
  /** Acts of this page, and the first asking whose answer knows them. @type {{id: string, act: Done, known: number}[]} */ #mine = [];
  /** Askings without an answer yet. @type {Set<number>} */ #open = new Set();
  /** @type {Map<string, number>} */ #newest = new Map();
  #asked = 0;

  /** @param {string} study */
  constructor(study) {
    this.study = study;
  }

  /** Sends an act, and remembers it until every answer can know it. @param {Done} act @returns {Promise<any>} */
  async send(act) {
    const sent = outbox.send(act);
    const mine = { id: sent.act, act, known: Infinity };
    this.#mine.push(mine);
    try {
      const answer = await sent;
      mine.known = this.#asked + 1;
      return answer;
    } catch (problem) {
      this.#mine = this.#mine.filter((one) => one !== mine);
      throw problem;
    }
  }

  /**
   * Asks the server, and gives with its answer what is to be done to it once more.
   * @template T @param {() => Promise<T>} ask @param {string} [kind] Askings of one kind replace each other.
   * @returns {Promise<{answer: T, acts: Done[]} | null>} Null where the same was asked again meanwhile.
   */
  async ask(ask, kind = '') {
    const asked = ++this.#asked;
    this.#newest.set(kind, asked);
    this.#open.add(asked);
    try {
      const answer = await ask();
      const kept = await outbox.kept(this.study);
      return this.#newest.get(kind) === asked ? { answer, acts: this.#since(asked, kept) } : null;
    } finally {
      this.#open.delete(asked);
      const oldest = Math.min(this.#asked + 1, ...this.#open);
      this.#mine = this.#mine.filter(({ known }) => known > oldest);
    }
  }

  /** Whether an act that the server has not taken yet makes it. @param {string} id */
  makes(id) {
    return this.#mine.some(({ act, known }) => known === Infinity && act.creates === id);
  }

  /** What waits, of this page or of an earlier one. */
  async waiting() {
    return this.#since(this.#asked, await outbox.kept(this.study));
  }

  /** @param {number} asked @param {import('./outbox-store.js').Act[]} kept */
  #since(asked, kept) {
    const mine = this.#mine.filter(({ known }) => known > asked);
    const ids = new Set(mine.map(({ id }) => id));
    return [...kept.filter(({ id, state }) => state === 'waiting' && !ids.has(id)), ...mine.map(({ act }) => act)];
  }
}
