// The identity vault. Nothing of it is kept in the browser: neither passphrases nor names go through the outbox or into storage.

import { api, ApiProblem, request } from '../api.js';
import { openDialog } from '../dialog.js';
import { el, fill } from '../dom.js';
import { toast } from '../toast.js';

class Vault extends HTMLElement {
  get #path() {
    return `studies/${this.getAttribute('study')}/vault`;
  }

  connectedCallback() {
    this.#form('setup-form', async (form) => {
      const [passphrase, again] = this.#values(form, 'new-passphrase', 'again');
      if (passphrase !== again) throw new ApiProblem({ title: 'The two differ', detail: 'Write the same passphrase twice.' }, 422);
      await api.post(this.#path, { passphrase });
      location.reload();
    });
    this.#form('open-form', async (form) => {
      await api.post(`${this.#path}/open`, { passphrase: this.#values(form, 'passphrase')[0] });
      location.reload();
    });
    this.#form('enter-form', async (form) => {
      const [code, name, email, telephone, address] = this.#values(form, 'e-code', 'e-name', 'e-email', 'e-telephone', 'e-address');
      const done = await request('PUT', `${this.#path}/names/${encodeURIComponent(code.trim())}`, { name, email, telephone, address });
      form.reset();
      /** @type {HTMLElement} */ (form.querySelector('#e-code')).focus();
      toast(done.added > 0 ? `${code.trim()} is in the vault` : `What is known of ${code.trim()} was brought up to date`);
      fill(/** @type {HTMLElement} */ (this.querySelector('#names')));
    });
    this.querySelector('#names-file')?.addEventListener('change', (event) => void this.#import(/** @type {HTMLInputElement} */ (event.target)));
    this.addEventListener('click', (event) => {
      const act = event.target instanceof Element ? event.target.closest('[data-act]')?.getAttribute('data-act') : null;
      if (act === 'look') void this.#look();
      if (act === 'close') void this.#told(() => api.post(`${this.#path}/close`).then(() => location.reload()));
      if (act === 'passphrase') void this.#passphrase();
      if (act === 'destroy') void this.#destroy();
    });
    this.#closeInTime();
  }

  /** What was shown goes from the screen when the vault closes by itself. */
  #closeInTime() {
    const until = this.querySelector('#is-open ~ p time')?.getAttribute('datetime');
    if (!until) return;
    const look = setInterval(async () => {
      const state = await api.get(this.#path).catch(() => null);
      if (!state || state.open) return;
      clearInterval(look);
      location.reload();
    }, 60_000);
  }

  /** @param {string} id @param {(form: HTMLFormElement) => Promise<void>} act */
  #form(id, act) {
    const form = /** @type {HTMLFormElement | null} */ (this.querySelector(`#${id}`));
    form?.addEventListener('submit', async (event) => {
      event.preventDefault();
      const wrong = /** @type {HTMLElement} */ (form.querySelector('.wrong'));
      const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
      wrong.hidden = true;
      button.setAttribute('aria-busy', 'true');
      try {
        await act(form);
      } catch (problem) {
        if (!(problem instanceof ApiProblem)) throw problem;
        wrong.textContent = problem.detail || problem.title;
        wrong.hidden = false;
        /** @type {HTMLElement} */ (form.querySelector('input')).focus();
      } finally {
        button.removeAttribute('aria-busy');
      }
    });
  }

  /** @param {HTMLFormElement} form @param {string[]} ids */
  #values(form, ...ids) {
    return ids.map((id) => /** @type {HTMLInputElement} */ (form.querySelector(`#${id}`)).value);
  }

  async #look() {
    await this.#told(async () => {
      const { names } = await api.get(`${this.#path}/names`);
      const shown = /** @type {HTMLElement} */ (this.querySelector('#names'));
      if (names.length === 0) return fill(shown, el('p', { class: 'help' }, 'Nobody is in the vault yet. Enter one person, or bring in a table.'));
      const rows = names.map((/** @type {any} */ one) => el('tr', null,
        el('td', null, one.code), el('td', null, one.name), el('td', null, [one.email, one.telephone, one.address, one.note].filter(Boolean).join(', '))));
      fill(shown, el('table', { class: 'grid' },
        el('thead', null, el('tr', null, ...['Code', 'Name', 'How to reach them'].map((head) => el('th', { scope: 'col' }, head)))), el('tbody', null, ...rows)));
      return undefined;
    });
  }

  /** @param {HTMLInputElement} input */
  async #import(input) {
    const file = input.files?.[0];
    if (!file) return;
    const said = /** @type {HTMLElement} */ (this.querySelector('#import-told'));
    fill(said, el('p', { class: 'help' }, 'Reading…'));
    const form = new FormData();
    form.append('file', file, file.name);
    try {
      const done = await api.post(`${this.#path}/names/import`, form);
      fill(said, el('p', null, `${done.rows - done.warnings.length} people taken from ${file.name}, ${done.added} of them new.`),
        el('ul', { class: 'help' }, ...done.warnings.slice(0, 50).map((/** @type {any} */ one) => el('li', null, `${one.place}: ${one.message}`))));
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      fill(said, el('p', { class: 'help wrong' }, `${problem.title}. ${problem.detail}`));
    }
    input.value = '';
  }

  async #passphrase() {
    const field = /** @type {HTMLInputElement} */ (el('input', { class: 'in', type: 'password', id: 'other-passphrase', autocomplete: 'new-password' }));
    const answer = await openDialog({
      title: 'Another passphrase',
      body: [el('div', { class: 'field' }, el('label', { for: 'other-passphrase' }, 'The new passphrase'), field, el('span', { class: 'help' }, 'The old one opens nothing from then on.'))],
      answers: [{ label: 'Change it', value: 'change', kind: 'go' }, { label: 'Leave it', value: 'no' }],
    });
    if (answer === 'change') await this.#told(() => request('PUT', `${this.#path}/passphrase`, { passphrase: field.value }).then(() => toast('The passphrase is changed.')));
  }

  async #destroy() {
    const field = /** @type {HTMLInputElement} */ (el('input', { class: 'in', id: 'destroy-words', autocomplete: 'off' }));
    const answer = await openDialog({
      title: 'Destroy the vault for good?',
      body: [el('p', null, 'Who stands behind the study codes can never be found out from here again. This is not undone.'),
        el('div', { class: 'field' }, el('label', { for: 'destroy-words' }, 'Write “destroy the vault”'), field)],
      answers: [{ label: 'Destroy it', value: 'destroy', kind: 'undoes' }, { label: 'Leave it', value: 'no' }],
    });
    if (answer === 'destroy') await this.#told(() => api.post(`${this.#path}/destroy`, { confirmation: field.value }).then(() => location.reload()));
  }

  /** @param {() => Promise<unknown>} act */
  async #told(act) {
    try {
      await act();
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      toast(`${problem.title}. ${problem.detail}`);
      if (problem.status === 409) location.reload();
    }
  }
}

customElements.define('tl-vault', Vault);
