// Merging a copy of a study: first told, then settled where both changed the same, then done.

import { api, ApiProblem, BYTES } from '../api.js';
import { el, fill, notice } from '../dom.js';
import { toast } from '../toast.js';
import { allSaved, takeBack } from '../undo.js';

/** @typedef {{kind: string, id: string, name: string, field: string, ours: string, theirs: string, by: string, act: string}} Clash */

class Copies extends HTMLElement {
  /** @type {File | null} */ #file = null;

  get #study() {
    return this.getAttribute('study') ?? '';
  }

  get #told() {
    return /** @type {HTMLElement} */ (this.querySelector('#merge-told'));
  }

  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector('#copy-file'));
    input.addEventListener('change', () => {
      this.#file = input.files?.[0] ?? null;
      input.value = '';
      if (this.#file) void this.#try();
    });
  }

  /** @param {string} query */
  #send(query) {
    const file = /** @type {File} */ (this.#file);
    return api.post(`studies/${this.#study}/merge?file=${encodeURIComponent(file.name)}${query}`, file, BYTES);
  }

  async #try() {
    fill(this.#told, el('p', { class: 'help' }, `Reading ${this.#file?.name}…`));
    if (!(await allSaved())) return fill(this.#told, el('p', { class: 'help wrong' }, 'Not yet: your changes are still being saved. Choose the copy again in a moment.'));
    try {
      this.#show(await this.#send('&dryRun=true'));
    } catch (problem) {
      this.#refused(problem);
    }
    return undefined;
  }

  /** @param {any} report */
  #show(report) {
    if (report.acts === 0) return fill(this.#told, el('p', null, 'There is nothing new in this copy.'));
    const clashes = this.#byThing(report.conflicts);
    fill(this.#told,
      el('p', null, `${count(report.acts, 'act')} of ${report.people.join(', ')} ${report.acts === 1 ? 'is' : 'are'} new.`),
      el('p', { class: 'counts' }, ...['added', 'changed', 'removed'].map((what) => el('span', null, el('b', null, String(report[what])), ` ${what}`))),
      clashes.length > 0 && notice('warn', `${count(clashes.length, 'thing')} changed in both copies`, 'Say for each whose is taken. Nothing is changed before that.'),
      ...clashes.map((clash) => this.#clash(clash)),
      report.notes.length > 0 && el('ul', { class: 'notes-of help' }, ...report.notes.map((/** @type {any} */ note) => el('li', null, note.message))),
      el('div', { class: 'row' },
        el('button', { type: 'button', class: 'btn go', onclick: () => void this.#merge(clashes) }, 'Merge'),
        el('button', { type: 'button', class: 'btn bare', onclick: () => fill(this.#told) }, 'Leave it')));
    return undefined;
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
    const words = (/** @type {'ours' | 'theirs'} */ whose) => clash.map((one) => `${one.field ? `${one.field}: ` : ''}${one[whose]}`).join('; ');
    /** @param {'ours' | 'theirs'} whose @param {string} label */
    const choice = (whose, label) => el('label', { class: 'choice' },
      el('input', { type: 'radio', name: `take-${first.id}`, value: whose, 'data-thing': first.id }), el('span', null, el('b', null, `${label} `), words(whose)));
    return el('fieldset', { class: 'clash' }, el('legend', null, `${first.kind}: ${first.name}`),
      el('div', { class: 'both' }, choice('ours', 'Ours.'), choice('theirs', `Theirs, ${first.by}.`)), el('p', { class: 'help' }, `There: ${first.act}`));
  }

  /** @param {Clash[][]} clashes */
  async #merge(clashes) {
    const taken = /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll('input[data-thing]:checked')]);
    if (taken.length < clashes.length) return toast(`${count(clashes.length - taken.length, 'thing')} still to settle.`);
    try {
      const done = await this.#send(taken.map((one) => `&${one.value}=${one.dataset.thing}`).join(''));
      fill(this.#told, el('p', null, `Merged: ${done.added} added, ${done.changed} changed, ${done.removed} removed.`));
      toast('Merged', { undo: () => takeBack(this.#study, 'undo', done.change) });
    } catch (problem) {
      this.#refused(problem);
    }
    return undefined;
  }

  /** @param {unknown} problem */
  #refused(problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    fill(this.#told, notice('bad', problem.title, problem.detail));
  }
}

/** @param {number} n @param {string} one */
const count = (n, one) => `${n} ${one}${n === 1 ? '' : 's'}`;

customElements.define('tl-copies', Copies);
