// The queue of an import: files go up in batches, each answered before the next. Every file has an id of its own, so that a
// batch whose answer was lost is sent again and brings nothing in twice.

import { guid7 } from '../guid.js';

/**
 * @typedef {object} Means What the queue works with: the browser's in upload.js, a test's own in tests.
 * @property {(from: number, files: Queued[], signal: AbortSignal) => Promise<{file: string, status: string}[]>} send
 * @property {(milliseconds: number, signal: AbortSignal) => Promise<void>} wait
 * @property {(fault: unknown) => boolean} mayPass
 */

/** @typedef {{id: string, file: File}} Queued */
/** @typedef {{done: number, all: number, name: string, waits: boolean}} Progress */

const BATCH = { files: 20, bytes: 16 << 20 };
const PATIENCE = { first: 1000, most: 30_000 };

/** Channels of one recording must arrive together: what stands before the last word of the name. @param {string} name */
function recording(name) {
  return /\.textgrid$/i.test(name) ? name.replace(/\.textgrid$/i, '').replace(/[\s_.-]+[^\s_.-]*$/, '') : null;
}

/** @param {Queued[]} queued @returns {Queued[][]} */
export function batches(queued) {
  const grids = queued.filter(({ file }) => recording(file.name) !== null)
    .sort((a, b) => a.file.name.localeCompare(b.file.name, 'en-GB', { numeric: true }));
  /** @type {Queued[][]} */
  const all = [];
  let [bytes, last] = [0, /** @type {string | null} */ (null)];
  for (const one of [...queued.filter(({ file }) => recording(file.name) === null), ...grids]) {
    const stem = recording(one.file.name);
    const batch = all.at(-1);
    const full = !batch || batch.length >= BATCH.files || bytes + one.file.size > BATCH.bytes;
    if (batch && (!full || (stem !== null && stem === last))) batch.push(one);
    else {
      all.push([one]);
      bytes = 0;
    }
    bytes += one.file.size;
    last = stem;
  }
  return all;
}

export class Queue {
  #stop = new AbortController();

  /** @param {File[]} files @param {Means} means @param {(progress: Progress) => void} tell */
  constructor(files, means, tell) {
    this.import = guid7();
    this.batches = batches(files.map((file) => ({ id: guid7(), file })));
    this.all = files.length;
    this.done = 0;
    /** @type {{file: string, status: string}[]} */ this.answers = [];
    this.means = means;
    this.tell = tell;
  }

  /** Ends after the batch that is on its way; what came in stays. */
  cancel() {
    this.#stop.abort();
  }

  get cancelled() {
    return this.#stop.signal.aborted;
  }

  /** @returns {Promise<void>} Rejected with what will not pass by itself. */
  async run() {
    for (const batch of this.batches) {
      if (this.cancelled) return;
      await this.#deliver(batch);
    }
  }

  /** @param {Queued[]} batch */
  async #deliver(batch) {
    for (let wait = PATIENCE.first; ; wait = Math.min(wait * 2, PATIENCE.most)) {
      this.#say(batch, wait > PATIENCE.first);
      try {
        this.answers.push(...await this.means.send(this.done, batch, this.#stop.signal));
        this.done += batch.length;
        this.#say(batch, false);
        return;
      } catch (fault) {
        if (this.cancelled) return;
        if (!this.means.mayPass(fault)) throw fault;
        this.#say(batch, true);
        await this.means.wait(wait, this.#stop.signal);
        if (this.cancelled) return;
      }
    }
  }

  /** @param {Queued[]} batch @param {boolean} waits */
  #say(batch, waits) {
    this.tell({ done: this.done, all: this.all, name: batch[0].file.name, waits });
  }
}
