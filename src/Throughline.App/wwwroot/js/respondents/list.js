// The list of respondents: keys, ties to participants, withdrawal.

import { api, ApiProblem } from '../api.js';
import { openDialog } from '../dialog.js';
import { keys } from '../keys.js';
import { outbox } from '../outbox.js';
import { toast } from '../toast.js';

class Respondents extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', (event) => {
      const act = event.target instanceof Element ? event.target.closest('[data-act]')?.getAttribute('data-act') : null;
      if (act === 'tie') void this.#tie();
      if (act === 'withdraw') void this.#withdraw();
    });
    keys.add({ keys: 'j', does: 'next respondent', run: () => this.#step(1) });
    keys.add({ keys: 'k', does: 'respondent before', run: () => this.#step(-1) });
  }

  get #code() {
    return /** @type {HTMLElement} */ (this.querySelector('[data-code]')).dataset.code ?? '';
  }

  get #path() {
    return `studies/${this.getAttribute('study')}/respondents/${encodeURIComponent(this.#code)}`;
  }

  /** @param {number} by */
  #step(by) {
    const links = /** @type {HTMLAnchorElement[]} */ ([...this.querySelectorAll('a[data-row]')]);
    const at = links.findIndex((link) => link.closest('tr')?.classList.contains('on'));
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.click();
  }

  async #tie() {
    const participant = /** @type {HTMLInputElement} */ (this.querySelector('#participant')).value.trim();
    try {
      await outbox.send({ verb: participant ? `Tie ${this.#code} to ${participant}` : `Untie ${this.#code}`, method: 'PUT', path: `${this.#path}/participant`, body: { participant } });
      location.reload();
    } catch (problem) {
      if (problem instanceof ApiProblem) toast(problem.detail || problem.title);
    }
  }

  async #withdraw() {
    const code = this.#code;
    const answer = await openDialog({
      title: `Withdraw ${code}`,
      body: `Their answers go, their words in open answers with every segment and note on these, their places under themes, and how to reach them. They go from the history too, and nothing brings them back. ` +
        `It stays that ${code} answered once and withdrew, and what you wrote elsewhere: look through definitions, notes and names of codes yourself if they quote ${code}. Snapshots and backups made before hold the words until they are deleted.`,
      answers: [{ label: `Erase what ${code} gave`, value: 'erase', kind: 'undoes' }, { label: 'Leave it', value: 'no' }],
    });
    if (answer !== 'erase') return;
    try {
      // Not through the outbox: an erasure is done while somebody watches, or not at all.
      const done = await api.delete(this.#path);
      toast(`${code} is withdrawn. ${done.segments} segments and ${done.notes} notes went with their words`);
      setTimeout(() => location.reload(), 600);
    } catch (problem) {
      if (problem instanceof ApiProblem) toast(problem.detail || problem.title);
    }
  }
}

customElements.define('tl-respondents', Respondents);
