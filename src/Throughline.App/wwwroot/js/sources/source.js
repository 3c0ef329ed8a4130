// <tl-source>: the sheet of one source. Each field is an act of its own, saved when it is left, told with its undo.

import { api, ApiProblem } from '../api.js';
import { outbox } from '../outbox.js';
import { toast } from '../toast.js';

class SourceSheet extends HTMLElement {
  connectedCallback() {
    this.study = this.getAttribute('study') ?? '';
    this.source = this.getAttribute('source') ?? '';
    for (const field of this.querySelectorAll('input, select')) this.#remember(/** @type {HTMLInputElement} */ (field));
    this.addEventListener('change', (event) => this.#changed(/** @type {HTMLInputElement} */ (event.target)));
    this.addEventListener('keydown', (event) => this.#key(event));
    this.querySelector('#remove')?.addEventListener('click', () => this.#remove());
  }

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  #remember(field) {
    field.dataset.was = field.value;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type === 'checkbox') return;
    if (event.key === 'Enter') field.blur();
    if (event.key === 'Escape') {
      field.value = field.dataset.was ?? '';
      field.blur();
    }
  }

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  #changed(field) {
    if (field.id === 'name') return void this.#save(field, 'PATCH', `sources/${this.source}`, { name: field.value }, `Renamed to ${field.value}`);
    const row = /** @type {HTMLElement | null} */ (field.closest('[data-speaker]'));
    if (!row || field.dataset.field === 'everywhere') return;
    const everywhere = /** @type {HTMLInputElement | null} */ (row.querySelector('[data-field="everywhere"]'))?.checked ?? false;
    const name = row.dataset.name ?? '';
    const path = `speakers/${row.dataset.speaker}/${field.dataset.field}`;
    const where = everywhere ? ' everywhere' : '';
    if (field.dataset.field === 'name') {
      void this.#save(field, 'PUT', path, { name: field.value, everywhere }, `Renamed ${name} to ${field.value}${where}`).then((saved) => { if (saved) row.dataset.name = field.value; });
    } else if (field.dataset.field === 'role') {
      void this.#save(field, 'PUT', path, { role: field.value, everywhere }, `Marked ${name} as ${field.value}${where}`);
    } else {
      void this.#save(field, 'PUT', path, { participant: field.value, everywhere }, field.value ? `Tied ${name} to ${field.value}${where}` : `Untied ${name}${where}`);
    }
  }

  /**
   * @param {HTMLInputElement | HTMLSelectElement} field @param {string} method @param {string} path @param {object} body @param {string} told
   * @returns {Promise<boolean>}
   */
  async #save(field, method, path, body, told) {
    const was = field.dataset.was ?? '';
    this.#wrong(null, field);
    this.#remember(field);
    try {
      const { change } = await outbox.send({ verb: told, method, path: `studies/${this.study}/${path}`, body }) ?? {};
      if (change !== undefined) toast(told, { undo: () => void this.#undo(change) });
      return true;
    } catch (problem) {
      field.value = was;
      this.#remember(field);
      this.#wrong(problem, field);
      return false;
    }
  }

  /** @param {unknown} problem @param {HTMLElement} field */
  #wrong(problem, field) {
    const told = /** @type {HTMLElement} */ (this.querySelector('#wrong'));
    told.hidden = problem === null;
    told.textContent = problem instanceof ApiProblem ? problem.detail || problem.title : problem === null ? '' : String(problem);
    field.toggleAttribute('aria-invalid', false);
    if (problem !== null) field.setAttribute('aria-invalid', 'true');
  }

  /** @param {number} change */
  async #undo(change) {
    try {
      await api.post(`studies/${this.study}/changes/undo?id=${change}`);
      location.reload();
    } catch (problem) {
      toast(problem instanceof ApiProblem ? `${problem.title}. ${problem.detail}` : String(problem));
    }
  }

  #remove() {
    const name = /** @type {HTMLInputElement} */ (this.querySelector('#name')).value;
    outbox.send({ verb: `Remove ${name}`, method: 'DELETE', path: `studies/${this.study}/sources/${this.source}` }).then((answer) => {
      sessionStorage.setItem('tl:told', JSON.stringify({ told: `Removed ${name}`, change: answer?.change }));
      location.href = `/studies/${this.study}/sources`;
    }, (problem) => this.#wrong(problem, /** @type {HTMLElement} */ (this.querySelector('#remove'))));
  }
}

customElements.define('tl-source', SourceSheet);
