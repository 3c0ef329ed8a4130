// A list as the server draws it: which of it is chosen, which page comes next, and how it is drawn afresh in its place.

import { drawn } from './drawn.js';
import { Unseen } from './unseen.js';

const SOON_MS = 250;

/**
 * Emits `choose` when another is chosen and `drawn` when the list was drawn afresh.
 * @abstract
 */
export class DrawnList extends EventTarget {
  #soon = 0;

  /** @param {{region: string, scroller: string, item: string, group: string, prefix: string, page: number, most: number}} how Ids of the parts, selectors of what is in them, and how much is asked for at once. */
  constructor(how) {
    super();
    this.how = how;
    this.root = /** @type {HTMLElement} */ (document.getElementById(how.region));
    this.study = /** @type {string} */ (this.root.dataset.study);
    this.unseen = new Unseen(this.study);
    /** @type {string | null} */ this.chosen = null;
    addEventListener('popstate', () => void this.refresh().catch(() => {}));
    this.root.addEventListener('click', (event) => this.#click(event));
  }

  get scroller() {
    return /** @type {HTMLElement} */ (document.getElementById(this.how.scroller));
  }

  /** @returns {HTMLElement[]} */
  get items() {
    return [...this.scroller.querySelectorAll(this.how.item)].map((item) => /** @type {HTMLElement} */ (item));
  }

  /** @returns {HTMLElement | null} */
  get item() {
    return this.chosen ? this.at(this.chosen) : null;
  }

  /** @param {string} id */
  at(id) {
    return document.getElementById(this.how.prefix + id);
  }

  /** @param {HTMLElement | undefined} item */
  idOf(item) {
    return item?.id.slice(this.how.prefix.length) ?? null;
  }

  /** How many there are with those not drawn yet. @abstract @returns {number} */
  get all() {
    return this.items.length;
  }

  /** While somebody writes in the list nothing is drawn over it. */
  get isBusy() {
    return false;
  }

  /** Puts what the server drew in the place of what stands. @abstract @param {HTMLElement} fresh */
  draw(fresh) {
    this.root.replaceChildren(...fresh.childNodes);
  }

  /** Does to the list what an act does that the server may not have told yet. @abstract @param {import('./unseen.js').Done} act */
  paint(act) {
    void act;
  }

  /** @param {string | null} id @param {{focus?: boolean}} [how] */
  choose(id, { focus = true } = {}) {
    this.item?.classList.remove('on');
    this.item?.removeAttribute('aria-current');
    this.chosen = id;
    this.#mark();
    if (focus) this.item?.focus({ preventScroll: true });
    this.item?.scrollIntoView({ block: 'nearest' });
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }

  /** @param {number} by */
  step(by) {
    const { items } = this;
    if (items.length === 0) return;
    const at = this.item ? items.indexOf(this.item) : by > 0 ? -1 : items.length;
    const next = Math.min(items.length - 1, Math.max(0, at + by));
    if (next === items.length - 1 && by > 0) void this.more();
    if (next !== at) this.choose(this.idOf(items[next]));
  }

  /** Another address, shown in place. @param {string} address */
  async go(address) {
    history.pushState(null, '', address);
    await this.refresh();
    this.scroller.scrollTop = 0;
  }

  /** After something happened; what happens together is drawn once. */
  refreshSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.refresh().catch(() => {}), SOON_MS);
  }

  async refresh() {
    if (this.isBusy) return;
    const address = new URL(location.href);
    if (this.items.length > this.how.page) address.searchParams.set('limit', String(Math.min(this.how.most, this.items.length)));
    const told = await this.unseen.ask(() => drawn(`${address.pathname}${address.search}`, `#${this.how.region}`));
    if (!told || this.isBusy) return;
    if (!told.answer) return location.reload();
    const top = this.scroller.scrollTop;
    const back = document.activeElement && this.root.contains(document.activeElement) ? document.activeElement.id : '';
    this.draw(told.answer.region);
    document.title = told.answer.title;
    for (const act of told.acts) this.paint(act);
    this.scroller.scrollTop = top;
    this.#mark();
    if (back) document.getElementById(back)?.focus({ preventScroll: true });
    this.dispatchEvent(new Event('drawn'));
  }

  /** What waits in this browser is shown as done. */
  async paintWaiting() {
    for (const act of await this.unseen.waiting()) this.paint(act);
  }

  /** The next page, below this one. */
  async more() {
    const link = /** @type {HTMLAnchorElement | null} */ (document.getElementById('more'));
    if (!link || link.getAttribute('aria-busy') === 'true') return;
    link.setAttribute('aria-busy', 'true');
    const fresh = await drawn(link.href, `#${this.how.region}`).catch(() => null);
    if (!fresh) return link.removeAttribute('aria-busy');
    const paragraph = link.closest('p');
    for (const group of fresh.region.querySelectorAll(this.how.group)) this.#append(/** @type {HTMLElement} */ (group), paragraph);
    const next = fresh.region.querySelector('.more');
    if (next) paragraph?.replaceWith(next);
    else paragraph?.remove();
    this.#mark();
    this.dispatchEvent(new Event('drawn'));
  }

  /** Takes one out of the list at once. @param {string} id @returns {string | null} The one that takes its place. */
  take(id) {
    const item = this.at(id);
    if (!item) return null;
    const { items } = this;
    const at = items.indexOf(item);
    const group = item.closest(this.how.group);
    item.remove();
    const count = group?.querySelector('[data-count]');
    if (!group?.querySelector(this.how.item)) group?.remove();
    else if (count) count.textContent = String(Number(count.textContent?.replace(/,/g, '')) - 1);
    return this.idOf(items[at + 1] ?? items[at - 1]);
  }

  /** A page that begins within a group goes on with it. @param {HTMLElement} group @param {Element | null} before */
  #append(group, before) {
    const there = [...this.scroller.querySelectorAll(this.how.group)].at(-1);
    if (there?.getAttribute('aria-labelledby') === group.getAttribute('aria-labelledby')) there?.append(...group.querySelectorAll(this.how.item));
    else before?.before(group);
  }

  #mark() {
    this.item?.classList.add('on');
    this.item?.setAttribute('aria-current', 'true');
    const place = document.getElementById('place');
    const at = this.item ? this.items.indexOf(this.item) + 1 : 0;
    if (place) place.textContent = at > 0 ? `${at} of ${this.all.toLocaleString('en-GB')}` : '';
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest('.filters a[href], #more'));
    if (link) {
      event.preventDefault();
      void (link.id === 'more' ? this.more() : this.go(link.href));
      return;
    }
    const item = /** @type {HTMLElement | null} */ (target.closest(this.how.item));
    if (item && !target.closest('a, button, input, textarea, select') && getSelection()?.isCollapsed !== false) this.choose(this.idOf(item));
  }
}
