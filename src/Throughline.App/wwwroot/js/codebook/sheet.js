// The open code: its sheet in the middle and where it stands at the right, as the server draws them. Another code is fetched
// and put in their place; a change made elsewhere renews them part by part, and leaves alone what is being written.

import { el, fill, swatch } from '../dom.js';
import { keys } from '../keys.js';
import * as acts from './acts.js';
import { Draft } from './draft.js';

/** @typedef {import('./desk.js').Desk} Desk */

const SLOW_MS = 300;

export class Sheet {
  #draft;
  #asked = 0;
  #swapping = false;

  /** @param {Desk} desk @param {(id: string | null) => void} open */
  constructor(desk, open) {
    this.desk = desk;
    this.open = open;
    this.#draft = new Draft(desk);
    this.middle = /** @type {HTMLElement} */ (document.querySelector('#code-sheet'));
    this.right = /** @type {HTMLElement} */ (document.querySelector('#code-side'));
    this.middle.addEventListener('click', (event) => this.#click(/** @type {Element} */ (event.target)));
    this.middle.addEventListener('keydown', (event) => this.#walkDyes(event));
    keys.add({ keys: 'Ctrl+Enter', does: 'keep the draft as a version', inFields: true, when: () => this.#draft.dirty, run: () => void this.#draft.keep() });
    void this.#hold();
  }

  get #edit() {
    return /** @type {HTMLElement | null} */ (this.middle.querySelector('.edit'));
  }

  async #hold() {
    if (this.#edit) await this.#draft.hold(this.#edit);
  }

  /** Another code: its name at once, all else when it has come. @param {string} id */
  async show(id) {
    const turn = ++this.#asked;
    this.#retitle();
    if (this.desk.isNew(id)) return this.#absent();
    const busy = setTimeout(() => this.middle.setAttribute('aria-busy', 'true'), SLOW_MS);
    const fresh = await this.#fetch(id);
    clearTimeout(busy);
    this.middle.setAttribute('aria-busy', 'false');
    if (turn !== this.#asked) return;
    if (!fresh) return this.#absent();
    this.#swap(() => {
      fill(this.middle, ...fresh.middle.childNodes);
      fill(this.right, ...fresh.right.childNodes);
    });
    this.middle.scrollTop = 0;
    await this.#hold();
  }

  #retitle() {
    const code = this.desk.code;
    document.title = `${code?.name ?? 'Codebook'} · Throughline`;
    const title = this.middle.querySelector('.title');
    if (!code || !title) return this.#absent();
    const def = /** @type {HTMLElement | null} */ (this.middle.querySelector('.def'));
    if (def) def.inert = true;
    this.#swap(() => title.replaceWith(titleOf(code)));
  }

  /** A name that is being written stays where it is while all around it is drawn anew. @param {() => void} draw */
  #swap(draw) {
    const field = /** @type {HTMLElement | null} */ (this.middle.querySelector('.renaming'));
    const input = field?.querySelector('input');
    const [from, to] = [input?.selectionStart ?? 0, input?.selectionEnd ?? 0];
    this.#swapping = true;
    draw();
    if (field && input) {
      this.middle.querySelector('.title h1')?.replaceWith(field);
      input.focus();
      input.setSelectionRange(from, to);
    }
    this.#swapping = false;
  }

  /** The same code, as it is now. */
  async renew() {
    const id = this.desk.current;
    if (!id) return;
    if (this.#edit?.dataset.code !== id) return this.show(id);
    const turn = this.#asked;
    const fresh = await this.#fetch(id);
    if (!fresh || turn !== this.#asked || this.#edit?.dataset.code !== id) return;
    const from = /** @type {HTMLElement | null} */ (fresh.middle.querySelector('.edit'));
    if (!from || !this.#edit) return;
    Object.assign(this.#edit.dataset, from.dataset);
    this.#parts(this.#edit, from);
    this.#draft.renew(from);
    const scrolled = this.right.querySelector('[data-part="versions"]')?.scrollTop ?? 0;
    fill(this.right, ...fresh.right.childNodes);
    const versions = this.right.querySelector('[data-part="versions"]');
    if (versions) versions.scrollTop = scrolled;
  }

  /** @param {HTMLElement} into @param {HTMLElement} from */
  #parts(into, from) {
    if (!from.querySelector('[data-part="last"]')) into.querySelector('[data-part="last"]')?.remove();
    for (const part of from.querySelectorAll('[data-part]')) {
      const name = part.getAttribute('data-part');
      const there = into.querySelector(`[data-part="${name}"]`);
      const focused = there?.contains(document.activeElement) ? document.activeElement : null;
      if (!there) into.querySelector('.def')?.append(part);
      else if (!there.querySelector('.renaming')) {
        const again = focused ? selectorOf(focused) : null;
        there.replaceWith(part);
        if (again) /** @type {HTMLElement | null} */ (part.querySelector(again))?.focus();
      }
    }
    for (const named of into.querySelectorAll('.named')) named.remove();
    for (const named of from.querySelectorAll('.named')) {
      into.querySelector(`[data-field="${named.parentElement?.querySelector('textarea')?.dataset.field}"]`)?.after(named);
    }
  }

  /** @param {string} id */
  async #fetch(id) {
    try {
      const answer = await fetch(`/studies/${this.desk.study}/codebook/${id}/part`, { credentials: 'same-origin' });
      if (!answer.ok) return null;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const [middle, right] = [page.querySelector('#code-sheet'), page.querySelector('#code-side')];
      return middle && right ? { middle, right } : null;
    } catch {
      return null;
    }
  }

  /** Not on the server yet, or the server cannot be reached. */
  #absent() {
    const code = this.desk.code;
    this.#swap(() => {
      fill(this.middle, code
        ? el('div', { class: 'edit' }, titleOf(code), el('p', { class: 'soft' }, 'What it means can be written when the server has it.'))
        : el('div', { class: 'empty' }, el('h1', null, 'Codebook'), el('p', null, 'Choose a code at the left, or make one.')));
      fill(this.right);
    });
  }

  clear() {
    this.#asked++;
    this.#absent();
  }

  /** @param {Element} target */
  #click(target) {
    const code = this.desk.code;
    const pressed = /** @type {HTMLElement | null} */ (target.closest('[data-act], [data-dye], [data-weave]'));
    if (!code || !pressed || pressed instanceof HTMLButtonElement && pressed.disabled) return;
    if (pressed.dataset.dye) return this.#dye(Number(pressed.dataset.dye), code.weave);
    if (pressed.dataset.weave) return this.#dye(code.dye, Number(pressed.dataset.weave));
    this.act(pressed.dataset.act ?? '', pressed.getBoundingClientRect());
  }

  /** @param {string} name @param {DOMRect} at */
  act(name, at) {
    const code = this.desk.code;
    if (!code) return;
    /** @type {Record<string, () => unknown>} */
    const known = {
      rename: () => this.rename(),
      merge: () => acts.pickMerge(this.desk, code, at, this.open),
      split: () => acts.split(this.desk, code, this.open),
      move: () => acts.pickPlace(this.desk, code, at),
      retire: () => acts.retire(this.desk, code, true),
      restore: () => acts.retire(this.desk, code, false),
      remove: () => acts.remove(this.desk, code, this.open),
    };
    known[name]?.();
  }

  /** The title becomes a field: Enter keeps it, Esc leaves it. @param {() => void} [after] */
  rename(after) {
    const code = this.desk.code;
    const title = this.middle.querySelector('.title h1');
    if (!code || !title) return;
    const back = after ?? (() => /** @type {HTMLElement | null} */ (this.middle.querySelector('[data-act="rename"]'))?.focus());
    const input = el('input', { class: `in rename grow${code.inVivo ? ' said' : ''}`, value: code.name, maxlength: '200', 'aria-label': 'Name of the code' });
    const vivo = el('input', { type: 'checkbox' });
    vivo.checked = code.inVivo;
    const field = el('div', { class: 'renaming grow' }, input, el('label', { class: 'choice' }, vivo, 'a participant’s own words'));
    let done = false;
    /** @param {boolean} keep */
    const end = (keep) => {
      if (done) return;
      done = true;
      const name = input.value.trim();
      if (keep && name !== '') {
        acts.rename(this.desk, code, name, vivo.checked);
        [title.textContent, title.className] = [name, `grow ${vivo.checked ? 'said' : ''}`];
      }
      field.replaceWith(title);
      back();
    };
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end(event.key === 'Enter');
    });
    field.addEventListener('focusout', (event) => {
      if (!this.#swapping && !field.contains(/** @type {Node | null} */ (event.relatedTarget))) end(true);
    });
    title.replaceWith(field);
    input.focus();
    input.select();
  }

  /** @param {number} dye @param {number} weave */
  #dye(dye, weave) {
    const code = this.desk.code;
    if (!code) return;
    for (const one of this.middle.querySelectorAll('[role="radio"]')) {
      const on = Number(/** @type {HTMLElement} */ (one).dataset.dye) === dye;
      one.setAttribute('aria-checked', String(on));
      /** @type {HTMLElement} */ (one).tabIndex = on ? 0 : -1;
    }
    for (const one of this.middle.querySelectorAll('[data-weave]')) {
      one.setAttribute('aria-pressed', String(Number(/** @type {HTMLElement} */ (one).dataset.weave) === weave));
    }
    acts.dye(this.desk, code, dye, weave);
  }

  /** @param {KeyboardEvent} event */
  #walkDyes(event) {
    const radio = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[role="radio"]'));
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!radio || !step) return;
    event.preventDefault();
    const all = /** @type {HTMLElement[]} */ ([...this.middle.querySelectorAll('[role="radio"]')]);
    const next = all[(all.indexOf(radio) + step + all.length) % all.length];
    next.focus();
    this.#dye(Number(next.dataset.dye), this.desk.code?.weave ?? 1);
  }
}

/** @param {import('./codes.js').Code} code */
function titleOf(code) {
  return el('div', { class: `title dye-${code.dye}` }, swatch(code, 'wide tall'), el('h1', { class: `grow${code.inVivo ? ' said' : ''}` }, code.name));
}

/** What finds the same control in a part that was drawn afresh. @param {Element} element */
function selectorOf(element) {
  for (const name of ['data-act', 'data-dye', 'data-weave', 'data-open']) {
    const value = element.getAttribute(name);
    if (value) return `${element.localName}[${name}="${value}"]`;
  }
  return null;
}
