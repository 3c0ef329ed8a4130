// <tl-bring-in>: a project of another program, or an archive, into a new study or into this one. First told, then settled, then done.

import { api, ApiProblem, BYTES, TWICE } from '../api.js';
import { el, fill, notice } from '../dom.js';
import { guid7 } from '../guid.js';
import { announce } from '../toast.js';
import { allSaved } from '../undo.js';
import { filesOf } from '../sources/dropped.js';
import { apart, fieldOf, holds, kindsOf, linesOf, lossesOf, missingOf, positionsOf, sideOf, told } from './exchange.js';

/** @typedef {import('./exchange.js').Report} Report */
/** @typedef {import('./exchange.js').Line} Line */

const ARCHIVE = '.throughline';
const TABLE = /\.(csv|tsv|xlsx|xls)$/i;
const PROJECT = /\.(qdpx|qde|qdc|sqlite3|sqlite|db|qda|zip|throughline)$/i;

class BringIn extends HTMLElement {
  /** @type {File | null} */ #file = null;
  /** @type {Report | null} */ #report = null;
  /** Which of the projects in the file; empty where it holds one. */ #project = '';
  /** Of the study or the exchange that begins: sent again, it is done once. */ #id = '';
  #busy = false;
  /** @type {AbortController | null} What stops the reading or bringing in that is on its way. */ #stop = null;

  /** The study that it goes into; empty where it begins one. */
  get #study() {
    return this.getAttribute('study') ?? '';
  }

  get #told() {
    return /** @type {HTMLElement} */ (this.querySelector('#told'));
  }

  get #isArchive() {
    return (this.#file?.name ?? '').toLowerCase().endsWith(ARCHIVE);
  }

  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector('input[type="file"]'));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      input.value = '';
      if (file) void this.#take(file);
    });
    addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      this.querySelector('.drop-zone')?.classList.add('is-over');
    });
    addEventListener('dragleave', (event) => { if (event.relatedTarget === null) this.querySelector('.drop-zone')?.classList.remove('is-over'); });
    addEventListener('drop', (event) => {
      if (!event.dataTransfer) return;
      event.preventDefault();
      this.querySelector('.drop-zone')?.classList.remove('is-over');
      void filesOf(event.dataTransfer).then((files) => {
        // Of a dropped folder the project is meant, not what lies beside it.
        const file = files.find((one) => PROJECT.test(one.name)) ?? files[0];
        if (file) void this.#take(file);
      });
    });
    addEventListener('beforeunload', (event) => { if (this.#busy) event.preventDefault(); });
  }

  /** @param {File} file */
  async #take(file) {
    if (this.#busy) return;
    this.#file = file;
    this.#project = '';
    this.#report = null;
    this.#id = guid7();
    this.classList.add('has-file');
    if (this.#isArchive) return this.#archive();
    if (TABLE.test(file.name)) return this.#table();
    if (this.#study && !(await allSaved())) return this.#instead(el('p', { class: 'help wrong', role: 'alert' }, 'Not yet: your changes are still being saved. Choose the file again in a moment.'));
    await this.#look();
  }

  /** A table is no project: each kind has its place. */
  #table() {
    const file = /** @type {File} */ (this.#file);
    const at = (/** @type {string} */ page, /** @type {string} */ name) => (this.#study ? el('a', { class: 'link', href: `/studies/${this.#study}/${page}` }, name) : name);
    this.#instead(notice('', `${file.name} is a table, not a project`, this.#study ? '' : 'Begin the study first. Then ', 'coded segments come in under ', at('segments', 'Segments'), ', a codebook under ', at('codebook', 'Codebook'), ', answers under ',
      at('respondents/import', 'Respondents'), '.'));
  }

  /** What is told in place of a project, and the way to another: the zone to drop it is not to be seen any more. @param {HTMLElement} told */
  #instead(told) {
    told.setAttribute('tabindex', '-1');
    fill(this.#told, told, el('div', { class: 'row acts' }, this.#other()));
    told.focus();
  }

  async #look() {
    await this.#run(`Reading ${this.#file?.name}${size(this.#file)}…`, async () => this.#show(await this.#send({ dryRun: 'true' })));
  }

  /** A file of several projects: one of them comes in at a time. @param {string[]} projects */
  #which(projects) {
    const file = /** @type {File} */ (this.#file);
    const form = el('form', { onsubmit: (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      this.#project = String(new FormData(form).get('project') ?? '');
      this.#id = guid7();
      void this.#look();
    } },
    el('h2', { tabindex: '-1' }, file.name), el('p', null, `It holds ${told(projects.length, 'project')}, and one comes in at a time.`),
    el('fieldset', null, el('legend', null, 'Which project'), ...projects.map((name, at) => el('label', { class: 'choice' }, el('input', { type: 'radio', name: 'project', value: name, checked: at === 0 }), el('span', null, name)))),
    el('div', { class: 'row acts' }, el('button', { class: 'btn go' }, 'Look at it'), this.#other()));
    fill(this.#told, form);
    /** @type {HTMLElement | null} */ (form.querySelector('h2'))?.focus();
  }

  /** An archive is a study already: it comes in as it is. */
  #archive() {
    const file = /** @type {File} */ (this.#file);
    if (this.#study) {
      return this.#instead(notice('', `${file.name} is a whole study`,
        'A copy of this one is merged under ', el('a', { class: 'link', href: `/studies/${this.#study}/copies` }, 'Copies of this study'), '; another comes in from the start page.'));
    }
    fill(this.#told, el('h2', { tabindex: '-1' }, file.name), el('p', null, 'An archive of a whole study: everything in it comes in with its history, as it was.'),
      el('div', { class: 'field' }, el('label', { for: 'begin-name' }, 'Name ', el('span', { class: 'quiet' }, 'only where it is here already and is to stand beside')), this.#nameField('')),
      this.#acts(() => void this.#run('Bringing it in…', async () => {
        const name = this.#name();
        const done = await api.post(`archives?file=${encodeURIComponent(file.name)}${name ? `&name=${encodeURIComponent(name)}` : ''}`, file, { ...BYTES, signal: this.#stop?.signal });
        this.#busy = false;
        location.href = `/studies/${done.study}`;
      })));
    return undefined;
  }

  /** @param {Record<string, string>} query @param {string} [settled] */
  #send(query, settled = '') {
    const file = /** @type {File} */ (this.#file);
    const words = new URLSearchParams({ file: file.name, ...(this.#project ? { project: this.#project } : {}), ...query });
    return api.post(`${this.#study ? `studies/${this.#study}/` : ''}projects?${words}${settled}`, file, { ...BYTES, signal: this.#stop?.signal, unreached: query.dryRun ? 'Nothing was kept. Choose the file again in a moment.' : TWICE });
  }

  /** @param {string} doing @param {() => Promise<void>} act */
  async #run(doing, act) {
    if (this.#busy) return undefined;
    this.#busy = true;
    announce(doing);
    const stop = this.#stop = new AbortController();
    const bar = el('div', { class: 'busy' }, el('div', { class: 'row' }, el('p', { class: 'grow' }, doing), el('button', { type: 'button', class: 'btn small', onclick: () => stop.abort() }, 'Cancel')),
      el('progress', { class: 'progress', 'aria-label': doing }));
    const wrong = el('div', { class: 'refused' });
    this.#told.querySelector('.refused')?.remove();
    this.#told.classList.add('is-busy');
    this.#told.prepend(bar);
    try {
      await act();
    } catch (problem) {
      if (stop.signal.aborted) return await this.#stopped(wrong);
      if (!(problem instanceof ApiProblem)) throw problem;
      if (problem.choices.length > 0) return this.#which(problem.choices);
      if (this.#isUnread) return this.#instead(notice('bad', problem.title, problem.detail));
      this.#told.prepend(wrong);
      fill(wrong, notice('bad', problem.title, problem.detail));
    } finally {
      this.#busy = false;
      this.#told.classList.remove('is-busy');
      bar.remove();
    }
    return undefined;
  }

  /** Whether nothing of a file stands on the page yet. */
  get #isUnread() {
    return !this.#report && !this.#isArchive;
  }

  /** What had come in when it was stopped came in whole. @param {HTMLElement} place */
  async #stopped(place) {
    const at = this.#study ? `studies/${this.#study}/exchanges/${this.#id}` : `studies/${this.#id}`;
    if (!this.#isUnread && (await api.get(at).then(() => true, () => false))) {
      this.#busy = false;
      location.href = this.#study ? `/${at}` : `/${at}/exchanges`;
      return;
    }
    if (this.#isUnread) fill(this.#told);
    this.#told.prepend(place);
    fill(place, notice('', 'Stopped', 'Nothing was kept.'), this.#isUnread && el('div', { class: 'row acts' }, this.#other()));
    announce('Stopped. Nothing was kept.');
  }

  /** @param {Report} report */
  #show(report) {
    this.#report = report;
    const clashes = byThing(report.lines.filter((line) => line.did === 'conflict'));
    const nothing = this.#study !== '' && Object.keys(report.did).every((did) => did === 'kept out');
    fill(this.#told,
      el('h2', { tabindex: '-1' }, report.project || report.file, ' ', el('span', { class: 'quiet' }, report.program ? `from ${report.program}` : '')),
      el('p', null, `${report.file} holds ${holds(report)}.`),
      nothing && notice('ok', 'Nothing changes', report.did['kept out'] ? 'All of it stands here as the file has it, or was removed here since and stays so.' : 'All of it stands here already as the file has it.'),
      positionsOf(report),
      !this.#study && el('div', { class: 'field' }, el('label', { for: 'begin-name' }, 'Name of the new study'), this.#nameField(report.project || report.file.replace(/\.\w+$/, ''))),
      this.#study !== '' && !nothing && el('p', { class: 'soft' }, sentence(report)),
      ...this.#clashes(clashes),
      ...(nothing ? [] : kindsOf({ ...report, kinds: report.kinds.filter((kind) => kind.did !== 'conflict') }, false)),
      this.#removals(report),
      linesOf(report), missingOf(report.missing), lossesOf(report.losses, `${told(report.losses.length, 'thing')} that cannot come in as it stands there`.replace('things that cannot come in as it stands', 'things that cannot come in as they stand')),
      nothing ? el('div', { class: 'row acts' }, this.#other()) : this.#acts(() => void this.#keep(clashes)));
    /** @type {HTMLElement | null} */ (this.#told.querySelector('h2'))?.focus();
  }

  /** @param {string} name */
  #nameField(name) {
    return el('input', { class: 'in big', id: 'begin-name', maxlength: '200', value: name, autocomplete: 'off' });
  }

  #name() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector('#begin-name'))?.value.trim() ?? '';
  }

  /** @param {() => void} act */
  #acts(act) {
    return el('div', { class: 'row acts' }, el('button', { type: 'button', class: 'btn go', onclick: act }, this.#study ? 'Bring it in' : 'Begin the study with it'), this.#other(),
      el('span', { class: 'help' }, this.#study ? 'One act: undo takes all of it back.' : 'The file stays as it is.'));
  }

  #other() {
    return el('button', { type: 'button', class: 'btn bare', onclick: () => /** @type {HTMLInputElement} */ (this.querySelector('input[type="file"]')).click() }, 'Choose another file…');
  }

  /** @param {Line[][]} clashes */
  #clashes(clashes) {
    if (clashes.length === 0) return [];
    /** @param {'ours' | 'theirs'} whose @param {string} label */
    const all = (whose, label) => el('button', { type: 'button', class: 'btn small', onclick: () => {
      for (const one of this.querySelectorAll(`input[data-thing][value="${whose}"]`)) /** @type {HTMLInputElement} */ (one).checked = true;
      announce(label);
    } }, label);
    return [el('section', { class: 'clashes', 'aria-label': 'Changed on both sides' },
      notice('warn', `${told(clashes.length, 'thing')} changed here and there since the last exchange`, 'What stands here stays unless you say otherwise.'),
      el('div', { class: 'row' }, all('ours', 'All as they are here'), all('theirs', 'All as they are there')),
      ...clashes.map((clash, at) => this.#clash(clash, at, kindOf(this.#report, clash[0].kind))))];
  }

  /** @param {Line[]} clash @param {number} at @param {string} kind */
  #clash(clash, at, kind) {
    const [first] = clash;
    const key = first.key ?? `${first.kind}:${first.id}`;
    const said = clash.map((line) => apart(sideOf(line, 'here'), sideOf(line, 'there')));
    /** @param {0 | 1} side */
    const words = (side) => clash.flatMap((line, n) => [n > 0 && '; ', line.field && `${fieldOf(line.field)}: `, ...said[n][side], side === 1 && line.with && `, with ${line.with}`]);
    /** @param {string} whose @param {string} label @param {0 | 1} side */
    const choice = (whose, label, side) => el('label', { class: 'choice' },
      el('input', { type: 'radio', name: `take-${at}`, value: whose, 'data-thing': key, checked: whose === 'ours' }), el('span', null, el('b', null, `${label} `), ...words(side)));
    return el('fieldset', { class: 'clash' }, el('legend', null, first.name, ' ', el('span', { class: 'quiet' }, kind)), el('div', { class: 'both' }, choice('ours', 'Here.', 0), choice('theirs', 'There.', 1)));
  }

  /** @param {Report} report */
  #removals(report) {
    const gone = report.did.removed ?? 0;
    return gone > 0 && el('label', { class: 'choice' }, el('input', { type: 'checkbox', id: 'removals' }), el('span', null, `Also remove here what is gone there: ${told(gone, 'thing')}`));
  }

  /** @param {Line[][]} clashes */
  async #keep(clashes) {
    const chosen = /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll('input[data-thing]:checked')]);
    const settled = clashes.length === 0 ? '' : chosen.map((one) => `&${one.value}=${encodeURIComponent(one.dataset.thing ?? '')}`).join('');
    const removals = /** @type {HTMLInputElement | null} */ (this.querySelector('#removals'))?.checked ? 'true' : 'false';
    await this.#run('Bringing it in…', async () => {
      const done = this.#study ? await this.#send({ id: this.#id, removals }, settled) : await this.#send({ study: this.#id, name: this.#name() });
      this.#busy = false;
      if (this.#study && done.change === undefined) {
        this.#told.replaceChildren(notice('ok', 'Nothing was changed', 'Of all that the file has nothing was new, and nothing was to be removed.'), el('div', { class: 'row acts' }, this.#other()));
        return;
      }
      const study = this.#study || done.study;
      sessionStorage.setItem('tl:brought-in', JSON.stringify({ told: `Brought in ${this.#file?.name}`, change: done.change }));
      location.href = `/studies/${study}/exchanges/${done.report.id}`;
    });
  }
}

/** Of a file that takes a while: how large it is. @param {File | null} file */
const size = (file) => (file && file.size >= 10_000_000 ? `, ${Math.round(file.size / 1_000_000).toLocaleString('en-GB')} MB` : '');

/** The kind in a word. @param {Report | null} report @param {string} kind */
const kindOf = (report, kind) => report?.kinds.find((one) => one.kind === kind)?.what.split('/')[0] ?? '';

/** @param {Line[]} lines */
function byThing(lines) {
  /** @type {Map<string, Line[]>} */ const things = new Map();
  for (const line of lines) things.set(`${line.kind}:${line.id}`, [...things.get(`${line.kind}:${line.id}`) ?? [], line]);
  return [...things.values()];
}

/** @param {Report} report */
function sentence(report) {
  const parts = [report.unchanged > 0 && `${told(report.unchanged, 'thing')} stand${report.unchanged === 1 ? 's' : ''} here as in the file`,
    report.matched > 0 && `${told(report.matched, 'thing')} ${report.matched === 1 ? 'is' : 'are'} known here by words, path or name`].filter(Boolean);
  return parts.length > 0 ? `${parts.join('; ')}.` : 'None of it is here yet.';
}

customElements.define('tl-bring-in', BringIn);
