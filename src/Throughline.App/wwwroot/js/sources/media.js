// <tl-media>: a picture with its regions, a recording with its stretches of time, a PDF with its pages, and the list of what is marked in it.

import { el, fill, notice } from '../dom.js';
import { keys } from '../keys.js';
import { announce } from '../toast.js';
import { match } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';
const LANE = 9;
const MOST_LANES = 8;

class Media extends HTMLElement {
  /** @type {HTMLElement | null} */ #chosen = null;
  /** Where the recording stops again; null where it just plays on. @type {number | null} */ #until = null;

  connectedCallback() {
    this.player = /** @type {HTMLMediaElement | null} */ (this.querySelector('#player'));
    this.picture = this.querySelector('#picture');
    this.addEventListener('click', (event) => this.#click(event));
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector('#filter-places'));
    field?.addEventListener('input', () => this.#filter(field.value));
    if (this.picture) this.#drawWhenLoaded();
    if (this.player) this.#play(this.player);
    const timed = () => this.player !== null;
    keys.addAll([
      { keys: 'j', does: 'next place', run: () => this.#step(1) },
      { keys: 'k', does: 'place before', run: () => this.#step(-1) },
      { keys: 'Space', does: 'play or pause', when: timed, run: () => this.#toggle() },
    ]);
    document.addEventListener('tl:change', (event) => {
      const touched = String(/** @type {CustomEvent} */ (event).detail.touches ?? '').split(',');
      if (touched.some((kind) => ['CodedSegment', 'Selection', 'Source'].includes(kind))) void this.#refresh();
    });
    this.#begin();
  }

  /** @returns {HTMLElement[]} */
  get marks() {
    return [...this.querySelectorAll('.marked')].map((mark) => /** @type {HTMLElement} */ (mark));
  }

  /** What the address asks for: a segment of the list of segments, or a time. */
  #begin() {
    const asked = new URLSearchParams(location.search);
    const segment = asked.get('segment');
    const mark = segment
      ? this.marks.find((one) => one.id === `m-${segment}` || (one.dataset.segments ?? '').split(' ').includes(segment))
      : location.hash.startsWith('#m-') ? document.getElementById(location.hash.slice(1)) : null;
    if (mark) this.#choose(/** @type {HTMLElement} */ (mark), { play: false });
    const at = Number(asked.get('t'));
    if (this.player && at > 0) this.player.currentTime = at / 1000;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const seek = /** @type {HTMLElement | null} */ (target.closest('[data-seek]'));
    if (seek) return this.#from(Number(seek.dataset.seek), null);
    const drawn = target.closest('[data-mark]');
    if (drawn) return this.#choose(/** @type {HTMLElement} */ (document.getElementById(drawn.getAttribute('data-mark') ?? '')), { focus: true });
    const mark = /** @type {HTMLElement | null} */ (target.closest('.marked'));
    const link = target.closest('a');
    if (!mark || (link && !link.getAttribute('href')?.startsWith('#'))) return undefined;
    if (link) event.preventDefault();
    return this.#choose(mark);
  }

  /** @param {number} by */
  #step(by) {
    const shown = this.marks.filter((mark) => !mark.hidden);
    const at = this.#chosen ? shown.indexOf(this.#chosen) : by > 0 ? -1 : shown.length;
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    if (next) this.#choose(next, { play: false, focus: true });
  }

  /** @param {HTMLElement} mark @param {{play?: boolean, focus?: boolean}} [how] */
  #choose(mark, { play = true, focus = false } = {}) {
    for (const one of this.querySelectorAll('.on[data-mark], .marked.on')) one.classList.remove('on');
    this.#chosen = mark;
    mark.classList.add('on');
    for (const one of this.querySelectorAll(`[data-mark="${mark.id}"]`)) {
      one.classList.add('on');
      if (one.parentElement instanceof SVGElement) one.parentElement.append(one);
    }
    mark.scrollIntoView({ block: 'nearest' });
    if (focus) /** @type {HTMLElement | null} */ (mark.querySelector('.at'))?.focus({ preventScroll: true });
    this.#tell();
    if (this.player && mark.dataset.from) {
      if (play) this.#from(Number(mark.dataset.from), Number(mark.dataset.to));
      else this.player.currentTime = Number(mark.dataset.from) / 1000;
    }
  }

  #tell() {
    const place = this.querySelector('#place');
    const at = this.#chosen ? this.marks.indexOf(this.#chosen) + 1 : 0;
    if (place) place.textContent = at ? `place ${at} of ${this.marks.length}` : '';
  }

  /** @param {string} typed */
  #filter(typed) {
    let shown = 0;
    for (const mark of this.marks) {
      mark.hidden = !match(typed, mark.textContent ?? '');
      if (!mark.hidden) shown++;
      for (const one of this.querySelectorAll(`[data-mark="${mark.id}"]`)) one.classList.toggle('away', mark.hidden);
    }
    const none = this.querySelector('.none');
    if (none instanceof HTMLElement) none.hidden = shown > 0;
    if (typed) announce(`${shown} ${shown === 1 ? 'place' : 'places'}`);
  }

  #drawWhenLoaded() {
    const image = /** @type {HTMLImageElement} */ (this.picture?.querySelector('img'));
    const draw = () => this.#regions(image);
    if (image.complete && image.naturalWidth) draw();
    else image.addEventListener('load', draw, { once: true });
    image.addEventListener('error', () => fill(/** @type {Element} */ (this.picture), notice('warn', 'This picture cannot be shown', 'It may be damaged. Its original can be downloaded under Details.')));
  }

  /** Regions are pixels of the picture as it stands upright, which is how the browser counts it. @param {HTMLImageElement} image */
  #regions(image) {
    const drawing = /** @type {SVGElement} */ (this.picture?.querySelector('.regions'));
    drawing.setAttribute('viewBox', `0 0 ${image.naturalWidth} ${image.naturalHeight}`);
    const boxes = this.marks.filter((mark) => mark.dataset.box).map((mark) => ({ mark, box: String(mark.dataset.box).split(' ').map(Number) }));
    // The largest lie undermost, so that each can be clicked.
    boxes.sort((a, b) => area(b.box) - area(a.box));
    drawing.replaceChildren(...boxes.map(({ mark, box: [x1, y1, x2, y2] }) => {
      const region = document.createElementNS(SVG, 'rect');
      for (const [name, value] of Object.entries({ x: x1, y: y1, width: Math.max(1, x2 - x1), height: Math.max(1, y2 - y1), 'data-mark': mark.id })) region.setAttribute(name, String(value));
      region.setAttribute('class', dyeOf(mark));
      const title = document.createElementNS(SVG, 'title');
      title.textContent = mark.querySelector('.coded a')?.textContent ?? 'without a code';
      region.append(title);
      return region;
    }));
    if (this.#chosen) this.#choose(this.#chosen, { play: false });
  }

  /** @param {HTMLMediaElement} player */
  #play(player) {
    player.addEventListener('loadedmetadata', () => this.#track(player.duration));
    player.addEventListener('timeupdate', () => {
      if (this.#until !== null && player.currentTime >= this.#until) {
        player.pause();
        this.#until = null;
      }
      this.#here(player.currentTime);
    });
    player.addEventListener('error', () => {
      const told = this.querySelector('#not-played');
      if (told) fill(told, notice('warn', 'This browser cannot play it', 'Its sound or picture is coded in a way that the browser does not know. Its original can be downloaded under Details.'));
    });
    this.#track(player.duration);
  }

  /** Stretches of time as bars below the player, those that overlap one under the other. @param {number} seconds */
  #track(seconds) {
    const track = /** @type {HTMLElement | null} */ (this.querySelector('#track'));
    const timed = this.marks.filter((mark) => mark.dataset.from);
    if (!track || timed.length === 0) return;
    const all = Math.max(Number.isFinite(seconds) ? seconds * 1000 : 0, ...timed.map((mark) => Number(mark.dataset.to)), 1);
    /** @type {number[]} */ const lanes = [];
    fill(track, ...timed.map((mark) => {
      const [from, to] = [Number(mark.dataset.from), Number(mark.dataset.to)];
      const free = lanes.findIndex((end) => end <= from);
      const lane = free >= 0 ? free : Math.min(lanes.length, MOST_LANES - 1);
      lanes[lane] = Math.max(to, lanes[lane] ?? 0);
      const bar = el('i', { class: dyeOf(mark), 'data-mark': mark.id, title: mark.querySelector('.coded a')?.textContent ?? '' });
      Object.assign(bar.style, { left: `${(from / all) * 100}%`, width: `${((to - from) / all) * 100}%`, top: `${lane * LANE}px` });
      return bar;
    }), el('b', { class: 'here' }));
    track.style.blockSize = `${lanes.length * LANE + 3}px`;
    track.dataset.all = String(all);
    if (this.#chosen) this.#choose(this.#chosen, { play: false });
  }

  /** @param {number} seconds */
  #here(seconds) {
    const track = /** @type {HTMLElement | null} */ (this.querySelector('#track'));
    const here = /** @type {HTMLElement | null} */ (track?.querySelector('.here'));
    if (here && track) here.style.left = `${(seconds * 1000 / Number(track.dataset.all)) * 100}%`;
  }

  /** @param {number} from @param {number | null} until Milliseconds. */
  #from(from, until) {
    if (!this.player) return;
    this.player.currentTime = from / 1000;
    this.#until = until !== null && until > from ? until / 1000 : null;
    this.player.play().catch(() => {});
  }

  #toggle() {
    this.#until = null;
    if (this.player?.paused) this.player.play().catch(() => {});
    else this.player?.pause();
  }

  /** The list as the server now has it; what plays plays on. */
  async #refresh() {
    const answer = await fetch(location.href, { credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [old, fresh] = [this.querySelector('#place-list'), page.querySelector('#place-list')];
    const missing = this.querySelector('tl-attach');
    if (missing && !page.querySelector('tl-attach')) return location.reload();
    if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
    const chosen = this.#chosen?.id;
    old.replaceChildren(...fresh.childNodes);
    this.#chosen = chosen ? document.getElementById(chosen) : null;
    this.#chosen?.classList.add('on');
    if (this.picture) this.#drawWhenLoaded();
    if (this.player) this.#track(this.player.duration);
  }
}

/** @param {number[]} box */
const area = ([x1, y1, x2, y2]) => (x2 - x1) * (y2 - y1);

/** @param {HTMLElement} mark */
const dyeOf = (mark) => [...mark.classList].find((name) => name.startsWith('dye-')) ?? 'no-dye';

customElements.define('tl-media', Media);
