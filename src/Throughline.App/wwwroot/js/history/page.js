// The page of the history: filters, walking through the changes, undoing them, and the study as it was.

import { api, ApiProblem } from '../api.js';
import { el, icon } from '../dom.js';
import { keys } from '../keys.js';
import { announce, toast } from '../toast.js';
import { allSaved, takeBack } from '../undo.js';

const SOON_MS = 300;

/** @param {string} address @param {AbortSignal} [signal] The page as the server now has it. */
async function page(address, signal) {
  const answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'text/html' }, signal });
  if (!answer.ok) throw new ApiProblem({ title: 'The history cannot be reached', detail: 'Try again in a moment.' }, answer.status);
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

class History extends HTMLElement {
  #fetching = new AbortController();
  #soon = 0;

  get study() {
    return this.getAttribute('study') ?? '';
  }

  get acts() {
    return /** @type {HTMLElement} */ (this.querySelector('#acts'));
  }

  /** Those that can be seen: of a folded run, the run. @returns {HTMLElement[]} */
  get rows() {
    return /** @type {HTMLElement[]} */ ([...this.acts.querySelectorAll('.act')]).filter((row) => row.offsetParent !== null);
  }

  connectedCallback() {
    this.addEventListener('click', (event) => this.#click(event));
    const form = /** @type {HTMLFormElement} */ (this.querySelector('.filters'));
    form.addEventListener('change', (event) => { if (/** @type {HTMLElement} */ (event.target).matches('select, [type="date"]')) form.requestSubmit(); });
    form.addEventListener('submit', () => { for (const field of form.elements) if ('value' in field && field.value === '') /** @type {HTMLInputElement} */ (field).disabled = true; });
    addEventListener('pageshow', () => { for (const field of form.elements) /** @type {HTMLInputElement} */ (field).disabled = false; });
    document.addEventListener('tl:change', () => this.#refreshSoon());
    document.addEventListener('tl:taken-back', () => this.#refreshSoon());
    this.querySelector('.list')?.addEventListener('scroll', () => this.#nearEnd(), { passive: true });
    this.#mark(this.#rowOf(Number(location.pathname.split('/').at(-1)) || Number(this.getAttribute('first'))));
    this.#asOf();
    keys.addAll([
      { keys: 'j', does: 'next', run: () => this.#walk(1) },
      { keys: 'k', does: 'previous', run: () => this.#walk(-1) },
      { keys: 'Enter', does: 'show each of a run', run: () => this.#toggle() },
      { keys: 'Delete', does: 'undo this change', run: () => this.#undoChosen() },
    ]);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const button = target.closest('button');
    if (button?.dataset.undo) return void this.#undo(Number(button.dataset.undo), button);
    if (button?.dataset.redo) return void this.#redo(Number(button.dataset.redo));
    if (button?.dataset.undoAll) {
      event.preventDefault();
      return void this.#undoAll(button.dataset.undoAll.split(',').map(Number));
    }
    if (button?.dataset.copy) {
      return void navigator.clipboard.writeText(new URL(button.dataset.copy, location.origin).href).then(() => toast('Its link is copied'));
    }
    const day = target.closest('[data-day]');
    if (day instanceof SVGElement && day.dataset.day) return this.#day(day.dataset.day);
    const row = /** @type {HTMLElement | null} */ (target.closest('.act[data-change]'));
    if (!row || button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.choose(Number(row.dataset.change));
  }

  /** @param {string} day */
  #day(day) {
    const field = /** @type {HTMLInputElement} */ (this.querySelector('.filters [name="from"]'));
    field.value = field.value === day ? '' : day;
    field.form?.requestSubmit();
  }

  /** The row of a change, or of the folded run that hides it. @param {number} number @returns {HTMLElement | null} */
  #rowOf(number) {
    const row = /** @type {HTMLElement | null} */ (this.acts.querySelector(`article[data-change="${number}"]`));
    const run = row?.closest('details');
    return run && !run.open ? run.querySelector('summary') : row;
  }

  /** @param {HTMLElement | null} row */
  #mark(row) {
    for (const old of this.acts.querySelectorAll('.act.on')) old.classList.remove('on');
    row?.classList.add('on');
    return row;
  }

  /** @param {number} number @param {HTMLElement | null} [row] */
  async choose(number, row = this.#rowOf(number)) {
    this.#mark(row)?.scrollIntoView({ block: 'nearest' });
    history.replaceState(null, '', `/studies/${this.study}/history/${number}${location.search}`);
    this.#fetching.abort();
    this.#fetching = new AbortController();
    try {
      const found = await page(`/studies/${this.study}/history/${number}/detail`, this.#fetching.signal);
      const detail = found.querySelector('#detail');
      if (detail) this.querySelector('#detail')?.replaceWith(document.adoptNode(detail));
    } catch (fault) {
      if (!(fault instanceof DOMException)) toast(/** @type {Error} */ (fault).message);
    }
  }

  /** @param {1 | -1} way */
  #walk(way) {
    const { rows } = this;
    const at = rows.findIndex((row) => row.classList.contains('on'));
    const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + way))];
    if (!next) return;
    void this.choose(Number(next.dataset.change ?? next.dataset.run), next);
    const said = next.querySelector('.what')?.textContent?.replace(/\s+/g, ' ').trim();
    if (said) announce(said);
    if (next === rows.at(-1)) void this.#earlier();
  }

  #toggle() {
    const run = this.acts.querySelector('summary.on')?.parentElement;
    if (run instanceof HTMLDetailsElement) run.open = !run.open;
  }

  #undoChosen() {
    /** @type {HTMLElement | null} */ (this.acts.querySelector('.act.on .undo'))?.click();
  }

  /** @param {number} number @param {HTMLElement} [from] */
  async #undo(number, from) {
    if (!(await allSaved())) return toast('Not yet: your changes are still being saved.');
    try {
      const done = await api.post(`studies/${this.study}/changes/undo?id=${number}`);
      toast(`Undone: ${done.summary}`, { label: 'Redo', undo: () => takeBack(this.study, 'redo', number) });
      await this.refresh();
    } catch (problem) {
      this.#refused(problem, [number], this.#mark(this.#rowOf(number)) ?? from ?? this.acts);
    }
  }

  /** @param {number} number */
  async #redo(number) {
    try {
      const done = await api.post(`studies/${this.study}/changes/redo?id=${number}`);
      toast(`Done again: ${done.summary}`);
      await this.refresh();
    } catch (problem) {
      this.#refused(problem, [number], this.#mark(this.#rowOf(number)) ?? this.acts);
    }
  }

  /** @param {number[]} ids */
  async #undoAll(ids) {
    try {
      const done = await api.post(`studies/${this.study}/changes/undo`, { ids });
      toast(`Undone: ${done.undone.length} changes`, { label: 'Redo', undo: () => takeBack(this.study, 'redo', done.change) });
      await this.refresh();
    } catch (problem) {
      this.#refused(problem, ids, this.#mark(this.#rowOf(Math.max(...ids))) ?? this.acts);
    }
  }

  /** The conflict stands where the change stands, with what can be done about it. @param {unknown} problem @param {number[]} ids @param {HTMLElement} row */
  #refused(problem, ids, row) {
    if (!(problem instanceof ApiProblem)) throw problem;
    const { since } = problem;
    for (const old of this.acts.querySelectorAll('.clash')) old.remove();
    const away = () => { clash.remove(); row.querySelector('button')?.focus(); };
    const both = since !== undefined && !problem.sinceUndoes && [...new Set([since, ...ids])];
    const first = since !== undefined && problem.sinceUndoes;
    const clash = el('div', { class: 'notice warn clash', role: 'alert' }, icon('stop'), el('b', null, problem.title), el('span', null, problem.detail),
      el('span', { class: 'row' },
        both && el('button', { type: 'button', class: 'btn small', onclick: () => void this.#undoAll(both) }, both.length === 2 ? 'Undo both' : `Undo all ${both.length}`),
        first && el('button', { type: 'button', class: 'btn small', onclick: () => void this.#redo(since) }, 'Redo that first'),
        since !== undefined && el('button', { type: 'button', class: 'btn small bare', onclick: () => void this.choose(since) }, 'Show it'),
        el('button', { type: 'button', class: 'btn small bare', onclick: away }, 'Leave it')));
    (row.closest('details.run > summary') ? /** @type {HTMLElement} */ (row.closest('details')) : row).after(clash);
    clash.querySelector('button')?.focus();
  }

  #refreshSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.refresh().catch(() => {}), SOON_MS);
  }

  /** The list as it now is, with what was chosen, opened and asked left as it was. */
  async refresh() {
    clearTimeout(this.#soon);
    const chosen = this.acts.querySelector('.act.on');
    const { change, run: folded } = /** @type {HTMLElement | null} */ (chosen)?.dataset ?? {};
    const number = Number(change ?? folded);
    const open = [...this.acts.querySelectorAll('details[open] > summary')].map((one) => /** @type {HTMLElement} */ (one).dataset.run);
    const fresh = await page(location.href);
    for (const part of ['#acts', '.days', '.page-head .sub']) {
      const now = fresh.querySelector(part);
      if (now) this.querySelector(part)?.replaceChildren(...document.adoptNode(now).childNodes);
    }
    for (const run of open) this.acts.querySelector(`summary[data-run="${run}"]`)?.parentElement?.setAttribute('open', '');
    if (number) void this.choose(number);
  }

  #nearEnd() {
    const list = /** @type {HTMLElement} */ (this.querySelector('.list'));
    if (list.scrollTop + list.clientHeight > list.scrollHeight - 600) void this.#earlier();
  }

  async #earlier() {
    const link = /** @type {HTMLAnchorElement | null} */ (this.acts.querySelector('[data-earlier]:not([aria-busy])'));
    if (!link) return;
    link.setAttribute('aria-busy', 'true');
    try {
      const more = (await page(link.href)).querySelector('#acts');
      if (!more) return;
      const last = /** @type {HTMLElement | undefined} */ ([...this.acts.querySelectorAll('.day-of')].at(-1));
      const first = /** @type {HTMLElement | null} */ (more.querySelector('.day-of'));
      if (first && last?.dataset.day === first.dataset.day) {
        first.querySelector('.day')?.remove();
        last?.append(...first.childNodes);
        first.remove();
      }
      link.replaceWith(...document.adoptNode(more).childNodes);
    } catch (fault) {
      link.removeAttribute('aria-busy');
      toast(/** @type {Error} */ (fault).message);
    }
  }

  #asOf() {
    const day = /** @type {HTMLInputElement | null} */ (this.querySelector('#asof-day'));
    const time = /** @type {HTMLInputElement | null} */ (this.querySelector('#asof-time'));
    if (!day || !time) return;
    this.querySelector('#asof-look')?.addEventListener('click', () => day.form?.requestSubmit());
    const look = async () => {
      if (!day.value || !time.value) return;
      const at = `${day.value}T${time.value}`;
      /** @type {HTMLAnchorElement} */ (this.querySelector('#asof-table')).href = `/api/v1/studies/${this.study}/asOf/codebook?as=xlsx&at=${at}`;
      const found = await page(`/studies/${this.study}/history/tally?at=${at}`);
      const tally = found.querySelector('#tally');
      if (tally) this.querySelector('#tally')?.replaceWith(document.adoptNode(tally));
    };
    for (const field of [day, time]) field.addEventListener('change', () => void look().catch((fault) => toast(fault.message)));
  }
}

customElements.define('tl-history', History);
