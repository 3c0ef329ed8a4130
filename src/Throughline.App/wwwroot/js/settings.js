// Settings: who one is, how pages look here, and the care of the data.

import { api, ApiProblem } from './api.js';
import { openDialog } from './dialog.js';
import { el, fill, icon, notice } from './dom.js';
import { keys } from './keys.js';
import { recall, remember } from './remember.js';
import { setTheme, theme } from './theme-choice.js';
import { toast } from './toast.js';
import { allSaved } from './undo.js';

const USUAL_SIZE = 17;

class Settings extends HTMLElement {
  connectedCallback() {
    this.#person();
    this.#theme();
    this.#size();
    const single = /** @type {HTMLInputElement} */ (this.querySelector('#single-keys'));
    single.checked = keys.singleKeysOn;
    single.addEventListener('change', () => { keys.singleKeysOn = single.checked; });
    this.querySelector('#check')?.addEventListener('click', () => void this.#check());
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('[data-restore]'))) {
      button.addEventListener('click', () => void this.#restore(button.dataset.restore ?? '', button.dataset.told ?? ''));
    }
  }

  #person() {
    const form = /** @type {HTMLFormElement} */ (this.querySelector('#person-form'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const field = /** @type {HTMLInputElement} */ (form.querySelector('#person'));
      api.put('person', { name: field.value }).then(({ name }) => {
        field.value = name;
        const initials = name.split(' ').map((/** @type {string} */ word) => word[0]).slice(0, 2).join('').toUpperCase();
        for (const face of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.top .face'))) {
          face.textContent = initials;
          face.title = name;
          face.setAttribute('aria-label', name);
        }
        toast(`From now on the history says ${name}`);
      }, told);
    });
  }

  #theme() {
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('[data-theme-choice]'));
    const show = () => { for (const one of buttons) one.setAttribute('aria-pressed', String(one.dataset.themeChoice === theme())); };
    for (const one of buttons) {
      one.addEventListener('click', () => {
        setTheme(/** @type {import('./theme-choice.js').Theme} */ (one.dataset.themeChoice));
        show();
      });
    }
    show();
  }

  #size() {
    const range = /** @type {HTMLInputElement} */ (this.querySelector('#read'));
    const says = /** @type {HTMLElement} */ (this.querySelector('#read-told'));
    range.value = recall('read') ?? String(USUAL_SIZE);
    const show = () => {
      says.textContent = Number(range.value) === USUAL_SIZE ? 'as usual' : `${range.value} points`;
      document.documentElement.style.setProperty('--read', `${Number(range.value) / 16}rem`);
    };
    range.addEventListener('input', () => {
      remember('read', Number(range.value) === USUAL_SIZE ? null : range.value);
      show();
    });
    show();
  }

  async #check() {
    const button = /** @type {HTMLButtonElement} */ (this.querySelector('#check'));
    const says = /** @type {HTMLElement} */ (this.querySelector('#check-told'));
    const before = button.textContent;
    button.setAttribute('aria-busy', 'true');
    button.textContent = 'Checking…';
    try {
      /** @type {{place: string, message: string}[]} */
      const faults = await api.get('check');
      fill(says, faults.length === 0
        ? notice('ok', 'All is whole', 'Every text, every original and the whole history were looked through.')
        : el('div', { class: 'notice bad' }, icon('stop'), el('b', null, faults.length === 1 ? 'One thing is not as it should be' : `${faults.length} things are not as they should be`),
          el('ul', null, ...faults.slice(0, 50).map((fault) => el('li', null, `${fault.place}: ${fault.message}`))),
          el('span', null, 'Nothing was changed. Make a backup first, then restore a snapshot from before it happened.')));
    } catch (problem) {
      told(problem);
    }
    button.removeAttribute('aria-busy');
    button.textContent = before;
  }

  /** @param {string} name @param {string} said */
  async #restore(name, said) {
    const answer = await openDialog({
      title: `Go back to ${said}?`,
      body: [el('p', null, 'Everything in all studies becomes as it was then. What stands now is kept first, as a snapshot “before a restore”, and can be restored in the same way.')],
      answers: [{ label: 'Restore', value: 'restore', kind: 'go' }, { label: 'Leave it', value: 'no' }],
    });
    if (answer !== 'restore') return;
    if (!(await allSaved())) return toast('Not yet: your changes are still being saved.');
    try {
      await api.post(`snapshots/${encodeURIComponent(name)}/restore`);
      if ('BroadcastChannel' in globalThis) new BroadcastChannel('throughline:restored').postMessage(name);
      sessionStorage.setItem('tl:restored', said);
      location.href = '/settings#snapshots';
      location.reload();
    } catch (problem) {
      told(problem);
    }
  }
}

/** @param {unknown} problem */
function told(problem) {
  if (!(problem instanceof ApiProblem)) throw problem;
  toast(`${problem.title}. ${problem.detail}`);
}

customElements.define('tl-settings', Settings);

const restored = sessionStorage.getItem('tl:restored');
if (restored) {
  sessionStorage.removeItem('tl:restored');
  toast(`Restored to ${restored}. What stood before is kept among the snapshots.`);
}
