// Kept wishes side by side: one is recalled, or let go.

import { ApiProblem } from '../api.js';
import { outbox } from '../outbox.js';
import { toast } from '../toast.js';

class Wishes extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', (event) => {
      const act = /** @type {Element} */ (event.target).closest('[data-recall], [data-drop]');
      if (act instanceof HTMLElement) void this.#act(act);
    });
    document.addEventListener('tl:taken-back', () => location.reload());
  }

  /** @param {HTMLElement} button */
  async #act(button) {
    const study = this.getAttribute('study');
    const sample = this.getAttribute('sample');
    const path = `studies/${study}/samples/${sample}/wishes/${button.dataset.recall ?? button.dataset.drop}`;
    try {
      if (button.dataset.recall) {
        await outbox.send({ verb: `Recall the wishes ${button.dataset.name}`, method: 'PUT', path: `${path}/recalled`, body: {} });
        location.href = `/studies/${study}/sample?sample=${sample}`;
      } else {
        await outbox.send({ verb: `Let the wishes ${button.dataset.name} go`, method: 'DELETE', path });
        location.reload();
      }
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      toast(`${problem.title}. ${problem.detail}`);
    }
  }
}

customElements.define('tl-wishes', Wishes);
