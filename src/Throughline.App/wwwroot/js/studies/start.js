// The start page: begin, copy, put aside and delete studies. Each act is told with its undo.

import { api, ApiProblem } from '../api.js';
import { provide } from '../command.js';
import { openDialog } from '../dialog.js';
import { el } from '../dom.js';
import { guid7 } from '../guid.js';
import { fold } from '../match.js';
import { toast } from '../toast.js';
import { justDeleted } from './deleted.js';

const SLOW_MS = 300;

/** @param {string} study @param {number} change */
const bringBack = (study, change) => api.post(`studies/${study}/changes/undo?id=${change}`);

class Start extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', (event) => {
      const button = /** @type {HTMLElement} */ (event.target).closest('[data-act]');
      if (button && button.tagName === 'BUTTON') this.act(/** @type {HTMLButtonElement} */ (button));
    });
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target);
      this.begin(String(new FormData(form).get('name') ?? ''), (said) => {
        const help = /** @type {HTMLElement} */ (form.parentElement?.querySelector('.help.wrong'));
        help.textContent = said;
        help.hidden = false;
      });
    });
    const gone = justDeleted();
    if (gone) this.told(`Deleted ${gone.name}`, () => bringBack(gone.study, gone.change));
  }

  /** @param {string} told @param {() => Promise<any>} undo */
  told(told, undo) {
    const tell = (/** @type {unknown} */ problem) => void toast(problem instanceof ApiProblem ? `${problem.title}. ${problem.detail}` : String(problem));
    toast(told, { undo: () => undo().then(() => this.refresh()).catch(tell) });
  }

  /** @param {HTMLButtonElement} button */
  act(button) {
    const row = /** @type {HTMLElement | null} */ (button.closest('[data-study]'));
    const study = row?.dataset.study ?? '';
    const name = row?.dataset.name ?? '';
    switch (button.dataset.act) {
      case 'new': return this.ask();
      case 'demonstration': return this.demonstrate(button);
      case 'duplicate': return this.duplicate(study, name);
      case 'archive': return this.change(() => api.post(`studies/${study}/archive`), `Archived ${name}`, () => api.delete(`studies/${study}/archive`));
      case 'unarchive': return this.change(() => api.delete(`studies/${study}/archive`), `Took up ${name} again`, () => api.post(`studies/${study}/archive`));
      case 'delete': return this.change(() => api.delete(`studies/${study}`), `Deleted ${name}`, (done) => bringBack(study, done.change));
    }
  }

  /** @param {string} study @param {string} name */
  duplicate(study, name) {
    const copy = guid7();
    return this.change(() => api.put(`studies/${study}/copies/${copy}`), `Copied ${name}`, () => api.delete(`studies/${copy}`));
  }

  ask() {
    const name = /** @type {HTMLInputElement} */ (el('input', { class: 'in big', id: 'study-name', name: 'name', maxlength: '200', autocomplete: 'off' }));
    const wrong = el('p', { class: 'help wrong', role: 'alert' });
    openDialog({
      title: 'New study',
      body: [el('div', { class: 'field' }, el('label', { for: 'study-name' }, 'Name'), name, wrong, el('p', { class: 'help' }, 'A name is enough. The rest can follow.'))],
      answers: [{ label: 'Start', value: 'start', kind: 'go' }],
      onAnswer: () => {
        this.begin(name.value, (said) => { wrong.textContent = said; name.setAttribute('aria-invalid', 'true'); name.focus(); });
        return false;
      },
    });
    name.focus();
  }

  /** @param {string} name @param {(said: string) => void} wrong */
  async begin(name, wrong) {
    const id = guid7();
    try {
      await api.put(`studies/${id}`, { name });
      location.href = `/studies/${id}`;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      wrong(problem.detail || problem.title);
    }
  }

  /** @param {HTMLButtonElement} button */
  async demonstrate(button) {
    const said = button.textContent ?? '';
    button.setAttribute('aria-busy', 'true');
    button.textContent = 'Bringing it in…';
    try {
      const { study } = await api.post('demonstration');
      location.href = `/studies/${study}`;
    } catch (problem) {
      button.removeAttribute('aria-busy');
      button.textContent = said;
      toast(problem instanceof ApiProblem ? `${problem.title}. ${problem.detail}` : String(problem));
    }
  }

  /** @param {() => Promise<any>} act @param {string} told @param {(done: any) => Promise<any>} [undo] */
  async change(act, told, undo) {
    const busy = setTimeout(() => toast('At it…'), SLOW_MS);
    try {
      const done = await act().finally(() => clearTimeout(busy));
      await this.refresh();
      if (undo) this.told(told, () => undo(done));
      else toast(told);
    } catch (problem) {
      toast(problem instanceof ApiProblem ? `${problem.title}. ${problem.detail}` : String(problem));
    }
  }

  /** The list as the server now has it, in the place of the old one. */
  async refresh() {
    const page = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
    const fresh = page.querySelector('tl-start');
    if (fresh) this.replaceChildren(...fresh.childNodes);
  }
}

provide({
  group: 'Do', rank: 70,
  search: (typed) => (fold('New study').includes(fold(typed)) ? [{ title: 'New study', icon: 'plus', run: () => /** @type {Start | null} */ (document.querySelector('tl-start'))?.ask() }] : []),
});

customElements.define('tl-start', Start);
