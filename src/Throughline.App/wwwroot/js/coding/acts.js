// What the person does to segments: painted at once, kept in the outbox, and taken as saved when the server says so.

import { api } from '../api.js';
import { guid7 } from '../guid.js';
import { outbox } from '../outbox.js';
import { trimmed } from './bounds.js';

/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./segments.js').Segments} Segments */
/** @typedef {import('./segments.js').Edit} Edit */
/** @typedef {import('./codes.js').Codes} Codes */
/** @typedef {import('./points.js').Points} Points */
/** @typedef {import('../outbox-store.js').Act} Act */
/** @typedef {{study: string, source: string, me: string, segments: Segments, codes: Codes, points: Points, words: import('./words.js').Words}} Desk */
/** @typedef {Promise<any> & {act: string}} Sent */

const NAME_LENGTH = 200;

export class Acts {
  /** Acts on their way, and what they would leave if they were let go. @type {Map<string, {edits: Edit[], code?: string}>} */ #sent = new Map();
  /** @type {Set<Promise<unknown>>} */ #saving = new Set();
  /** Changes of this page that can be undone, the last one last. @type {number[]} */ done = [];
  /** @type {number[]} */ undone = [];

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    outbox.addEventListener('outbox:saved', (event) => {
      const { act, answer } = /** @type {CustomEvent} */ (event).detail;
      this.#settle(act.id, answer);
    });
    outbox.addEventListener('outbox:discarded', (event) => this.#letGo(/** @type {CustomEvent} */ (event).detail.act.id));
    outbox.addEventListener('outbox:changed', () => void this.#lookForOtherTabs());
  }

  /** The same code by the same person on the same words is there already: that one. @param {string} code @param {number} start @param {number} end */
  code(code, start, end) {
    const { codes, segments, me } = this.desk;
    const there = segments.within(start, end).find((one) => one.code === code && one.start === start && one.end === end && one.coder === me);
    if (there) return there;
    const segment = { id: guid7(), code, coder: me, start, end, version: codes.get(code)?.definitionVersion ?? 0, at: Date.now() };
    segments.act({ before: null, after: segment });
    codes.count(code, 1);
    this.#put(segment, `Code with ${this.#named(code)}`, [{ before: null, after: segment }], segment.id);
    return segment;
  }

  /** The words become the name of a code. @param {number} start @param {number} end */
  inVivo(start, end) {
    const { codes, segments, me, source, words } = this.desk;
    const name = vivoName(words.text(start, end));
    const known = codes.all.find((code) => code.parent === null && code.name.toLowerCase() === name.toLowerCase());
    if (known) return this.code(known.id, start, end);
    const code = codes.begin(guid7(), name, true);
    const segment = { id: guid7(), code: code.id, coder: me, start, end, version: 0, at: Date.now() };
    const edits = [{ before: null, after: segment }];
    segments.act(...edits);
    codes.count(code.id, 1);
    this.#send({
      verb: `Code in vivo: ${name}`, method: 'PUT', path: `${this.#path(segment.id)}/in-vivo`, creates: segment.id,
      body: { source, ...this.#points(start, end), code: code.id },
    }, edits, code.id);
    return segment;
  }

  /** A code that is not there yet, put on words. @param {string} name @param {number} start @param {number} end */
  codeFresh(name, start, end) {
    const code = this.addCode(name);
    return this.code(code.id, start, end);
  }

  /** @param {string} name */
  addCode(name) {
    const code = this.desk.codes.begin(guid7(), name, false);
    this.#send({ verb: `New code ${name}`, method: 'PUT', path: `studies/${this.desk.study}/codes/${code.id}`, body: { name }, creates: code.id }, [], code.id);
    return code;
  }

  /** @param {Segment} before @returns {Sent} */
  remove(before) {
    const edits = [{ before, after: null }];
    this.desk.segments.act(...edits);
    this.desk.codes.count(before.code, -1);
    return this.#send({ verb: `Remove ${this.#named(before.code)}`, method: 'DELETE', path: this.#path(before.id) }, edits);
  }

  /** @param {Segment} before @param {string} code */
  recode(before, code) {
    const after = { ...before, code, version: this.desk.codes.get(code)?.definitionVersion ?? 0 };
    this.desk.segments.act({ before, after });
    this.desk.codes.count(before.code, -1);
    this.desk.codes.count(code, 1);
    this.#put(after, `Recode as ${this.#named(code)}`, [{ before, after }]);
    return after;
  }

  /** @param {Segment} before @param {number} start @param {number} end */
  resize(before, start, end) {
    const after = { ...before, start, end };
    this.desk.segments.act({ before, after });
    this.#put(after, `Resize ${this.#named(before.code)}`, [{ before, after }]);
    return after;
  }

  /** @param {Segment} before @param {number} at @returns {Segment | null} The second part; null where the place leaves one part empty. */
  split(before, at) {
    const { words, segments, codes, points } = this.desk;
    const [start, end] = [ends(words, before.start, at)[1], ends(words, at, before.end)[0]];
    if (at <= before.start || at >= before.end || start <= before.start || end >= before.end) return null;
    const first = { ...before, end: start };
    const second = { ...before, id: guid7(), start: end };
    const edits = [{ before, after: first }, { before: null, after: second }];
    segments.act(...edits);
    codes.count(before.code, 1);
    this.#send({
      verb: `Split ${this.#named(before.code)}`, method: 'PUT', path: `${this.#path(before.id)}/split`, creates: second.id,
      body: { at: points.toPoints(at), second: second.id },
    }, edits);
    return second;
  }

  /** @param {{id: string, kind: string, on: 'words' | 'segment', target: string, start?: number, end?: number, text: string}} note @returns {Sent} */
  note({ id, kind, on, target, start, end, text }) {
    const place = start === undefined || end === undefined ? {} : this.#points(start, end);
    return this.#send({
      verb: `Note: ${text.slice(0, 40)}`, method: 'PUT', path: `studies/${this.desk.study}/notes/${id}`, creates: id,
      body: { kind, on, target, ...place, title: '', text },
    }, []);
  }

  /** Takes back the last act of this page that still stands, or does it again; where the page has none, as after a reload, the person's own last. @param {boolean} again @returns {Promise<string>} What to tell. */
  async undo(again) {
    if (outbox.state.trouble) return 'Not yet: what you did waits in this browser, and is saved first.';
    await Promise.race([Promise.allSettled(this.#saving), this.#nothingWaits()]);
    const change = (again ? this.undone : this.done).pop();
    const answer = await api.post(`studies/${this.desk.study}/changes/${again ? 'redo' : 'undo'}?${change === undefined ? 'own=true' : `id=${change}`}`);
    (again ? this.done : this.undone).push(change ?? answer.id);
    return `${again ? 'Redone' : 'Undone'}: ${answer.summary}`;
  }

  /** A refused act stays unsaved until the person has seen to it; what else was sent is not held up by it. */
  async #nothingWaits() {
    while (outbox.state.waiting > 0) await new Promise((resolve) => outbox.addEventListener('outbox:changed', resolve, { once: true }));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }

  /** What an earlier page left in the outbox, shown as done and unsaved. */
  async takeUp() {
    for (const act of await outbox.kept(this.desk.study)) {
      if (this.#sent.has(act.id)) continue;
      const edits = this.#editsOf(act);
      if (edits.length === 0) continue;
      this.desk.segments.act(...edits);
      this.#sent.set(act.id, { edits });
    }
  }

  /** @param {Act} act @returns {Edit[]} */
  #editsOf(act) {
    const { segments, points, codes, me, source } = this.desk;
    const [, id, rest] = /\/segments\/([0-9a-f-]{36})(\/[a-z-]+)?$/.exec(act.path) ?? [];
    const body = /** @type {any} */ (act.body);
    const before = segments.get(id ?? null);
    if (!id || (body && body.source !== undefined && body.source !== source)) return [];
    if (act.method === 'DELETE') return before ? [{ before, after: null }] : [];
    if (rest === '/split' || body?.start === undefined) return [];
    if (rest === '/in-vivo' && !codes.get(body.code)) codes.begin(body.code, act.verb.replace(/^Code in vivo: /, ''), true);
    const [start, end] = [points.toUnits(body.start), points.toUnits(body.end)];
    return [{ before, after: { id, code: body.code, coder: before?.coder ?? me, start, end, version: codes.get(body.code)?.definitionVersion ?? 0, at: before?.at ?? act.at } }];
  }

  /** @param {Segment} segment @param {string} verb @param {Edit[]} edits @param {string} [creates] */
  #put(segment, verb, edits, creates) {
    const body = { source: this.desk.source, code: segment.code, ...this.#points(segment.start, segment.end) };
    return this.#send({ verb, method: 'PUT', path: this.#path(segment.id), body, creates }, edits);
  }

  /** @param {{verb: string, method: string, path: string, body?: unknown, creates?: string}} act @param {Edit[]} edits @param {string} [code] The code that it makes. @returns {Sent} */
  #send(act, edits, code) {
    const sent = outbox.send(act);
    this.#sent.set(sent.act, { edits, code });
    const saving = sent.then((answer) => this.#settle(sent.act, answer), () => {}).finally(() => this.#saving.delete(saving));
    this.#saving.add(saving);
    return sent;
  }

  /** @param {string} act @param {any} answer */
  #settle(act, answer) {
    const sent = this.#sent.get(act);
    if (!sent) return;
    this.#sent.delete(act);
    const change = answer?.change ?? 0;
    if (change > 0) this.done.push(change);
    this.undone = [];
    this.#made(sent.code, answer);
    for (const { before, after } of sent.edits) this.desk.segments.saved(/** @type {Segment} */ (after ?? before).id, change);
  }

  /** The server's own view of a code that was made. @param {string | undefined} code @param {any} answer */
  #made(code, answer) {
    if (!code) return;
    const made = answer?.code ?? answer;
    if (!made?.id || made.dye === undefined) return;
    this.desk.codes.put({ retired: false, ...this.desk.codes.get(code), ...made });
    if (made.id !== code) this.desk.codes.drop(code);
  }

  /** @param {string} act */
  #letGo(act) {
    const sent = this.#sent.get(act);
    if (!sent) return;
    this.#sent.delete(act);
    if (sent.code) this.desk.codes.drop(sent.code);
    for (const { before, after } of sent.edits) this.desk.segments.refused(/** @type {Segment} */ (after ?? before).id, before);
  }

  /** Another tab may have sent what this page took up: then nobody tells us but the empty outbox. */
  async #lookForOtherTabs() {
    if (this.#sent.size === 0 || outbox.state.waiting + outbox.state.refused >= this.#sent.size) return;
    // Only what was sent before the wait: an act of this moment is still on its way to the outbox.
    const sent = [...this.#sent.keys()];
    await new Promise((resolve) => setTimeout(resolve, 500));
    const kept = new Set((await outbox.kept(this.desk.study)).map((act) => act.id));
    for (const act of sent) if (this.#sent.has(act) && !kept.has(act)) this.#settle(act, undefined);
  }

  /** @param {number} start @param {number} end */
  #points(start, end) {
    return { start: this.desk.points.toPoints(start), end: this.desk.points.toPoints(end) };
  }

  /** @param {string} id */
  #path(id) {
    return `studies/${this.desk.study}/segments/${id}`;
  }

  /** @param {string} code */
  #named(code) {
    return this.desk.codes.get(code)?.name ?? 'a code';
  }
}

/** The words in quotation marks, on one line, cut where a code's name ends. @param {string} words */
export function vivoName(words) {
  const line = words.trim().replace(/\s+/g, ' ');
  const room = NAME_LENGTH - 2;
  if (line.length <= room) return `‘${line}’`;
  const cut = line.lastIndexOf(' ', room - 2);
  return `‘${line.slice(0, cut > room / 2 ? cut : room - 1)}…’`;
}

/** A stretch without white space at its ends. @param {import('./words.js').Words} words @param {number} start @param {number} end @returns {[number, number]} */
function ends(words, start, end) {
  const pieces = words.pieces(start, end).map(({ turn, from, to }) => {
    const at = words.starts[turn];
    const [a, b] = trimmed(words.textOf(turn), from - at, to - at);
    return /** @type {[number, number]} */ ([at + a, at + b]);
  }).filter(([from, to]) => to > from);
  return pieces.length === 0 ? [end, start] : [pieces[0][0], pieces[pieces.length - 1][1]];
}
