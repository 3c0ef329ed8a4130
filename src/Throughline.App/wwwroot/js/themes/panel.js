// What lies open at the right: a theme to be worded, codes under no theme, or segments to be weighed.

import { el, fill, icon, swatch } from '../dom.js';
import * as acts from './acts.js';
import { Lines } from './lines.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./desk.js').Theme} Theme */

const STATUSES = ['candidate', 'reviewed', 'named', 'reported'];

export class Panel {
  /** @type {(() => void) | null} */ #again = null;
  /** @type {Element | null} */ #before = null;
  #beforeKey = '';
  /** @type {Lines | null} */ lines = null;

  /** @param {Desk} desk @param {HTMLElement} place */
  constructor(desk, place) {
    this.desk = desk;
    this.place = place;
    desk.addEventListener('renewed', () => this.#renew());
    place.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || (event.target instanceof Element && event.target.matches('input, textarea'))) return;
      event.preventDefault();
      this.close();
    });
  }

  get isOpen() {
    return !this.place.hidden;
  }

  close() {
    this.place.hidden = true;
    fill(this.place);
    this.lines = null;
    this.#again = null;
    const back = this.#before?.isConnected ? this.#before : this.#beforeKey ? this.desk.board.querySelector(`[data-key="${this.#beforeKey}"]`) : null;
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  }

  /** @param {string} title @param {() => void} again @param {...(Node | false)} parts */
  #show(title, again, ...parts) {
    if (!this.place.contains(document.activeElement)) {
      this.#before = document.activeElement;
      this.#beforeKey = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key ?? '' : '';
    }
    this.#again = again;
    this.place.setAttribute('aria-label', title);
    fill(this.place,
      el('div', { class: 'pane-head' }, el('h2', { class: 'grow cut' }, title), el('button', { type: 'button', class: 'btn bare icon small', 'aria-label': 'Close', onclick: () => this.close() }, icon('x'))),
      ...parts);
    this.place.hidden = false;
  }

  #renew() {
    if (!this.isOpen || !this.#again) return;
    if (this.lines) return void this.lines.renew();
    const writing = document.activeElement instanceof Element && document.activeElement.matches('#panel input, #panel textarea');
    if (!writing) this.#again();
  }

  /** @param {string} id */
  theme(id) {
    const theme = this.desk.theme(id);
    if (!theme) return this.close();
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.id : '';
    this.#show(theme.overarching ? 'Overarching theme' : `Theme ${theme.number}`, () => this.theme(id),
      el('div', { class: 'scroll grow' }, el('div', { class: 'form' },
        this.#field(theme, 'label', 'Label', 'What it is called', 300), this.#field(theme, 'subtitle', 'Subtitle', 'A line under the label', 10_000),
        this.#text(theme, 'centralIdea', 'Central idea', 'What it claims'), this.#text(theme, 'boundary', 'Boundary', 'What it takes in, and what it leaves out'),
        this.#status(theme), !this.desk.past && this.#tools(theme))));
    const back = focused && this.place.querySelector(`#${CSS.escape(focused)}`);
    (back instanceof HTMLElement ? back : /** @type {HTMLElement | null} */ (this.place.querySelector('.in')))?.focus();
  }

  /** @param {Theme} theme @param {'label' | 'subtitle'} part @param {string} name @param {string} help @param {number} most */
  #field(theme, part, name, help, most) {
    const field = el('input', { class: 'in', id: `theme-${part}`, maxlength: most, disabled: !!this.desk.past });
    field.value = theme[part];
    field.addEventListener('change', () => {
      if (part === 'label' && field.value.trim() === '') { field.value = theme.label; return; }
      void acts.word(this.desk, theme.id, { [part]: field.value.trim() }, `Kept the ${name.toLowerCase()}`);
    });
    return el('div', { class: 'field' }, el('label', { for: `theme-${part}` }, name, el('span', { class: 'quiet' }, help)), field);
  }

  /** @param {Theme} theme @param {'centralIdea' | 'boundary'} part @param {string} name @param {string} help */
  #text(theme, part, name, help) {
    const field = el('textarea', { class: 'in grows', id: `theme-${part}`, maxlength: 10_000, rows: 5, disabled: !!this.desk.past });
    field.value = theme[part];
    field.addEventListener('change', () => void acts.word(this.desk, theme.id, { [part]: field.value.trim() }, `Kept the ${name.toLowerCase()}`));
    return el('div', { class: 'field' }, el('label', { for: `theme-${part}` }, name, el('span', { class: 'quiet' }, help)), field);
  }

  /** @param {Theme} theme */
  #status(theme) {
    const group = el('div', { class: 'seg', role: 'group', 'aria-label': 'Status' }, ...STATUSES.map((status) => el('button', {
      type: 'button', id: `status-${status}`, 'aria-pressed': String(theme.status === status), disabled: !!this.desk.past,
      onclick: () => {
        if (theme.status === status) return;
        void acts.word(this.desk, theme.id, { status }, `Marked as ${status}`);
        for (const one of group.children) one.setAttribute('aria-pressed', String(one.textContent === status));
      },
    }, status)));
    return el('div', { class: 'field' }, el('span', { class: 'label' }, 'Status'), group);
  }

  /** @param {Theme} theme */
  #tools(theme) {
    const { desk } = this;
    const others = desk.themes.filter((one) => !one.overarching).length;
    const move = (/** @type {number} */ to) => () => void acts.renumber(desk, theme, to);
    const tools = el('div', { class: 'tools' });
    if (!theme.overarching) {
      tools.append(
        el('button', { type: 'button', class: 'btn small', id: 'theme-earlier', disabled: theme.number <= 1, onclick: move(theme.number - 1) }, icon('left'), 'Earlier'),
        el('button', { type: 'button', class: 'btn small', id: 'theme-later', disabled: theme.number >= others, onclick: move(theme.number + 1) }, 'Later', icon('chevron')));
    }
    const above = desk.themes.find((one) => one.overarching);
    if (theme.overarching) tools.append(el('button', { type: 'button', class: 'btn small', onclick: () => void acts.word(desk, theme.id, { overarching: false }, `${theme.label} is an ordinary theme now`) }, 'Make it an ordinary theme'));
    else if (!above) tools.append(el('button', { type: 'button', class: 'btn small', onclick: () => void acts.word(desk, theme.id, { overarching: true }, `${theme.label} stands above the others now`) }, 'Set it above the others'));
    tools.append(el('button', { type: 'button', class: 'btn small', onclick: () => void this.segments(theme.id) }, 'Its segments'),
      el('button', { type: 'button', class: 'btn small undoes', onclick: () => { this.close(); void acts.remove(desk, theme); } }, icon('trash'), 'Remove'));
    return tools;
  }

  /** Codes under no theme, to be dragged or moved from here. */
  free() {
    const { free } = this.desk;
    const focused = document.activeElement instanceof HTMLElement && this.place.contains(document.activeElement) ? document.activeElement.dataset.code : undefined;
    this.#show(`${acts.counted(free.length, 'code')} under no theme`, () => this.free(),
      el('p', { class: 'note' }, 'Drag a code to a theme, or press m on it. Not every code needs one.'),
      el('div', { class: 'scroll grow free' }, ...free.map((code) => el('div', { class: 'code', role: 'button', tabindex: 0, draggable: 'true', 'data-code': code.id, 'data-name': code.name },
        swatch(code), el('span', { class: `name${code.inVivo ? ' vivo' : ''}` }, code.name), el('span', { class: 'n' }, `${code.segments.toLocaleString('en-GB')} · ${code.participants}`)))));
    const rows = /** @type {HTMLElement[]} */ ([...this.place.querySelectorAll('.code')]);
    (rows.find((row) => row.dataset.code === focused) ?? rows[0] ?? this.place).focus();
  }

  /** @param {string} themeId @param {{code?: {id: string, name: string}, stance?: string}} [of] */
  async segments(themeId, { code, stance } = {}) {
    const theme = this.desk.theme(themeId);
    if (!theme) return;
    const title = code?.name ?? `${stance === 'contrary' ? 'Contrary to' : stance === 'supporting' ? 'Supporting' : 'Segments of'} ${theme.label}`;
    const list = el('div', { class: 'scroll grow lines', role: 'list', 'aria-label': title });
    this.#show(title, () => {}, list);
    this.lines = new Lines(this.desk, themeId, list, { code: code?.id, stance });
    await this.lines.renew();
    this.lines.focusFirst();
  }
}
