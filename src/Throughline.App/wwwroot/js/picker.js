// Choosing one of many by typing: codes onto a selection, and the same list for "Merge into…" and "Move to…".

import { caps, el, fill, icon, swatch } from './dom.js';
import { marked, Names } from './match.js';
import { placeBeside } from './place.js';
import { toast } from './toast.js';

/**
 * @typedef {object} Choice
 * @property {string} id
 * @property {string} name
 * @property {string} [path] Where it stands, shown at the right.
 * @property {number} [dye] 1 to 24. Without it there is no swatch.
 * @property {number} [weave] 1 plain, 2 notched, 3 dashed.
 * @property {boolean} [vivo] Named in a participant's own words.
 * @property {string} [meaning] Its definition, shown on Tab.
 */

/**
 * @typedef {object} Asked
 * @property {readonly Choice[] | Promise<readonly Choice[]>} choices In the order in which they stand before anything is typed. Those yet to come are waited for while one types.
 * @property {DOMRect} at What it concerns: the selected words, or a button.
 * @property {string} label "Code this selection".
 * @property {string} [hint] "19 words".
 * @property {string} [verb] What Enter does: "code", "merge".
 * @property {string} [fresh] "New code". Without it nothing new can be made.
 * @property {boolean} [more] Shift and Enter picks and stays open for one more.
 * @property {number} [indent]
 * @property {(choice: Choice, more: boolean) => void} onPick
 * @property {(name: string, more: boolean) => void} [onFresh]
 * @property {() => void} [onClose] After either, or on Esc.
 */

const SHOWN = 50;
let next = 0;

export class Picker extends HTMLElement {
  /** @type {Asked} */ #asked = /** @type {Asked} */ ({});
  /** @type {readonly Choice[]} */ #choices = [];
  #coming = false;
  /** What Enter is to do once the choices have come. @type {(() => void) | null} */ #wanted = null;
  /** @type {Names<Choice>} */ #names = new Names([]);
  /** @type {Choice[]} */ #found = [];
  #active = 0;
  #id = `picker-${++next}`;
  #meaning = false;
  /** @type {Element | null} */ #before = null;
  #input = el('input', { type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'true', 'aria-autocomplete': 'list' });
  #list = el('ul', { role: 'listbox' });
  #ends = el('div', { class: 'ends', 'aria-hidden': 'true' });
  #told = el('div', { class: 'meaning', hidden: true, 'aria-live': 'polite' });

  /** @param {Asked} asked */
  ask(asked) {
    this.#asked = asked;
    if (asked.choices instanceof Promise) void this.#await(asked.choices);
    else this.#take(asked.choices);
    this.#before = document.activeElement;
    this.className = 'float picker';
    this.setAttribute('popover', 'manual');
    this.setAttribute('role', 'dialog');
    this.setAttribute('aria-label', asked.label);
    this.#input.setAttribute('aria-label', asked.label);
    this.#input.setAttribute('aria-controls', `${this.#id}-list`);
    this.#list.id = `${this.#id}-list`;
    this.#list.setAttribute('aria-label', 'What matches');
    fill(this, el('div', { class: 'ask' }, this.#input, asked.hint && el('span', { class: 'help' }, asked.hint)), this.#list, this.#told, this.#ends);
    this.#ends.replaceChildren(...this.#keysTold());
    this.#listen();
    document.body.append(this);
    this.showPopover();
    this.#search();
    placeBeside(this, asked.at, { indent: asked.indent ?? 0 });
    this.#input.focus();
  }

  close() {
    if (!this.isConnected) return;
    document.removeEventListener('pointerdown', this.#outside, true);
    const inside = this.contains(document.activeElement);
    this.remove();
    if (inside && this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
    this.#asked.onClose?.();
  }

  /** @param {readonly Choice[]} choices */
  #take(choices) {
    this.#choices = choices;
    this.#names = new Names(choices);
  }

  /** @param {Promise<readonly Choice[]>} coming */
  async #await(coming) {
    this.#coming = true;
    try {
      this.#take(await coming);
    } catch (problem) {
      this.close();
      toast(problem instanceof Error ? problem.message : String(problem));
    }
    this.#coming = false;
    if (!this.isConnected) return;
    this.#search();
    this.#ends.replaceChildren(...this.#keysTold());
    placeBeside(this, this.#asked.at, { indent: this.#asked.indent ?? 0 });
    this.#wanted?.();
  }

  #listen() {
    this.#input.addEventListener('input', () => this.#search());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const row = /** @type {Element} */ (event.target).closest('[role="option"]');
      if (row) this.#choose([...this.#list.querySelectorAll('[role="option"]')].indexOf(row), event.shiftKey);
    });
    document.addEventListener('pointerdown', this.#outside, true);
  }

  /** @param {Event} event */
  #outside = (event) => {
    if (!event.composedPath().includes(this)) this.close();
  };

  #keysTold() {
    const { verb = 'choose', more } = this.#asked;
    return [
      el('span', null, ...caps('↵'), verb),
      ...(more ? [el('span', null, ...caps('⇧ ↵'), 'and one more')] : []),
      ...(this.#choices.some((choice) => choice.meaning) ? [el('span', null, ...caps('Tab'), 'definition')] : []),
      el('span', null, ...caps('Esc'), 'leave'),
    ];
  }

  #search() {
    const typed = this.#input.value;
    this.#found = this.#names.search(typed, SHOWN).found;
    this.#active = 0;
    const rows = this.#found.map((choice, index) => this.#row(choice, index, typed));
    const make = this.#make(typed.trim());
    fill(this.#list, ...rows, make);
    if (rows.length === 0 && !make) fill(this.#list, el('li', { class: 'nothing', role: 'presentation' }, this.#coming ? 'Looking…' : 'Nothing of that name'));
    this.#list.scrollTop = 0;
    this.#mark();
  }

  /** @param {Choice} choice @param {number} index @param {string} typed */
  #row(choice, index, typed) {
    const name = marked(choice.name, typed).map((part) => (part.hit ? el('em', null, part.text) : part.text));
    return el('li', { role: 'option', id: `${this.#id}-${index}`, class: 'code' },
      choice.dye ? swatch(choice) : null,
      el('span', { class: `name${choice.vivo ? ' vivo' : ''}` }, ...name),
      el('span', { class: 'path cut' }, choice.path ?? ''));
  }

  /** @param {string} typed */
  #make(typed) {
    if (!this.#asked.fresh || typed === '') return null;
    return el('li', { role: 'option', id: `${this.#id}-${this.#found.length}`, class: 'code make' },
      icon('plus'), el('span', { class: 'name cut' }, `${this.#asked.fresh} ‘${typed}’`), el('span', { class: 'path' }, ...caps('Ctrl ↵')));
  }

  #mark() {
    const rows = this.#list.querySelectorAll('[role="option"]');
    rows.forEach((row, index) => row.setAttribute('aria-selected', String(index === this.#active)));
    const row = rows[this.#active];
    row?.scrollIntoView({ block: 'nearest' });
    if (row) this.#input.setAttribute('aria-activedescendant', row.id);
    else this.#input.removeAttribute('aria-activedescendant');
    const meaning = this.#found[this.#active]?.meaning;
    this.#told.hidden = !this.#meaning;
    if (this.#meaning) this.#told.textContent = meaning ?? 'Not yet defined.';
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const count = this.#list.querySelectorAll('[role="option"]').length;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => this.#go((this.#active + 1) % Math.max(1, count)),
      ArrowUp: () => this.#go((this.#active + count - 1) % Math.max(1, count)),
      PageDown: () => this.#go(Math.min(count - 1, this.#active + 8)),
      PageUp: () => this.#go(Math.max(0, this.#active - 8)),
      Enter: () => (event.ctrlKey || event.metaKey ? this.#fresh(event.shiftKey) : this.#choose(this.#active, event.shiftKey)),
      Tab: () => this.#define(),
      Escape: () => this.close(),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }

  /** @param {number} index */
  #go(index) {
    this.#active = index;
    this.#mark();
  }

  #define() {
    this.#meaning = !this.#meaning;
    this.#mark();
  }

  /** @param {number} index @param {boolean} shift */
  #choose(index, shift) {
    if (this.#coming) {
      this.#wanted = () => this.#choose(0, shift);
      return;
    }
    const choice = this.#found[index];
    if (!choice) return this.#fresh(shift);
    this.#done(shift, () => this.#asked.onPick(choice, shift && !!this.#asked.more));
  }

  /** @param {boolean} shift */
  #fresh(shift) {
    const name = this.#input.value.trim();
    if (!this.#asked.fresh || !this.#asked.onFresh || name === '') return;
    this.#done(shift, () => this.#asked.onFresh?.(name, shift && !!this.#asked.more));
  }

  /** @param {boolean} shift @param {() => void} tell */
  #done(shift, tell) {
    if (!shift || !this.#asked.more) {
      tell();
      this.close();
      return;
    }
    tell();
    this.#input.value = '';
    this.#search();
  }
}

customElements.define('tl-picker', Picker);

/** Opens a picker; the one before it closes. @param {Asked} asked */
export function openPicker(asked) {
  for (const open of document.querySelectorAll('tl-picker')) /** @type {Picker} */ (open).close();
  const picker = /** @type {Picker} */ (document.createElement('tl-picker'));
  picker.ask(asked);
  return picker;
}
