// <tl-splitter pane="start|end">: the edge of a pane, dragged or moved by arrows, remembered for this kind of page.
// theme.js sets the remembered width before the first paint.

import { recall, remember } from './remember.js';

const STEP = 16;

class Splitter extends HTMLElement {
  connectedCallback() {
    this.setAttribute('role', 'separator');
    this.setAttribute('aria-orientation', 'vertical');
    this.tabIndex = 0;
    if (!this.hasAttribute('aria-label')) this.setAttribute('aria-label', 'Width of the pane');
    this.setAttribute('aria-valuemin', String(this.#least));
    this.setAttribute('aria-valuemax', String(this.#most));
    this.addEventListener('pointerdown', this.#grab);
    this.addEventListener('keydown', this.#key);
    this.addEventListener('dblclick', () => this.#reset());
    this.#tell();
  }

  get #side() {
    return this.getAttribute('pane') === 'end' ? 'end' : 'start';
  }

  get #least() {
    return Number(this.getAttribute('min') ?? 180);
  }

  get #most() {
    return Number(this.getAttribute('max') ?? 520);
  }

  get #pane() {
    return /** @type {HTMLElement} */ (this.parentElement);
  }

  get #name() {
    return `pane:${document.documentElement.dataset.page ?? 'page'}:${this.#side}`;
  }

  /** @param {number} width */
  #set(width) {
    const kept = Math.round(Math.max(this.#least, Math.min(this.#most, width)));
    document.documentElement.style.setProperty(`--${this.#side}`, `${kept}px`);
    remember(this.#name, kept);
    this.#tell(kept);
  }

  #reset() {
    document.documentElement.style.removeProperty(`--${this.#side}`);
    remember(this.#name, null);
    this.#tell();
  }

  #tell(width = Number(recall(this.#name)) || Math.round(this.#pane.getBoundingClientRect().width)) {
    this.setAttribute('aria-valuenow', String(Math.max(this.#least, Math.min(this.#most, width))));
  }

  /** @param {PointerEvent} event */
  #grab = (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    this.classList.add('is-moving');
    const from = event.clientX;
    const width = this.#pane.getBoundingClientRect().width;
    const sign = this.#side === 'end' ? -1 : 1;
    /** @param {PointerEvent} moved */
    const drag = (moved) => this.#set(width + sign * (moved.clientX - from));
    this.addEventListener('pointermove', drag);
    this.addEventListener('lostpointercapture', () => {
      this.removeEventListener('pointermove', drag);
      this.classList.remove('is-moving');
    }, { once: true });
  };

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const width = this.#pane.getBoundingClientRect().width;
    const wider = this.#side === 'end' ? 'ArrowLeft' : 'ArrowRight';
    const step = event.shiftKey ? STEP * 4 : STEP;
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') this.#set(width + (event.key === wider ? step : -step));
    else if (event.key === 'Home') this.#set(this.#least);
    else if (event.key === 'End') this.#set(this.#most);
    else if (event.key === 'Enter') this.#reset();
    else return;
    event.preventDefault();
  };
}

customElements.define('tl-splitter', Splitter);
