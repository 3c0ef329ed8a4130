// <tl-sources>: the list of sources. Sort, filter, walk by keys, rename and remove in place; follows what others do.

import { api, ApiProblem } from '../api.js';
import { openDialog } from '../dialog.js';
import { el } from '../dom.js';
import { keys } from '../keys.js';
import { match } from './words.js';
import { openMenu } from '../menu.js';
import { outbox } from '../outbox.js';
import { announce, toast } from '../toast.js';

const REFRESH_MS = 700;
const TOUCHES = ['Source', 'Speaker', 'CodedSegment', 'Note'];
const names = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

class Sources extends HTMLElement {
  #by = 'name';
  #down = false;
  #waits = 0;

  connectedCallback() {
    this.study = this.getAttribute('study') ?? '';
    this.field = /** @type {HTMLInputElement | null} */ (document.querySelector('#filter'));
    this.field?.addEventListener('input', () => this.filter());
    this.addEventListener('click', (event) => {
      const sort = /** @type {HTMLElement} */ (event.target).closest('[data-sort]');
      if (sort instanceof HTMLElement) this.sort(sort.dataset.sort ?? 'name');
    });
    this.addEventListener('contextmenu', (event) => this.#menu(event));
    document.addEventListener('tl:change', (event) => this.#hear(/** @type {CustomEvent} */ (event).detail));
    const here = () => this.current !== null;
    keys.addAll([
      { keys: 'j', does: 'next source', run: () => this.walk(1) },
      { keys: 'k', does: 'source before', run: () => this.walk(-1) },
      { keys: 'F2', does: 'rename', when: here, run: () => void this.rename(this.current) },
      { keys: 'Delete', does: 'remove', when: here, run: () => void this.remove(this.current) },
    ]);
    this.#told();
  }

  /** @returns {HTMLTableRowElement[]} */
  get rows() {
    return [...this.querySelectorAll('tbody tr')].map((row) => /** @type {HTMLTableRowElement} */ (row));
  }

  /** The row that has the focus. */
  get current() {
    return /** @type {HTMLTableRowElement | null} */ (document.activeElement?.closest('tl-sources tbody tr') ?? null);
  }

  /** @param {number} step */
  walk(step) {
    const shown = this.rows.filter((row) => !row.hidden);
    const at = this.current ? shown.indexOf(this.current) : step > 0 ? -1 : shown.length;
    shown[Math.max(0, Math.min(shown.length - 1, at + step))]?.querySelector('a')?.focus();
  }

  /** @param {string} by */
  sort(by) {
    this.#down = this.#by === by ? !this.#down : by !== 'name' && by !== 'format';
    this.#by = by;
    this.order();
  }

  order() {
    const by = this.#by;
    const sign = this.#down ? -1 : 1;
    const text = by === 'name' || by === 'format';
    const rows = this.rows.sort((a, b) => {
      const [one, other] = [a.dataset[by] ?? '', b.dataset[by] ?? ''];
      return sign * (text ? names.compare(one, other) : Number(one) - Number(other)) || names.compare(a.dataset.name ?? '', b.dataset.name ?? '');
    });
    this.querySelector('tbody')?.append(...rows);
    for (const head of this.querySelectorAll('th')) {
      const mine = head.querySelector('[data-sort]')?.getAttribute('data-sort') === by;
      if (mine) head.setAttribute('aria-sort', this.#down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
  }

  filter() {
    const typed = this.field?.value ?? '';
    let shown = 0;
    for (const row of this.rows) {
      row.hidden = !match(typed, `${row.dataset.name} ${row.dataset.format} ${row.querySelector('.speakers')?.textContent}`);
      if (!row.hidden) shown++;
    }
    const none = this.querySelector('.none');
    if (none instanceof HTMLElement) none.hidden = shown > 0;
    if (typed) announce(`${shown} ${shown === 1 ? 'source' : 'sources'}`);
  }

  /** @param {MouseEvent} event */
  #menu(event) {
    const row = /** @type {HTMLElement} */ (event.target).closest('tbody tr');
    if (!(row instanceof HTMLTableRowElement)) return;
    event.preventDefault();
    const { id, name } = row.dataset;
    openMenu([
      { label: 'Code it', run: () => { location.href = `/studies/${this.study}/coding/${id}`; } },
      { label: 'Details', run: () => { location.href = `/studies/${this.study}/sources/${id}`; } },
      { label: 'Rename…', keys: 'F2', run: () => void this.rename(row) },
      { label: 'Remove', keys: 'Del', undoes: true, run: () => void this.remove(row) },
    ], new DOMRect(event.clientX, event.clientY, 0, 0), `Source ${name}`);
  }

  /** @param {HTMLTableRowElement | null} row */
  async rename(row) {
    if (!row) return;
    const name = /** @type {HTMLInputElement} */ (el('input', { class: 'in', id: 'source-name', value: row.dataset.name ?? '', maxlength: '200', autocomplete: 'off' }));
    const asked = openDialog({
      title: 'Rename the source',
      body: [el('div', { class: 'field' }, el('label', { for: 'source-name' }, 'Name'), name)],
      answers: [{ label: 'Rename', value: 'rename', kind: 'go' }],
    });
    name.select();
    if (await asked !== 'rename' || name.value.trim() === '' || name.value === row.dataset.name) return;
    const was = row.dataset.name ?? '';
    this.#name(row, name.value.trim());
    outbox.send({ verb: `Rename ${was}`, method: 'PATCH', path: `studies/${this.study}/sources/${row.dataset.id}`, body: { name: name.value.trim() } })
      .then((answer) => this.#done(`Renamed to ${name.value.trim()}`, answer), () => this.#name(row, was));
  }

  /** @param {HTMLTableRowElement} row @param {string} name */
  #name(row, name) {
    row.dataset.name = name;
    const link = row.querySelector('.name');
    if (link) link.textContent = name;
  }

  /** @param {HTMLTableRowElement | null} row */
  async remove(row) {
    if (!row) return;
    const { id, name } = row.dataset;
    const rows = this.rows.filter((one) => !one.hidden);
    const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
    row.hidden = true;
    row.dataset.gone = '';
    next?.querySelector('a')?.focus();
    outbox.send({ verb: `Remove ${name}`, method: 'DELETE', path: `studies/${this.study}/sources/${id}` })
      .then((answer) => { row.remove(); this.#done(`Removed ${name}`, answer); }, () => { row.hidden = false; });
  }

  /** @param {string} told @param {{change?: number}} answer */
  #done(told, answer) {
    const { change } = answer ?? {};
    toast(told, change === undefined ? {} : { undo: () => this.#undo(change) });
  }

  /** @param {number} change */
  async #undo(change) {
    try {
      await api.post(`studies/${this.study}/changes/undo?id=${change}`);
      await this.refresh();
    } catch (problem) {
      toast(problem instanceof ApiProblem ? `${problem.title}. ${problem.detail}` : String(problem));
    }
  }

  /** What was done on the page before this one is told here, with its undo. */
  #told() {
    const kept = sessionStorage.getItem('tl:told');
    if (!kept) return;
    sessionStorage.removeItem('tl:told');
    const { told, change } = JSON.parse(kept);
    this.#done(told, { change });
  }

  /** @param {{touches?: string}} change */
  #hear(change) {
    const touches = String(change.touches ?? TOUCHES[0]).split(',');
    if (!TOUCHES.some((kind) => touches.includes(kind)) || this.#waits) return;
    this.#waits = window.setTimeout(() => { this.#waits = 0; void this.refresh(); }, REFRESH_MS);
  }

  /** The list as the server now has it. What is focused stays so. */
  async refresh() {
    const answer = await fetch(location.pathname, { credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('tl-sources');
    if (!fresh) return;
    const focused = this.current?.dataset.id;
    this.replaceChildren(...fresh.childNodes);
    const sum = document.querySelector('#sum');
    if (sum) sum.textContent = page.querySelector('#sum')?.textContent ?? '';
    this.order();
    this.filter();
    if (focused) /** @type {HTMLElement | null} */ (this.querySelector(`tr[data-id="${focused}"] a`))?.focus({ preventScroll: true });
  }
}

customElements.define('tl-sources', Sources);
