// Copies of a study. One is given away as an archive; merging one is first told, then settled where both changed the same, then done.

import { api, ApiProblem, BYTES, takeOut, TWICE } from '../api.js';
import { el, fill, notice } from '../dom.js';
import { guid7 } from '../guid.js';
import { announce, toast } from '../toast.js';
import { allSaved, takeBack } from '../undo.js';
import { apart, archiveOf, fieldOf, told as count, worded } from './exchange.js';

/** @typedef {{kind: string, id: string, name: string, field: string, ours: string, theirs: string, by: string, act: string, what: string}} Clash */

class Copies extends HTMLElement {
  /** @type {File | null} */ #file = null;
  #busy = false;

  get #study() {
    return this.getAttribute('study') ?? '';
  }

  get #told() {
    return /** @type {HTMLElement} */ (this.querySelector('#merge-told'));
  }

  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector('#copy-file'));
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#giveAway(/** @type {HTMLFormElement} */ (event.target));
    });
    input.addEventListener('change', () => {
      const file = input.files?.[0] ?? null;
      input.value = '';
      if (!file || this.#busy) return;
      this.#file = file;
      void this.#try();
    });
    addEventListener('beforeunload', (event) => { if (this.#busy) event.preventDefault(); });
  }

  /** @param {HTMLFormElement} form */
  async #giveAway(form) {
    const [button, said, file] = [/** @type {Element} */ (form.querySelector('button')), /** @type {Element} */ (form.querySelector('#given')), archiveOf(this.getAttribute('name') || 'study')];
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    fill(said, 'Writing…');
    try {
      const made = await takeOut(`studies/${this.#study}/exports`, { id: guid7(), file, vault: new FormData(form).has('vault') });
      fill(said, `${made.file} goes to your downloads.`);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      fill(said, notice('bad', problem.title, problem.detail));
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  /** @param {string} query */
  #send(query) {
    const file = /** @type {File} */ (this.#file);
    return api.post(`studies/${this.#study}/merge?file=${encodeURIComponent(file.name)}${query}`, file, { ...BYTES, unreached: TWICE });
  }

  async #try() {
    fill(this.#told);
    if (!(await allSaved())) return fill(this.#told, el('p', { class: 'help wrong', role: 'alert' }, 'Not yet: your changes are still being saved. Choose the copy again in a moment.'));
    return this.#run(`Reading ${this.#file?.name}…`, async () => this.#show(await this.#send('&dryRun=true')));
  }

  /** One at a time, with what is being done above what was told. @param {string} doing @param {() => Promise<void>} act */
  async #run(doing, act) {
    if (this.#busy) return;
    this.#busy = true;
    announce(doing);
    const bar = el('div', { class: 'busy' }, el('p', null, doing), el('progress', { class: 'progress', 'aria-label': doing }));
    this.#told.querySelector('.refused')?.remove();
    this.#told.prepend(bar);
    try {
      await act();
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      // What was settled so far stays to be sent again.
      this.#told.prepend(el('div', { class: 'refused' }, notice('bad', problem.title, problem.detail)));
    } finally {
      this.#busy = false;
      bar.remove();
    }
  }

  /** @param {any} report */
  #show(report) {
    if (report.acts === 0) return this.#end(notice('ok', 'Nothing changes', 'There is nothing new in this copy.'));
    const clashes = this.#byThing(report.conflicts);
    fill(this.#told,
      el('h3', { tabindex: '-1' }, this.#file?.name ?? ''),
      el('p', null, `${count(report.acts, 'act')} of ${and(report.people)} ${report.acts === 1 ? 'is' : 'are'} new.`),
      el('p', { class: 'counts' }, ...['added', 'changed', 'removed'].map((what) => el('span', null, el('b', null, String(report[what])), ` ${what}`)), clashes.length > 0 && el('span', { class: 'quiet' }, 'besides what is to be settled')),
      this.#done(report),
      clashes.length > 0 && notice('warn', `${count(clashes.length, 'thing')} changed in both copies`, 'Say for each whose is taken. Nothing is changed before that.'),
      clashes.length > 1 && el('div', { class: 'row' }, this.#all('ours', 'All of ours'), this.#all('theirs', 'All of theirs')),
      ...clashes.map((clash) => this.#clash(clash)),
      report.notes.length > 0 && el('ul', { class: 'notes-of help' }, ...report.notes.map((/** @type {any} */ note) => el('li', null, note.message))),
      el('div', { class: 'row' },
        el('button', { type: 'button', class: 'btn go', onclick: () => void this.#merge(clashes) }, 'Merge'),
        el('button', { type: 'button', class: 'btn bare', onclick: () => this.#leave() }, 'Leave it')));
    /** @type {HTMLElement | null} */ (this.#told.querySelector('h3'))?.focus();
    return undefined;
  }

  #leave() {
    fill(this.#told);
    /** @type {HTMLElement} */ (this.querySelector('#copy-file')).focus();
  }

  /** What it came to, where one is then. @param {HTMLElement} told @param {...import('../dom.js').Child} more */
  #end(told, ...more) {
    told.setAttribute('tabindex', '-1');
    fill(this.#told, told, ...more);
    told.focus();
  }

  /** What was done there, as its history tells it. @param {any} report */
  #done(report) {
    const more = report.acts - report.done.length;
    return el('details', { class: 'acts-there', open: report.acts <= 12 }, el('summary', null, 'What was done there'),
      el('ol', null, ...report.done.map((/** @type {any} */ act) => el('li', null, el('b', null, act.by), ` ${act.summary}`))), more > 0 && el('p', { class: 'help' }, `and ${count(more, 'more act')}.`));
  }

  /** @param {'ours' | 'theirs'} whose @param {string} label */
  #all(whose, label) {
    return el('button', { type: 'button', class: 'btn small', onclick: () => {
      for (const one of this.querySelectorAll(`input[data-thing][value="${whose}"]`)) /** @type {HTMLInputElement} */ (one).checked = true;
      announce(label);
    } }, label);
  }

  /** @param {Clash[]} conflicts */
  #byThing(conflicts) {
    /** @type {Map<string, Clash[]>} */
    const things = new Map();
    for (const one of conflicts) things.set(one.id, [...things.get(one.id) ?? [], one]);
    return [...things.values()];
  }

  /** @param {Clash[]} clash */
  #clash(clash) {
    const [first] = clash;
    const said = clash.map((one) => (one.field ? apart(worded(one.ours), worded(one.theirs)) : [[one.ours], [one.theirs]]));
    const words = (/** @type {0 | 1} */ side) => clash.flatMap((one, n) => [n > 0 && '; ', one.field && `${fieldOf(one.field[0].toUpperCase() + one.field.slice(1))}: `, ...said[n][side]]);
    /** @param {'ours' | 'theirs'} whose @param {string} label @param {0 | 1} side */
    const choice = (whose, label, side) => el('label', { class: 'choice' },
      el('input', { type: 'radio', name: `take-${first.id}`, value: whose, 'data-thing': first.id }), el('span', null, el('b', null, `${label} `), ...words(side)));
    return el('fieldset', { class: 'clash' }, el('legend', null, first.name, ' ', el('span', { class: 'quiet' }, first.what)),
      el('div', { class: 'both' }, choice('ours', 'Ours.', 0), choice('theirs', `Theirs, ${first.by}.`, 1)), el('p', { class: 'help' }, `There: ${first.act}`));
  }

  /** @param {Clash[][]} clashes */
  async #merge(clashes) {
    const taken = /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll('input[data-thing]:checked')]);
    if (taken.length < clashes.length) {
      toast(`${count(clashes.length - taken.length, 'thing')} still to settle.`);
      const open = /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll('.clash')].filter((one) => !one.querySelector('input:checked')).map((one) => one.querySelector('input')));
      return open[0]?.focus();
    }
    return this.#run('Merging…', async () => {
      const done = await this.#send(taken.map((one) => `&${one.value}=${one.dataset.thing}`).join(''));
      if (!done.change) return this.#end(notice('ok', 'Nothing was changed', 'All of it stays as it is here.'));
      this.#end(notice('ok', 'Merged', `${done.added} added, ${done.changed} changed, ${done.removed} removed. It stands in the `, el('a', { class: 'link', href: `/studies/${this.#study}/history` }, 'history'), ', and undo takes all of it back.'),
        done.notes.length > 0 && el('ul', { class: 'notes-of help' }, ...done.notes.map((/** @type {any} */ note) => el('li', null, note.message))));
      toast('Merged', { undo: () => takeBack(this.#study, 'undo', done.change) });
      return undefined;
    });
  }
}

/** @param {string[]} people */
const and = (people) => (people.length < 2 ? people.join('') : `${people.slice(0, -1).join(', ')} and ${people[people.length - 1]}`);

customElements.define('tl-copies', Copies);
