// Changes of others, and of other tabs, as they happen: server-sent events, and "since N" after any gap. One tab for
// each study holds the stream and tells the rest, since a browser allows only six to one host.

import { api, apiPath } from './api.js';

/** @typedef {{id: number, verb?: string} & Record<string, unknown>} Change */

const RETRY_MS = { first: 1000, most: 30_000 };

class Live {
  /** @param {string} study @param {number} after The newest change that the page already shows. */
  constructor(study, after) {
    this.study = study;
    this.after = after;
    this.leads = false;
    this.failures = 0;
    /** @type {EventSource | null} */ this.source = null;
    /** @type {Promise<void> | null} */ this.catching = null;
    this.channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`throughline:live:${study}`) : null;
    this.channel?.addEventListener('message', (event) => this.take(event.data, false));
  }

  start() {
    const lead = () => {
      this.leads = true;
      this.listen();
      return new Promise(() => {});
    };
    if (!navigator.locks) void lead();
    else void this.stand(lead).catch(() => {});
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.catchUp();
    });
    addEventListener('pagehide', () => this.source?.close());
    addEventListener('pageshow', (event) => {
      if (event.persisted && this.leads) this.listen();
    });
  }

  /** Leads at once, or follows until the leader's tab is gone. @param {() => Promise<unknown>} lead */
  async stand(lead) {
    const name = `throughline:live:${this.study}`;
    await navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock) return lead();
      // What happened between this page and its first word from the leader.
      void this.catchUp();
      return undefined;
    });
    await navigator.locks.request(name, lead);
  }

  listen() {
    this.source?.close();
    const source = new EventSource(apiPath(`studies/${this.study}/changes/events?after=${this.after}`));
    this.source = source;
    source.addEventListener('open', () => {
      if (this.failures > 0) void this.catchUp();
      this.failures = 0;
    });
    const hear = (/** @type {MessageEvent} */ event) => this.take(JSON.parse(event.data), true);
    source.addEventListener('message', hear);
    source.addEventListener('change', hear);
    source.addEventListener('error', () => {
      this.failures += 1;
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(() => this.listen(), Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** (this.failures - 1)));
    });
  }

  /** Each change once and in order, whichever way it came. @param {Change} change @param {boolean} pass To the other tabs. */
  take(change, pass) {
    if (!(change.id > this.after)) return;
    this.after = change.id;
    if (pass) this.channel?.postMessage(change);
    document.dispatchEvent(new CustomEvent('tl:change', { detail: change }));
  }

  /** @returns {Promise<void>} */
  catchUp() {
    this.catching ??= this.fetchMissed().catch(() => {}).finally(() => { this.catching = null; });
    return this.catching;
  }

  async fetchMissed() {
    for (;;) {
      const answer = await api.get(`studies/${this.study}/changes?after=${this.after}`);
      /** @type {Change[]} */
      const missed = Array.isArray(answer) ? answer : answer?.items ?? [];
      const before = this.after;
      for (const change of missed) this.take(change, this.leads);
      if (missed.length === 0 || this.after === before) return;
    }
  }
}

/** Every change after N reaches the document as `tl:change`. @param {string} study @param {number} after */
export function followChanges(study, after) {
  const live = new Live(study, after);
  live.start();
  return live;
}
