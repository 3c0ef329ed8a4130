// Variables: their names, the scales made of them, and their bands.

import { ApiProblem } from '../api.js';
import { guid7 } from '../guid.js';
import { outbox } from '../outbox.js';
import { toast } from '../toast.js';
import './tl-bands.js';
import { openScale, openSets } from './forms.js';

class Variables extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest('[data-act]')) : null;
      if (!button) return;
      const act = button.dataset.act;
      if (act === 'new-scale') openScale(this, null, this.#items(), (id, body) => this.#scale(id, body));
      if (act === 'change-scale') openScale(this, JSON.parse(button.dataset.scale ?? '{}'), this.#items(), (id, body) => this.#scale(id, body));
      if (act === 'remove-scale') void this.#send('Remove a scale', 'DELETE', `scales/${button.dataset.id}`, undefined, '');
      if (act === 'gather') void this.#send('Open answers to sources', 'PUT', 'respondents/sources', {});
      if (act === 'sets') openSets(this, JSON.parse(button.dataset.counts ?? '[]'), (sets) => this.#send('Band a variable', 'PUT', `variables/${this.#shown}/bands`, { sets }));
    });
    this.addEventListener('tl-bands', (event) => void this.#send('Band a variable', 'PUT', `variables/${this.#shown}/bands`, /** @type {CustomEvent} */ (event).detail));
    this.querySelector('#edit-variable')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#edit();
    });
  }

  get #shown() {
    return /** @type {HTMLElement | null} */ (this.querySelector('[data-variable]'))?.dataset.variable;
  }

  /** What a scale can be made of: numbers and ordered answers. */
  #items() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll('tr[data-id]')]).map((row) => row.dataset)
      .filter((d) => (d.kind === 'number' || d.kind === 'ordinal') && d.score !== 'True').map((d) => ({ id: d.id ?? '', name: d.name ?? '' }));
  }

  /** @param {string | null} id @param {object} body */
  #scale(id, body) {
    return this.#send(id ? 'Change a scale' : 'Make a scale', 'PUT', `scales/${id ?? guid7()}`, body);
  }

  #edit() {
    const value = (/** @type {string} */ id) => /** @type {HTMLInputElement | null} */ (this.querySelector(`#${id}`))?.value;
    const lines = (/** @type {string | undefined} */ text) => text?.split('\n').map((l) => l.trim()).filter(Boolean);
    const categories = lines(value('v-categories'))?.map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? { value: line, label: line } : { value: line.slice(0, at).trim(), label: line.slice(at + 1).trim() };
    });
    return this.#send('Change a variable', 'PATCH', `variables/${this.#shown}`,
      { name: value('v-name'), label: value('v-label'), kind: value('v-kind'), unit: value('v-unit'), missing: lines(value('v-missing')), categories });
  }

  /** @param {string} verb @param {string} method @param {string} path @param {unknown} body @param {string} [to] Where to go afterwards; the page itself by default. */
  async #send(verb, method, path, body, to) {
    const study = this.getAttribute('study');
    try {
      await outbox.send({ verb, method, path: `studies/${study}/${path}`, body });
      if (to === undefined) location.reload();
      else location.assign(`/studies/${study}/variables`);
    } catch (problem) {
      toast(problem instanceof ApiProblem ? problem.detail || problem.title : String(problem));
    }
  }
}

customElements.define('tl-variables', Variables);
