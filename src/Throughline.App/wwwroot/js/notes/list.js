// The list of notes as the server draws it: which is chosen, the next page, and how it is drawn afresh in its place.

const SOON_MS = 250;

/** @param {string} address */
async function drawn(address) {
  const answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return page.getElementById('notes');
}

/** Emits `drawn` after the list was drawn afresh. */
export class NoteList extends EventTarget {
  #soon = 0;
  #asked = 0;

  constructor() {
    super();
    this.root = /** @type {HTMLElement} */ (document.getElementById('notes'));
    this.study = /** @type {string} */ (this.root.dataset.study);
    /** @type {string | null} */ this.chosen = null;
    addEventListener('popstate', () => void this.refresh());
    this.root.addEventListener('click', (event) => this.#click(event));
    if (location.hash.startsWith('#n-')) this.choose(location.hash.slice(3));
  }

  /** @returns {HTMLElement[]} */
  get items() {
    return [...this.root.querySelectorAll('.note')].map((note) => /** @type {HTMLElement} */ (note));
  }

  /** @returns {HTMLElement | null} */
  get item() {
    return this.chosen ? document.getElementById(`n-${this.chosen}`) : null;
  }

  /** Whether a note is being written in the list: then nothing is drawn over it. */
  get isBusy() {
    return this.root.querySelector('.note .compose') !== null;
  }

  /** @param {string | null} id */
  choose(id) {
    this.item?.classList.remove('on');
    this.chosen = id;
    this.item?.classList.add('on');
    this.item?.focus({ preventScroll: true });
    this.item?.scrollIntoView({ block: 'nearest' });
    const place = document.getElementById('place');
    if (place && this.item) place.textContent = `${this.items.indexOf(this.item) + 1} of ${document.getElementById('found-count')?.dataset.found ?? this.items.length}`;
  }

  /** @param {number} by */
  step(by) {
    const { items } = this;
    const at = this.item ? items.indexOf(this.item) : by > 0 ? -1 : items.length;
    const next = Math.min(items.length - 1, Math.max(0, at + by));
    if (items[next] && next !== at) this.choose(items[next].id.slice(2));
    if (next === items.length - 1 && by > 0) void this.more();
  }

  /** @param {string} address */
  async go(address) {
    history.pushState(null, '', address);
    await this.refresh();
  }

  refreshSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.refresh().catch(() => {}), SOON_MS);
  }

  async refresh() {
    if (this.isBusy) return;
    const asked = ++this.#asked;
    const address = new URL(location.href);
    if (this.items.length > 60) address.searchParams.set('limit', String(Math.min(500, this.items.length)));
    const fresh = await drawn(`${address.pathname}${address.search}`);
    if (asked !== this.#asked || this.isBusy) return;
    if (!fresh) return location.reload();
    for (const part of ['.filters', '#found-count', '#note-list .column']) this.#swap(fresh, part);
    if (this.item) this.item.classList.add('on');
    this.dispatchEvent(new Event('drawn'));
  }

  async more() {
    const link = /** @type {HTMLAnchorElement | null} */ (document.getElementById('more'));
    if (!link || link.getAttribute('aria-busy') === 'true') return;
    link.setAttribute('aria-busy', 'true');
    const fresh = await drawn(link.href).catch(() => null);
    if (!fresh) return link.removeAttribute('aria-busy');
    const paragraph = link.closest('p');
    for (const day of fresh.querySelectorAll('.day')) {
      const there = this.root.querySelector(`.day[data-day="${/** @type {HTMLElement} */ (day).dataset.day}"]`);
      if (there) there.append(...day.querySelectorAll('.note'));
      else paragraph?.before(day);
    }
    const next = fresh.querySelector('.more');
    if (next) paragraph?.replaceWith(next);
    else paragraph?.remove();
  }

  /** The form of the journal stays as it is: somebody may be writing in it. @param {Element} fresh @param {string} part */
  #swap(fresh, part) {
    const there = this.root.querySelector(part);
    const instead = fresh.querySelector(part);
    if (!there || !instead) return;
    const form = there.querySelector('#compose');
    there.replaceChildren(...instead.childNodes);
    Object.assign(/** @type {HTMLElement} */ (there).dataset, /** @type {HTMLElement} */ (instead).dataset);
    if (form) there.querySelector('#compose')?.replaceWith(form);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest('.filters a[href], #more'));
    if (link) {
      event.preventDefault();
      if (link.id === 'more') void this.more();
      else void this.go(link.href);
      return;
    }
    const note = target.closest('.note');
    if (note && !target.closest('a, button, input, textarea, select') && getSelection()?.isCollapsed !== false) this.choose(note.id.slice(2));
  }
}
