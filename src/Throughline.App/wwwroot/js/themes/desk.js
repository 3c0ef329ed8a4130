// What the parts of the themes page share: the themes, how acts are sent, painted and taken back, and how the board is read again.

import { outbox } from '../outbox.js';
import { announce, toast } from '../toast.js';
import { Unseen } from '../unseen.js';
import { paint } from './paint.js';

/** @typedef {{id: string, number: number, label: string, subtitle: string, centralIdea: string, boundary: string, status: string, overarching: boolean}} Theme */
/** @typedef {{id: string, name: string, dye: number, weave: number, inVivo: boolean, segments: number, participants: number}} Code */
/** @typedef {{verb: string, method: string, path: string, body?: any, creates?: string, after?: string[]}} Act */

const SOON_MS = 200;

export class Desk extends EventTarget {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #soon;
  /** @type {Unseen} */ #unseen;
  #held = false;
  #owed = false;

  /** @param {{study: string, past: string | null, themes: Theme[], free: Code[]}} data @param {HTMLElement} board */
  constructor(data, board) {
    super();
    this.study = data.study;
    this.#unseen = new Unseen(data.study);
    this.past = data.past;
    this.themes = data.themes;
    this.free = data.free;
    this.board = board;
    /** The theme chosen by its digit. @type {string | null} */ this.chosen = null;
  }

  /** @param {string} theme @param {string} [rest] */
  path(theme, rest) {
    return `studies/${this.study}/themes/${theme}${rest ? `/${rest}` : ''}`;
  }

  /** @param {string | null | undefined} id */
  theme(id) {
    return this.themes.find((theme) => theme.id === id);
  }

  /** What waits in this browser is shown as done. */
  async paintKept() {
    for (const act of await this.#unseen.waiting()) paint(this, act);
  }

  /**
   * Does an act: at once here, and on the server in its turn.
   * @param {Act} act @param {string | null} [told] What to say once it is saved, with its undo.
   * @returns {Promise<any>} The answer; undefined where it was refused, which the corner tells.
   */
  async act(act, told) {
    if (this.past) return undefined;
    paint(this, act);
    try {
      const answer = await this.#unseen.send(act);
      if (told) toast(told, answer?.change ? { undo: () => this.undo(answer.change) } : {});
      this.refresh();
      return answer;
    } catch (problem) {
      toast(/** @type {Error} */ (problem).message);
      this.refresh();
      return undefined;
    }
  }

  /** What the server tells, and what was done since it was asked. @template T @param {() => Promise<T>} ask @param {string} kind */
  ask(ask, kind) {
    return this.#unseen.ask(ask, kind);
  }

  /** @param {number} change */
  async undo(change) {
    try {
      await outbox.send({ verb: 'Undo', method: 'PUT', path: `studies/${this.study}/changes/${change}/undo` });
      announce('Undone');
    } catch (problem) {
      toast(/** @type {Error} */ (problem).message);
    }
    this.refresh();
  }

  /** Reads the board again, once for all that happens within a moment. */
  refresh() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#read().catch(() => {}), SOON_MS);
  }

  /** While something is dragged nothing is laid out anew: the drag would end with the element it began on. */
  hold() {
    this.#held = true;
  }

  release() {
    this.#held = false;
    if (this.#owed) this.refresh();
    this.#owed = false;
  }

  async #read() {
    const told = await this.ask(() => this.#fetch(), 'board');
    if (!told?.answer) return;
    if (this.#held) {
      this.#owed = true;
      return;
    }
    const { board, data } = told.answer;
    ({ themes: this.themes, free: this.free } = data);
    const key = document.activeElement instanceof HTMLElement && this.board.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const draft = this.#draft();
    const whole = new Set([...this.board.querySelectorAll('section.is-whole')].map((section) => keyOf(section)));
    this.board.replaceChildren(...board.childNodes);
    for (const section of this.board.querySelectorAll('section')) if (whole.has(keyOf(section))) section.classList.add('is-whole');
    this.#restore(draft);
    for (const act of told.acts) paint(this, act);
    this.dispatchEvent(new Event('renewed'));
    if (key) /** @type {HTMLElement | null} */ (this.board.querySelector(`[data-key="${key}"]`))?.focus({ preventScroll: true });
  }

  async #fetch() {
    const answer = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [board, data] = [page.querySelector('#board'), page.querySelector('#themes-data')];
    return board && data ? { board, data: JSON.parse(data.textContent ?? '') } : null;
  }

  /** A label half typed, and codes half chosen, outlive what others do. */
  #draft() {
    const form = /** @type {HTMLFormElement | null} */ (this.board.querySelector('#first'));
    if (!form) return null;
    const label = /** @type {HTMLInputElement} */ (form.elements.namedItem('label'));
    return { label: label.value, focused: label === document.activeElement, codes: new FormData(form).getAll('code') };
  }

  /** @param {{label: string, focused: boolean, codes: FormDataEntryValue[]} | null} draft */
  #restore(draft) {
    const form = /** @type {HTMLFormElement | null} */ (this.board.querySelector('#first'));
    if (!draft || !form) return;
    const label = /** @type {HTMLInputElement} */ (form.elements.namedItem('label'));
    label.value = draft.label;
    if (draft.focused) label.focus();
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.board.querySelectorAll('input[name="code"]'))) box.checked = draft.codes.includes(box.value);
  }
}

/** @param {Element} section */
function keyOf(section) {
  return `${section.closest('.theme')?.getAttribute('data-theme-id')} ${section.getAttribute('aria-label')}`;
}
