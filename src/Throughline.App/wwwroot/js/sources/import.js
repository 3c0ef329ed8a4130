// <tl-import>: the report of an import. Places are links; here they change without leaving the page, and the import is undone.

import { api, ApiProblem } from '../api.js';
import { keys } from '../keys.js';
import { toast } from '../toast.js';

class Import extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const link = /** @type {HTMLAnchorElement | null} */ (target.closest('a[data-place], #next, #previous'));
      if (link && !event.ctrlKey && !event.metaKey && event.button === 0) {
        event.preventDefault();
        void this.show(link.href);
      }
      if (target.closest('#undo')) void this.undo(/** @type {HTMLButtonElement} */ (target.closest('#undo')));
    });
    addEventListener('popstate', () => void this.show(location.href, false));
    keys.addAll([
      { keys: 'j', does: 'next place', run: () => this.querySelector('#next')?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })) },
      { keys: 'k', does: 'place before', run: () => this.querySelector('#previous')?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })) },
    ]);
  }

  /** @param {string} address @param {boolean} [remember] */
  async show(address, remember = true) {
    const answer = await fetch(address, { credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok) return void toast('The place could not be shown. The server cannot be reached.');
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('tl-import');
    if (!fresh) return;
    if (remember) history.replaceState(null, '', address);
    const [files, place] = [fresh.querySelector('.files'), fresh.querySelector('#place')];
    if (files) this.querySelector('.files')?.replaceChildren(...files.childNodes);
    if (place) this.querySelector('#place')?.replaceChildren(...place.childNodes);
    this.querySelector('.places .here')?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {HTMLButtonElement} button */
  async undo(button) {
    const study = this.getAttribute('study');
    const said = button.textContent;
    button.setAttribute('aria-busy', 'true');
    button.textContent = 'Undoing…';
    try {
      const undone = await api.delete(`studies/${study}/imports/${this.getAttribute('import')}`);
      sessionStorage.setItem('tl:told', JSON.stringify({ told: `The import was undone. ${undone.sources} ${undone.sources === 1 ? 'source' : 'sources'} went`, change: undone.changes.length === 1 ? undone.change : undefined }));
      location.href = `/studies/${study}/sources`;
    } catch (problem) {
      button.removeAttribute('aria-busy');
      button.textContent = said;
      toast(problem instanceof ApiProblem ? `${problem.title}. ${problem.detail}` : String(problem));
    }
  }
}

customElements.define('tl-import', Import);
