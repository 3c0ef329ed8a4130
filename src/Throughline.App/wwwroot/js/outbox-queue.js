// What was done is never lost. Every act is kept in this browser before it is sent, sent in order, and kept until the
// server has it, whatever happens to the line, the server or the tab. A refused act is kept too, with the reason.

import { ApiProblem } from './api.js';
import { guid7 } from './guid.js';

/** @typedef {import('./outbox-store.js').Act} Act */
/** @typedef {import('./outbox-store.js').ActStore} ActStore */

/**
 * @typedef {object} State What the corner tells.
 * @property {number} waiting
 * @property {number} refused
 * @property {'line' | 'server' | 'sign-in' | null} trouble Why they wait, where it is known.
 * @property {number | null} savedAt When the last act was saved, in milliseconds.
 * @property {boolean} durable False: the acts live in this tab only.
 */

/**
 * @typedef {object} Means What the outbox works with: the browser's in outbox.js, a test's own in tests.
 * @property {() => Promise<ActStore>} open
 * @property {(act: Act) => Promise<any>} transmit
 * @property {(name: string, work: () => Promise<'done' | 'later'>) => Promise<'done' | 'later'>} lock
 * @property {(work: () => void, milliseconds: number) => void} later
 * @property {() => number} now
 * @property {Pick<BroadcastChannel, 'postMessage' | 'onmessage'> | null} channel To the other tabs.
 */

const METHODS = ['PUT', 'PATCH', 'DELETE'];
const PATIENCE = { first: 1000, most: 30_000 };

export class Outbox extends EventTarget {
  /** @type {Promise<ActStore>} */ #store;
  /** @type {Map<string, {resolve: (answer: any) => void, reject: (problem: ApiProblem) => void}>} */ #awaited = new Map();
  /** Acts of this page that no request has carried yet. @type {Set<string>} */ #fresh = new Set();
  /** @type {Set<string>} */ #busy = new Set();
  /** @type {Set<string>} */ #again = new Set();
  /** @type {Map<string, number>} */ #failures = new Map();
  /** @type {State} */ #state = { waiting: 0, refused: 0, trouble: null, savedAt: null, durable: true };
  /** @type {Promise<void> | null} */ #counting = null;
  #recount = false;
  #wait = 0;
  /** @type {Means} */ #means;

  /** @param {Means} means */
  constructor(means) {
    super();
    this.#means = means;
    this.#store = means.open();
    if (means.channel) means.channel.onmessage = (event) => this.#hear(event.data);
  }

  get state() {
    return this.#state;
  }

  /**
   * Keeps the act, then sends it in its turn. Creation is a PUT on an id made here, so that sending twice does no harm.
   * @param {{verb: string, method: string, path: string, body?: unknown, study?: string, creates?: string, after?: string[]}} done
   * @returns {Promise<any> & {act: string}} The server's answer once saved; rejected with ApiProblem if refused or discarded.
   */
  send({ verb, method, path, body, study = studyOf(path), creates, after }) {
    if (!METHODS.includes(method)) throw new TypeError(`An act must be safe to repeat: ${METHODS.join(', ')}, not ${method}.`);
    /** @type {Act} */
    const act = {
      id: guid7(), study, verb, method: /** @type {Act['method']} */ (method), path,
      body: body === undefined ? undefined : JSON.parse(JSON.stringify(body)),
      creates, after, at: this.#means.now(), state: 'waiting',
    };
    const saved = new Promise((resolve, reject) => this.#awaited.set(act.id, { resolve, reject }));
    saved.catch(() => {});
    this.#fresh.add(act.id);
    void this.#keep(act);
    return Object.assign(saved, { act: act.id });
  }

  /** Takes up what an earlier page left, in every study. */
  async resume() {
    const acts = await (await this.#store).all();
    this.#count();
    for (const study of new Set(acts.map((act) => act.study))) void this.#drain(study);
  }

  /** The line is back: nothing waits for its turn to try. */
  hurry() {
    this.#failures.clear();
    void this.resume();
  }

  /** Everything not yet saved, in order; a page shows it as done although the server does not know it. @param {string} [study] */
  async kept(study) {
    const acts = await (await this.#store).all();
    return study === undefined ? acts : acts.filter((act) => act.study === study);
  }

  /** Sends a refused act again, or with `null` all of them. @param {string | null} id */
  async retry(id) {
    const store = await this.#store;
    const again = (await store.all()).filter((act) => act.state === 'refused' && (id === null || act.id === id));
    for (const act of again) await store.replace({ ...act, state: 'waiting', problem: undefined });
    this.#changed();
    for (const study of new Set(again.map((act) => act.study))) void this.#drain(study);
  }

  /** Lets a refused act go, on a person's word alone. @param {string} id */
  async discard(id) {
    const store = await this.#store;
    const act = (await store.all()).find((one) => one.id === id && one.state === 'refused');
    if (!act) return;
    await store.remove(act);
    this.#settle(act.id, null, new ApiProblem({ title: 'Discarded' }, 410));
    this.dispatchEvent(new CustomEvent('outbox:discarded', { detail: { act } }));
    this.#changed();
    void this.#drain(act.study);
  }

  /** @param {Act} act */
  async #keep(act) {
    await (await this.#store).add(act);
    this.#changed();
    void this.#drain(act.study);
  }

  /** @param {string} study */
  async #drain(study) {
    if (this.#busy.has(study)) {
      this.#again.add(study);
      return;
    }
    this.#busy.add(study);
    let result = 'done';
    try {
      result = await this.#means.lock(`throughline:outbox:${study}`, () => this.#sendAll(study));
    } catch {
      result = 'later';
    }
    this.#busy.delete(study);
    const more = this.#again.delete(study);
    if (result === 'later') this.#postpone(study);
    else if (more) void this.#drain(study);
  }

  /** @param {string} study @returns {Promise<'done' | 'later'>} */
  async #sendAll(study) {
    const store = await this.#store;
    for (;;) {
      const acts = await this.kept(study);
      const held = heldIn(acts);
      const ready = acts.filter((act) => act.state === 'waiting' && !held.has(act.id));
      if (ready.length === 0) return 'done';
      for (const act of ready) {
        if (!(await store.has(act))) continue;
        const outcome = await this.#attempt(store, act);
        if (outcome === 'later') return 'later';
        if (outcome === 'refused') break;
      }
    }
  }

  /** @param {ActStore} store @param {Act} act @returns {Promise<'saved' | 'refused' | 'later'>} */
  async #attempt(store, act) {
    const first = this.#fresh.delete(act.id);
    try {
      await this.#saved(store, act, await this.#means.transmit(act));
      return 'saved';
    } catch (fault) {
      const problem = fault instanceof ApiProblem ? fault : new ApiProblem({ title: String(fault) }, 0);
      if (problem.mayPass) {
        this.#trouble(problem);
        return 'later';
      }
      // The answer to an earlier try was lost, and that try had done it.
      if (!first && act.method === 'DELETE' && (problem.status === 404 || problem.status === 410)) {
        await this.#saved(store, act, undefined);
        return 'saved';
      }
      await this.#refuse(store, act, problem);
      return 'refused';
    }
  }

  /** @param {ActStore} store @param {Act} act @param {any} answer */
  async #saved(store, act, answer) {
    await store.remove(act);
    this.#failures.delete(act.study);
    this.#state = { ...this.#state, trouble: null, savedAt: this.#means.now() };
    this.#settle(act.id, { answer }, null);
    this.dispatchEvent(new CustomEvent('outbox:saved', { detail: { act, answer } }));
    this.#means.channel?.postMessage({ kind: 'saved', id: act.id, answer });
    this.#changed();
  }

  /** @param {ActStore} store @param {Act} act @param {ApiProblem} problem */
  async #refuse(store, act, problem) {
    const { type, title, detail, status, fields } = problem;
    const details = { type, title, detail, status, errors: fields };
    await store.replace({ ...act, state: 'refused', problem: details });
    this.#state = { ...this.#state, trouble: null };
    this.#settle(act.id, null, problem);
    this.dispatchEvent(new CustomEvent('outbox:refused', { detail: { act, problem } }));
    this.#means.channel?.postMessage({ kind: 'refused', id: act.id, problem: details });
    this.#changed();
  }

  /** @param {ApiProblem} problem */
  #trouble(problem) {
    const trouble = problem.status === 0 ? 'line' : problem.status === 401 ? 'sign-in' : 'server';
    this.#state = { ...this.#state, trouble };
    this.#wait = problem.retryAfter ? problem.retryAfter * 1000 : 0;
    this.#changed();
  }

  /** @param {string} study */
  #postpone(study) {
    const failures = (this.#failures.get(study) ?? 0) + 1;
    this.#failures.set(study, failures);
    const backoff = Math.min(PATIENCE.most, PATIENCE.first * 2 ** (failures - 1));
    const spread = backoff * (0.8 + Math.random() * 0.4);
    this.#means.later(() => void this.#drain(study), Math.max(spread, this.#wait));
  }

  /** @param {string} id @param {{answer: any} | null} saved @param {ApiProblem | null} problem */
  #settle(id, saved, problem) {
    const waiter = this.#awaited.get(id);
    if (!waiter) return;
    this.#awaited.delete(id);
    this.#fresh.delete(id);
    if (saved) waiter.resolve(saved.answer);
    else waiter.reject(/** @type {ApiProblem} */ (problem));
  }

  /** Another tab has sent, or refused, or kept something. @param {any} told */
  #hear(told) {
    if (told.kind === 'saved') {
      this.#state = { ...this.#state, trouble: null, savedAt: this.#means.now() };
      this.#settle(told.id, { answer: told.answer }, null);
    }
    if (told.kind === 'refused') this.#settle(told.id, null, new ApiProblem(told.problem, told.problem.status));
    this.#count();
  }

  #changed() {
    this.#means.channel?.postMessage({ kind: 'changed' });
    this.#count();
  }

  #count() {
    this.#recount = true;
    this.#counting ??= this.#countAll().finally(() => { this.#counting = null; });
  }

  async #countAll() {
    while (this.#recount) {
      this.#recount = false;
      const store = await this.#store;
      const acts = await store.all();
      const refused = acts.filter((act) => act.state === 'refused').length;
      this.#state = { ...this.#state, waiting: acts.length - refused, refused, durable: store.durable };
      this.dispatchEvent(new CustomEvent('outbox:changed', { detail: this.#state }));
    }
  }
}

/** The study that a path speaks of, or none. @param {string} path */
export function studyOf(path) {
  return /(?:^|\/)studies\/([^/?#]+)/.exec(path)?.[1] ?? '';
}

/** Ids of acts that wait for a refused one, directly or through another. @param {Act[]} acts In their order. */
export function heldIn(acts) {
  /** @type {Set<string>} */ const held = new Set();
  /** @type {Set<string>} */ const missing = new Set();
  for (const act of acts) {
    const needs = act.after?.some((id) => held.has(id)) || names(act, missing);
    if (act.state === 'refused' || needs) {
      held.add(act.id);
      if (act.creates) missing.add(act.creates);
    }
  }
  return held;
}

/** @param {Act} act @param {Set<string>} ids A second try at making the same thing does not wait for the first. */
function names(act, ids) {
  if (ids.size === 0) return false;
  const told = `${act.path} ${JSON.stringify(act.body ?? null)}`;
  return [...ids].some((id) => id !== act.creates && told.includes(id));
}
