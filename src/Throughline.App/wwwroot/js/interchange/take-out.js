// <tl-take-out>: how a study goes out, what is lost by it, told while one chooses, and the file. What was chosen last is remembered.

import { api, ApiProblem, takeOut } from '../api.js';
import { el, fill, notice } from '../dom.js';
import { guid7 } from '../guid.js';
import { recall, remember } from '../remember.js';
import { announce } from '../toast.js';
import { archiveOf, holds, lossesOf, told } from './exchange.js';

const SOON_MS = 350;

const DATA = /** @type {Record<string, string>} */ ({
  data: 'Sources, segments, codes, matrices, notes, themes, participants and respondents as CSV, JSON lines and a workbook, with what every column means. Whoever withdrew, or said no, is left out.',
  'archive-layout': 'Only interviews of those who said yes to archiving, where the study asked anybody. Names are replaced by study codes, and others by your list of pseudonyms: read the transcripts before you deposit them.',
});

class TakeOut extends HTMLElement {
  #soon = 0;
  #asked = 0;

  get #study() {
    return this.getAttribute('study') ?? '';
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector('form'));
  }

  connectedCallback() {
    this.#recall();
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('input', () => this.#changed());
    this.querySelector('#take')?.addEventListener('click', () => void this.#take());
    this.#shape();
    void this.#tell();
  }

  #changed() {
    fill(/** @type {HTMLElement} */ (this.querySelector('#done')));
    this.#shape();
    this.#remember();
    clearTimeout(this.#soon);
    this.#soon = window.setTimeout(() => void this.#tell(true), SOON_MS);
  }

  get #what() {
    return String(new FormData(this.#form).get('what') ?? 'qdpx');
  }

  /** Only what the chosen kind of file knows is asked. */
  #shape() {
    for (const part of this.querySelectorAll('[data-of]')) /** @type {HTMLElement} */ (part).hidden = !String(part.getAttribute('data-of')).split(' ').includes(this.#what);
    const chosen = /** @type {HTMLElement} */ (this.querySelector('[data-when="chosen"]'));
    chosen.hidden = new FormData(this.#form).get('which') !== 'chosen';
  }

  #wishes() {
    const form = new FormData(this.#form);
    const pseudonyms = this.#pairs.map(([name, ...instead]) => ({ name: name.trim(), instead: instead.join('=').trim() }));
    return {
      profile: String(form.get('profile')), sources: form.get('which') === 'chosen' ? form.getAll('source').map(String) : [], media: form.has('media'), own: form.has('own'), vault: form.has('vault'),
      purpose: String(form.get('purpose')), pseudonyms,
    };
  }

  /** The lines of pseudonyms, each with its parts before and after the equals signs. */
  get #pairs() {
    return String(new FormData(this.#form).get('pseudonyms') ?? '').split('\n').filter((line) => line.trim() !== '').map((line) => line.split('='));
  }

  /** A line that replaces nothing would let a name out. */
  get #unpaired() {
    const asks = this.#what === 'qdpx' || this.#what in DATA;
    return asks ? this.#pairs.filter(([name, ...instead]) => name.trim() === '' || instead.length === 0).map((parts) => parts.join('=')) : [];
  }

  get #nothingChosen() {
    const form = new FormData(this.#form);
    return (this.#what === 'qdpx' || this.#what === 'data') && form.get('which') === 'chosen' && form.getAll('source').length === 0;
  }

  get #file() {
    const name = this.getAttribute('name') || 'study';
    return this.#what === 'data' ? `${name} data.zip` : this.#what === 'archive-layout' ? `${name} deposit.zip`
      : this.#what === 'throughline' ? archiveOf(name) : `${name}.${this.#what}`;
  }

  /** What the file would hold, and what its reader will not see. @param {boolean} [aloud] */
  async #tell(aloud = false) {
    const asked = ++this.#asked;
    const place = /** @type {HTMLElement} */ (this.querySelector('#told'));
    const take = /** @type {HTMLButtonElement} */ (this.querySelector('#take'));
    const unpaired = this.#unpaired;
    take.disabled = this.#nothingChosen || unpaired.length > 0;
    if (unpaired.length > 0) return fill(place, notice('warn', `${told(unpaired.length, 'line')} of pseudonyms without what stands instead`, `Write each as Bristol = the city: ${unpaired.slice(0, 5).join('; ')}`));
    if (this.#nothingChosen) return fill(place, el('p', { class: 'soft' }, 'Choose a source at least.'));
    if (this.#what === 'throughline') return fill(place, el('p', { class: 'soft' }, 'Everything goes with it, and comes back as it was. It is not pseudonymised: whoever has it reads what you read.'));
    if (this.#what === 'qdc') return fill(place, el('p', { class: 'soft' }, 'Codes with their definitions and colours, and sets of codes. Earlier definitions, themes and what is coded stay here.'));
    if (this.#what in DATA) return fill(place, el('p', { class: 'soft' }, DATA[this.#what]));
    try {
      const report = await api.post(`studies/${this.#study}/exports`, { ...this.#wishes(), file: this.#file, dryRun: true });
      if (asked !== this.#asked) return undefined;
      fill(place, el('p', null, `${this.#file} will hold ${holds(report)}.`),
        report.losses.length === 0 ? notice('ok', 'Nothing else is lost', 'All of this study has its place in such a file.')
          : lossesOf(report.losses, `${told(report.losses.length, 'thing')} that its reader will not see, or sees otherwise`, true));
      if (aloud) announce(report.losses.length === 0 ? 'Nothing else is lost' : `${told(report.losses.length, 'thing')} that its reader will not see`);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (asked === this.#asked) fill(place, notice('bad', problem.title, problem.detail));
    }
    return undefined;
  }

  async #take() {
    const take = /** @type {HTMLButtonElement} */ (this.querySelector('#take'));
    const done = /** @type {HTMLElement} */ (this.querySelector('#done'));
    if (take.getAttribute('aria-busy') === 'true') return;
    if (this.#nothingChosen || this.#unpaired.length > 0) return void this.#tell();
    take.setAttribute('aria-busy', 'true');
    done.textContent = 'Writing…';
    const id = guid7();
    try {
      const { sources, pseudonyms, purpose } = this.#wishes();
      const made = this.#what === 'data' ? await this.#send('data', { id, as: 'data', sources, pseudonyms, purpose })
        : this.#what in DATA ? await this.#send('data', { id, as: this.#what, pseudonyms })
          : await this.#send('exports', { ...this.#wishes(), id, file: this.#file });
      fill(done, `${made.file} goes to your downloads. `, el('a', { class: 'link', href: `/studies/${this.#study}/exchanges/${id}` }, 'Its report'));
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      done.textContent = '';
      fill(/** @type {HTMLElement} */ (this.querySelector('#told')), notice('bad', problem.title, problem.detail));
    } finally {
      take.removeAttribute('aria-busy');
    }
  }

  /** @param {string} path @param {object} body */
  #send(path, body) {
    return takeOut(`studies/${this.#study}/${path}`, body);
  }

  get #key() {
    return `take-out:${this.#study}`;
  }

  /** Names of people are not kept in the browser. */
  #remember() {
    const form = new FormData(this.#form);
    remember(this.#key, JSON.stringify({ what: this.#what, profile: form.get('profile'), purpose: form.get('purpose'), media: form.has('media'), own: form.has('own'), which: form.get('which'), sources: form.getAll('source') }));
  }

  #recall() {
    const kept = recall(this.#key);
    if (!kept) return;
    let last;
    try {
      last = JSON.parse(kept);
    } catch {
      return;
    }
    const fields = /** @type {HTMLInputElement[]} */ ([...this.#form.querySelectorAll('input, select')]);
    for (const field of fields) {
      if (field.type === 'radio') field.checked = last[field.name] === undefined ? field.checked : last[field.name] === field.value;
      else if (field.name === 'source') field.checked = (last.sources ?? []).includes(field.value);
      else if (field.name === 'media' || field.name === 'own') field.checked = last[field.name] !== false;
      else if (field.name === 'profile' && last.profile) field.value = last.profile;
    }
  }
}

customElements.define('tl-take-out', TakeOut);
