// What the parts of the codebook page share: the codes, the tree, which code is open, and how acts are sent and taken back.

import { api } from '../api.js';
import { outbox } from '../outbox.js';
import { recall, remember } from '../remember.js';
import { announce, toast } from '../toast.js';
import { Unseen } from '../unseen.js';
import { Codebook } from './codes.js';

/** @typedef {import('./codes.js').Code} Code */
/** @typedef {import('../tree.js').Tree} Tree */

const RETIRED = 'codebook:retired';
const SOON_MS = 250;

export class Desk extends EventTarget {
  #meanings = false;
  /** @type {Unseen} */ #unseen;
  /** What was done here and can be taken back, the last at the end. @type {number[]} */ #done = [];
  /** What was taken back, by its own change and by that which took it back. @type {{of: number, by: number}[]} */ #undone = [];
  /** @type {() => void} */ #untell = () => {};
  /** @type {ReturnType<typeof setTimeout> | null} */ #soon = null;

  /** @param {{study: string, code: string | null, byPerson: boolean, codes: Code[]}} data @param {Tree} tree */
  constructor(data, tree) {
    super();
    this.study = data.study;
    this.#unseen = new Unseen(data.study);
    this.byPerson = data.byPerson;
    this.codebook = new Codebook(data.codes);
    this.tree = tree;
    /** @type {string | null} */ this.current = data.code;
    this.showsRetired = recall(RETIRED) === 'shown';
  }

  /** @param {string} id @param {string} [verb] */
  path(id, verb) {
    return `studies/${this.study}/codes/${id}${verb ? `/${verb}` : ''}`;
  }

  /** Made here, and not yet known to the server. @param {string} id */
  isNew(id) {
    return this.#unseen.makes(id);
  }

  get code() {
    return this.codebook.get(this.current);
  }

  /** What waits in this browser is shown as done. */
  async start() {
    for (const act of await outbox.kept(this.study)) if (act.state === 'waiting') this.codebook.apply(act);
    this.draw();
  }

  draw() {
    this.tree.nodes = this.codebook.nodes({ retired: this.showsRetired, byPerson: this.byPerson });
    this.dispatchEvent(new Event('drawn'));
  }

  /** @param {boolean} shown */
  showRetired(shown) {
    this.showsRetired = shown;
    remember(RETIRED, shown ? 'shown' : null);
    this.draw();
  }

  /**
   * Does an act: at once here, and on the server in its turn.
   * @param {{verb: string, method: string, path: string, body?: any, creates?: string}} act
   * @param {(answer: any) => string | null} [told] What to say when it is saved, with its undo; null says nothing.
   * @returns {Promise<any>} The answer; undefined if it was refused, which the corner tells.
   */
  async act(act, told) {
    this.codebook.apply(act);
    this.draw();
    try {
      const answer = await this.#unseen.send(act);
      if (answer?.change) [this.#done, this.#undone] = [[...this.#done, answer.change], []];
      this.#tell(told?.(answer) ?? null, answer?.change);
      this.refresh();
      return answer;
    } catch (problem) {
      toast(/** @type {Error} */ (problem).message);
      this.refresh();
      return undefined;
    }
  }

  /** Takes back one change, or the last that was done here. @param {number} [change] */
  async undo(change = this.#done.at(-1)) {
    if (change === undefined) return announce('There is nothing of yours here to undo');
    const answer = await this.#reverse(change, 'Undone');
    this.#done = this.#done.filter((one) => one !== change);
    if (answer) this.#undone.push({ of: change, by: answer.change });
  }

  async redo() {
    const last = this.#undone.pop();
    if (!last) return announce('There is nothing to redo');
    if (await this.#reverse(last.by, 'Done again')) this.#done.push(last.of);
  }

  /** @param {number} change @param {string} said */
  async #reverse(change, said) {
    this.#untell();
    try {
      const answer = await outbox.send({ verb: said, method: 'PUT', path: `studies/${this.study}/changes/${change}/undo` });
      announce(said);
      return answer;
    } catch (problem) {
      toast(/** @type {Error} */ (problem).message);
      return undefined;
    } finally {
      this.refresh();
    }
  }

  /** The last act and its undo; those before it can be taken back by the keys and in the history. @param {string | null} said @param {number} [change] */
  #tell(said, change) {
    if (!said) return;
    this.#untell();
    this.#untell = toast(said, change ? { undo: () => void this.undo(change) } : {});
  }

  /** Definitions are fetched when they are first needed: to filter by, and to show in a picker. */
  async withMeanings() {
    if (this.#meanings) return;
    this.#meanings = true;
    await this.#fetch();
  }

  /** Asks again for what the server knows, once for all that happens within a moment. */
  refresh() {
    if (this.#soon) clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#fetch().catch(() => {}), SOON_MS);
  }

  async #fetch() {
    const told = await this.#unseen.ask(() => api.get(`studies/${this.study}/codes${this.#meanings ? '?definitions=true' : ''}`));
    if (!told) return;
    this.codebook.reset(told.answer);
    for (const act of told.acts) this.codebook.apply(act);
    this.draw();
    this.dispatchEvent(new Event('refreshed'));
  }
}
