// The list as the server draws it: which segment is chosen, which page comes next, and how it is drawn afresh in its place.

import { announce } from '../toast.js';

const SOON_MS = 250;

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** What the server draws at an address. @param {string} address */
async function drawn(address) {
  const answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const region = page.getElementById('segments');
  return region ? { region, title: page.title } : null;
}

/** Emits `choose` when another segment is chosen and `drawn` when the list was drawn afresh. */
export class SegmentList extends EventTarget {
  #asked = 0;
  #soon = 0;

  constructor() {
    super();
    this.root = byId('segments');
    this.study = /** @type {string} */ (this.root.dataset.study);
    /** @type {string | null} */ this.chosen = null;
    this.root.addEventListener('click', (event) => this.#click(event));
    addEventListener('popstate', () => void this.refresh());
    this.#tell();
  }

  get scroller() {
    return byId('segment-list');
  }

  /** @returns {HTMLElement[]} */
  get items() {
    return [...this.scroller.querySelectorAll('.item')].map((item) => /** @type {HTMLElement} */ (item));
  }

  /** @returns {HTMLElement | null} */
  get item() {
    return this.chosen ? document.getElementById(`s-${this.chosen}`) : null;
  }

  /** @param {string | null} id @param {{focus?: boolean}} [how] */
  choose(id, { focus = true } = {}) {
    this.item?.classList.remove('on');
    this.item?.removeAttribute('aria-current');
    this.chosen = id;
    const item = this.item;
    if (item) {
      item.classList.add('on');
      item.setAttribute('aria-current', 'true');
      if (focus) item.focus({ preventScroll: true });
      item.scrollIntoView({ block: 'nearest' });
    }
    this.#tell();
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }

  /** @param {number} by */
  step(by) {
    const { items } = this;
    if (items.length === 0) return;
    const at = this.item ? items.indexOf(this.item) : by > 0 ? -1 : items.length;
    const next = Math.min(items.length - 1, Math.max(0, at + by));
    if (next === items.length - 1 && by > 0) void this.more();
    if (next !== at) this.choose(items[next].id.slice(2));
  }

  /** Another address, shown in place. @param {string} address */
  async go(address) {
    history.pushState(null, '', address);
    await this.refresh();
    this.scroller.scrollTop = 0;
    const found = document.getElementById('found-count')?.textContent ?? '';
    announce(`${found} ${found === '1' ? 'segment' : 'segments'}`);
  }

  /** After something happened; what happens together is drawn once. */
  refreshSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.refresh().catch(() => {}), SOON_MS);
  }

  async refresh() {
    const asked = ++this.#asked;
    const address = new URL(location.href);
    const shown = this.items.length;
    if (shown > 100) address.searchParams.set('limit', String(Math.min(1000, shown)));
    const fresh = await drawn(`${address.pathname}${address.search}`);
    if (asked !== this.#asked) return;
    if (!fresh) return location.reload();
    const top = this.scroller.scrollTop;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const back = focused && this.root.contains(focused) ? focused.id : '';
    this.root.replaceChildren(...fresh.region.childNodes);
    Object.assign(this.root.dataset, fresh.region.dataset);
    if (!fresh.region.dataset.children) delete this.root.dataset.children;
    document.title = fresh.title;
    this.scroller.scrollTop = top;
    this.item?.classList.add('on');
    if (back) document.getElementById(back)?.focus({ preventScroll: true });
    this.#tell();
    this.dispatchEvent(new Event('drawn'));
  }

  /** The next page, below this one. */
  async more() {
    const link = /** @type {HTMLAnchorElement | null} */ (document.getElementById('more'));
    if (!link || link.getAttribute('aria-busy') === 'true') return;
    link.setAttribute('aria-busy', 'true');
    const fresh = await drawn(link.href).catch(() => null);
    if (!fresh) return link.removeAttribute('aria-busy');
    const paragraph = link.closest('p');
    for (const group of fresh.region.querySelectorAll('.group')) this.#append(/** @type {HTMLElement} */ (group), paragraph);
    const next = fresh.region.querySelector('.more');
    if (next) paragraph?.replaceWith(next);
    else paragraph?.remove();
    this.#tell();
    this.dispatchEvent(new Event('drawn'));
  }

  /** Takes a segment out of the list at once. @param {string} id @returns {string | null} The one that takes its place. */
  take(id) {
    const item = document.getElementById(`s-${id}`);
    if (!item) return null;
    const { items } = this;
    const at = items.indexOf(item);
    const group = /** @type {HTMLElement} */ (item.closest('.group'));
    item.remove();
    const count = group.querySelector('[data-count]');
    if (group.querySelector('.item')) {
      if (count) count.textContent = String(Number(count.textContent?.replace(/,/g, '')) - 1);
    } else {
      group.remove();
    }
    return (items[at + 1] ?? items[at - 1])?.id.slice(2) ?? null;
  }

  /** @param {HTMLElement} group @param {Element | null} before */
  #append(group, before) {
    const there = [...this.scroller.querySelectorAll('.group')].at(-1);
    if (there instanceof HTMLElement && there.dataset.group === group.dataset.group) there.append(...group.querySelectorAll('.item'));
    else before?.before(group);
  }

  #tell() {
    const place = document.getElementById('place');
    if (!place) return;
    const all = place.dataset.all ?? '0';
    const at = this.item ? this.items.indexOf(this.item) + 1 : 0;
    place.textContent = at > 0 ? `${at} of ${Number(all).toLocaleString('en-GB')}` : '';
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest('.filters a[href], #more'));
    if (link) {
      event.preventDefault();
      if (link.id === 'more') void this.more();
      else void this.go(link.href);
      return;
    }
    const item = target.closest('.item');
    if (item && !target.closest('a, button') && getSelection()?.isCollapsed !== false) this.choose(item.id.slice(2));
  }
}
