// Bands of a number: cut points on its histogram, dragged, stepped with the arrow keys or typed, with the counts redrawn at once.

import { el, fill } from '../dom.js';

const WIDTH = 340;
const HEIGHT = 120;
const SVG = 'http://www.w3.org/2000/svg';

class Bands extends HTMLElement {
  /** @type {number[]} */
  #cuts = [];
  /** @type {string[]} */
  #names = [];
  /** @type {[number, number][]} Values with how many have them. */
  #values = [];
  /** @type {[number, number, number][]} */
  #bins = [];

  connectedCallback() {
    this.#values = JSON.parse(this.getAttribute('values') ?? '[]');
    this.#bins = JSON.parse(this.getAttribute('bins') ?? '[]');
    const bands = JSON.parse(this.getAttribute('bands') ?? '[]');
    this.#cuts = bands.map((/** @type {any} */ b) => b.from).filter((/** @type {any} */ f) => f !== null);
    this.#names = bands.map((/** @type {any} */ b) => b.name);
    this.#draw();
  }

  get #from() { return this.#bins[0]?.[0] ?? 0; }
  get #to() { return this.#bins.at(-1)?.[1] ?? 1; }
  get #step() {
    const whole = this.#values.every(([v]) => Number.isInteger(v));
    return whole ? 1 : (this.#to - this.#from) / 100;
  }

  /** @param {number} value */
  #x(value) { return ((value - this.#from) / (this.#to - this.#from || 1)) * WIDTH; }

  #counts() {
    const counts = new Array(this.#cuts.length + 1).fill(0);
    for (const [value, n] of this.#values) counts[this.#cuts.filter((c) => c <= value).length] += n;
    return counts;
  }

  #draw() {
    const svg = this.#shape('svg', { class: 'figure histogram', viewBox: `0 -4 ${WIDTH} ${HEIGHT + 24}`, role: 'group', 'aria-label': `Histogram of ${this.getAttribute('name')}` });
    const most = Math.max(1, ...this.#bins.map((b) => b[2]));
    for (const [from, to, n] of this.#bins) {
      const height = (n / most) * HEIGHT;
      svg.append(this.#shape('rect', { class: 'f-bar', x: this.#x(from), y: HEIGHT - height, width: Math.max(1, this.#x(to) - this.#x(from) - 1), height }));
    }
    svg.append(this.#shape('line', { class: 's-line', x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT }));
    for (const [at, anchor] of /** @type {[number, string][]} */ ([[this.#from, 'start'], [this.#to, 'end']])) {
      const words = this.#shape('text', { class: 'f-quiet', x: this.#x(at), y: HEIGHT + 16, 'text-anchor': anchor, 'font-size': 11 });
      words.textContent = String(Math.round(at * 100) / 100);
      svg.append(words);
    }
    this.#cuts.forEach((cut, i) => svg.append(this.#handle(cut, i)));
    fill(this, /** @type {any} */ (svg), this.#table(), this.#acts());
  }

  /** @param {string} name @param {Record<string, string | number>} attributes */
  #shape(name, attributes) {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, String(value));
    return shape;
  }

  /** @param {number} cut @param {number} i */
  #handle(cut, i) {
    const handle = this.#shape('g', {
      class: 'cut-point', tabindex: 0, role: 'slider', 'aria-label': `Cut point ${i + 1}`, 'aria-valuenow': cut, 'aria-valuemin': this.#from, 'aria-valuemax': this.#to, 'data-cut': i,
    });
    handle.append(this.#shape('rect', { x: this.#x(cut) - 8, y: -4, width: 16, height: HEIGHT + 8, fill: 'transparent' }),
      this.#shape('line', { class: 'cut-line', x1: this.#x(cut), x2: this.#x(cut), y1: -4, y2: HEIGHT + 4 }), this.#shape('circle', { class: 'cut-grip', cx: this.#x(cut), cy: 0, r: 4 }));
    handle.addEventListener('keydown', (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 5, PageDown: -5 }[/** @type {KeyboardEvent} */ (event).key];
      if (by === undefined) return;
      event.preventDefault();
      this.#move(i, cut + by * this.#step);
      /** @type {SVGElement | null} */ (this.querySelector(`[data-cut="${i}"]`))?.focus();
    });
    handle.addEventListener('pointerdown', (event) => this.#drag(/** @type {PointerEvent} */ (event), i));
    return handle;
  }

  /** @param {PointerEvent} event @param {number} i */
  #drag(event, i) {
    event.preventDefault();
    const box = /** @type {SVGElement} */ (this.querySelector('svg')).getBoundingClientRect();
    const move = (/** @type {PointerEvent} */ e) => {
      const value = this.#from + ((e.clientX - box.left) / box.width) * (this.#to - this.#from);
      this.#move(i, Math.round(value / this.#step) * this.#step);
    };
    const stop = () => {
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', stop);
    };
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', stop);
  }

  /** @param {number} i @param {number} value A cut point stays between its neighbours. */
  #move(i, value) {
    const low = this.#cuts[i - 1] ?? this.#from;
    const high = this.#cuts[i + 1] ?? this.#to;
    const next = Math.round(Math.min(high - this.#step, Math.max(low + this.#step, value)) * 1e6) / 1e6;
    if (!(next > low && next < high)) return;
    this.#cuts[i] = next;
    this.#draw();
  }

  #table() {
    const counts = this.#counts();
    const all = counts.reduce((a, b) => a + b, 0) || 1;
    if (this.#cuts.length === 0) return el('p', { class: 'help' }, 'No bands. A cut point parts the answers into two.');
    return el('table', { class: 'grid bands' },
      el('thead', {}, el('tr', {}, ...['Band', 'From', 'Respondents'].map((h, i) => el('th', { scope: 'col', class: i === 2 ? 'num' : '' }, h)))),
      el('tbody', {}, ...counts.map((n, i) => el('tr', {}, el('td', {}, this.#named(i)), el('td', {}, i === 0 ? 'the lowest' : this.#number(i - 1)),
        el('td', { class: 'num', 'aria-live': 'polite' }, `${n} `, el('span', { class: 'quiet' }, `${Math.round((100 * n) / all)} %`))))));
  }

  /** @param {number} i */
  #named(i) {
    const input = /** @type {HTMLInputElement} */ (el('input', { class: 'in', value: this.#names[i] ?? '', 'aria-label': `Name of band ${i + 1}`, placeholder: this.#cuts.length === 2 ? ['low', 'middling', 'high'][i] : '' }));
    input.addEventListener('input', () => { this.#names[i] = input.value; });
    return input;
  }

  /** @param {number} i */
  #number(i) {
    const input = /** @type {HTMLInputElement} */ (el('input', { class: 'in', type: 'number', step: 'any', value: String(this.#cuts[i]), 'aria-label': `Cut point ${i + 1}` }));
    input.addEventListener('change', () => this.#move(i, Number(input.value)));
    return input;
  }

  #acts() {
    const button = (/** @type {string} */ label, /** @type {() => void} */ run, kind = '') => {
      const made = el('button', { class: `btn ${kind}`, type: 'button' }, label);
      made.addEventListener('click', run);
      return made;
    };
    return el('div', { class: 'row' },
      button('Cut point', () => this.#add()),
      button('Thirds', () => this.#send({ parts: 3 })),
      this.#cuts.length ? button('Fewer', () => { this.#cuts.pop(); this.#names.length = this.#cuts.length + 1; this.#draw(); }) : '',
      button('Keep the bands', () => this.#send({ cuts: this.#cuts, names: this.#said() }), 'go'));
  }

  /** Names, where each band has one; else they are called by their range. */
  #said() {
    const names = this.#cuts.length ? [...this.#cuts, 0].map((_, i) => (this.#names[i] ?? '').trim()) : [];
    return names.every(Boolean) ? names : null;
  }

  /** In the middle of the widest stretch. */
  #add() {
    const ends = [this.#from, ...this.#cuts, this.#to];
    let widest = 0;
    for (let i = 1; i < ends.length - 1; i++) if (ends[i + 1] - ends[i] > ends[widest + 1] - ends[widest]) widest = i;
    const cut = Math.round((ends[widest] + ends[widest + 1]) / 2 / this.#step) * this.#step;
    if (this.#cuts.includes(cut) || cut <= this.#from || cut >= this.#to || this.#cuts.length >= 19) return;
    this.#cuts = [...this.#cuts, cut].sort((a, b) => a - b);
    this.#names = [];
    this.#draw();
  }

  /** @param {object} detail */
  #send(detail) {
    this.dispatchEvent(new CustomEvent('tl-bands', { bubbles: true, detail }));
  }
}

customElements.define('tl-bands', Bands);
