// Bringing answers in: the file is read, each column is shown with how it would be taken and why, and only then is anything kept.

import { ApiProblem, request } from '../api.js';
import { el, fill, notice } from '../dom.js';
import { announce } from '../toast.js';

const MOST_TROUBLES = 20;

const USES = { answer: 'answers', id: 'names the response', 'may contact': 'may be contacted', 'may quote': 'may be quoted', 'answered at': 'when it was answered', 'vault name': 'name, to the vault', 'vault email': 'e-mail, to the vault', 'vault telephone': 'telephone, to the vault', 'vault address': 'address, to the vault', dropped: 'drop it' };

class SurveyImport extends HTMLElement {
  /** @type {any} */
  #preview;
  /** @type {File | undefined} */
  #file;

  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector('#survey'));
    const zone = /** @type {HTMLElement} */ (this.querySelector('.drop-zone'));
    input.addEventListener('change', () => this.#choose(input.files?.[0]));
    this.querySelector('#dictionary')?.addEventListener('change', () => this.#choose(this.#file));
    zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('is-over'); });
    zone.addEventListener('dragleave', () => zone.classList.remove('is-over'));
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      zone.classList.remove('is-over');
      this.#choose(event.dataTransfer?.files[0]);
    });
  }

  get #path() {
    return `studies/${this.getAttribute('study')}/respondents`;
  }

  #form() {
    const form = new FormData();
    form.append('file', /** @type {File} */ (this.#file));
    const dictionary = /** @type {HTMLInputElement} */ (this.querySelector('#dictionary')).files?.[0];
    if (dictionary) form.append('dictionary', dictionary);
    return form;
  }

  /** @param {File | undefined} file */
  async #choose(file) {
    if (!file) return;
    this.#file = file;
    this.#wrong();
    try {
      this.#preview = await request('POST', `${this.#path}/preview`, this.#form());
    } catch (problem) {
      this.#wrong(problem);
      /** @type {HTMLElement} */ (this.querySelector('#mapping')).hidden = true;
      return;
    }
    this.#show();
  }

  /** @param {unknown} [problem] None: nothing is wrong any more. */
  #wrong(problem) {
    const place = /** @type {HTMLElement} */ (this.querySelector('#wrong'));
    const { title, detail } = problem instanceof ApiProblem ? problem : { title: 'It did not work', detail: String(problem) };
    fill(place, Boolean(problem) && notice('bad', title, detail));
  }

  #show() {
    const { preview } = { preview: this.#preview };
    const mapping = /** @type {HTMLElement} */ (this.querySelector('#mapping'));
    mapping.hidden = false;
    const known = preview.questionnaire ? `It belongs to ${preview.name}, whose columns are read as before: ${preview.known} of its ${preview.rows} rows are there already${preview.gone ? `, ${preview.gone} respondents are no longer in it and stay` : ''}.` : `It makes a new questionnaire, ${preview.name}.`;
    fill(mapping,
      el('div', { class: 'row' }, el('h2', { class: 'grow' }, this.#file?.name ?? ''), this.#button()),
      el('p', { class: 'soft' }, `${preview.howRead} ${preview.rows} ${preview.rows === 1 ? 'row' : 'rows'}. ${known}`),
      this.#vault(preview.vault),
      this.#troubles(preview.troubles),
      el('div', { class: 'scrolls', tabindex: '0', role: 'region', 'aria-label': 'Columns of the file' }, this.#table()));
    announce(`${preview.columns.length} columns. Look through how each is taken.`);
  }

  /** @param {{place: string, message: string}[]} troubles What was read otherwise than it stands. */
  #troubles(troubles) {
    if (troubles.length === 0) return '';
    const more = troubles.length - MOST_TROUBLES;
    return notice('warn', 'Look at these before you import',
      el('ul', { class: 'troubles' }, ...troubles.slice(0, MOST_TROUBLES).map((t) => el('li', {}, `${t.place[0].toUpperCase()}${t.place.slice(1)}: ${t.message}`)), more > 0 && el('li', {}, `and ${more} more`)));
  }

  /** Where contact details would go. @param {'open' | 'closed' | 'none'} vault */
  #vault(vault) {
    const link = el('a', { href: `/studies/${this.getAttribute('study')}/vault` }, vault === 'none' ? 'Set up the identity vault' : 'Identity vault');
    if (vault === 'open') return el('p', { class: 'help' }, 'The identity vault is open: what is taken to it goes there, and nowhere else. ', link);
    if (vault === 'closed') return el('p', { class: 'help' }, 'The identity vault is closed: what is taken to it is sealed, and can be read when the vault is next opened. It goes nowhere else. ', link);
    return el('p', { class: 'help' }, 'There is no identity vault in this study, so that names, addresses and telephone numbers are dropped. ', link, ' first if you need them; then choose the file again.');
  }

  #button() {
    const button = /** @type {HTMLButtonElement} */ (el('button', { class: 'btn go', type: 'button', id: 'import' }, 'Import these answers'));
    button.addEventListener('click', () => void this.#import(button));
    return button;
  }

  #table() {
    const head = el('thead', {}, el('tr', {}, ...['Column', 'Holds', 'Is taken as', 'Kind', 'Name', 'Why'].map((h) => el('th', { scope: 'col' }, h))));
    return el('table', { class: 'grid mapping' }, head, el('tbody', {}, ...this.#preview.columns.map((/** @type {any} */ c, /** @type {number} */ i) => this.#row(c, i))));
  }

  /** @param {any} column @param {number} i */
  #row(column, i) {
    const { map } = column;
    const named = map.from.join(', ');
    const uses = (this.getAttribute('uses') ?? '').split('|').filter((use) => this.#preview.vault !== 'none' || !use.startsWith('vault '));
    const use = this.#select(`use-${i}`, `${named}: is taken as`, uses, map.use, USES);
    const kind = this.#select(`kind-${i}`, `${named}: kind`, (this.getAttribute('kinds') ?? '').split('|'), map.kind, {});
    const name = /** @type {HTMLInputElement} */ (el('input', { class: 'in', id: `name-${i}`, value: map.name, 'aria-label': `${named}: name of the variable` }));
    const row = el('tr', { class: map.use === 'dropped' ? 'dropped' : '' },
      el('th', { scope: 'row', title: map.label }, el('b', {}, named), map.label !== map.name ? el('span', { class: 'help asked' }, map.label) : ''),
      el('td', { class: 'quiet wraps' }, column.samples.length ? column.samples.join(' · ') : column.filled ? 'not shown' : 'empty'),
      el('td', {}, use), el('td', {}, kind), el('td', {}, name), el('td', { class: 'wraps quiet' }, map.why));
    const off = () => {
      row.classList.toggle('dropped', use.value === 'dropped');
      kind.disabled = name.disabled = use.value !== 'answer';
    };
    use.addEventListener('change', off);
    off();
    return row;
  }

  /** @param {string} id @param {string} label @param {string[]} values @param {string} chosen @param {Record<string, string>} words */
  #select(id, label, values, chosen, words) {
    const select = /** @type {HTMLSelectElement} */ (el('select', { class: 'in', id, 'aria-label': label }, ...values.map((v) => el('option', { value: v }, words[v] ?? v))));
    select.value = chosen;
    return select;
  }

  /** The mapping as it stands on the page. */
  #mapping() {
    const value = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (this.querySelector(`#${id}`)).value;
    return { columns: this.#preview.columns.map((/** @type {any} */ c, /** @type {number} */ i) => ({ ...c.map, use: value(`use-${i}`), kind: value(`kind-${i}`), name: value(`name-${i}`) })) };
  }

  /** @param {HTMLButtonElement} button */
  async #import(button) {
    const form = this.#form();
    form.append('map', JSON.stringify(this.#mapping()));
    if (this.#preview.questionnaire) form.append('questionnaire', this.#preview.questionnaire);
    button.setAttribute('aria-busy', 'true');
    fill(button, 'Importing…');
    this.#wrong();
    try {
      this.#report(await request('POST', `${this.#path}/import`, form));
    } catch (problem) {
      this.#wrong(problem);
      button.removeAttribute('aria-busy');
      fill(button, 'Import these answers');
      this.querySelector('#wrong')?.scrollIntoView();
    }
  }

  /** @param {any} done */
  #report(done) {
    const study = this.getAttribute('study');
    for (const id of ['choose', 'mapping']) /** @type {HTMLElement} */ (this.querySelector(`#${id}`)).hidden = true;
    const report = /** @type {HTMLElement} */ (this.querySelector('#report'));
    report.hidden = false;
    const gone = done.gone.length ? `, ${done.gone.length} no longer in the file (${done.gone.slice(0, 8).join(', ')}${done.gone.length > 8 ? ' …' : ''}), kept` : '';
    const left = done.withdrawn ? `, ${done.withdrawn} withdrawn and left out` : '';
    fill(report,
      el('div', { class: 'row' }, el('h2', { class: 'grow' }, done.name), el('a', { class: 'btn go', href: `/studies/${study}/respondents` }, 'Go to the respondents')),
      el('p', {}, `${done.added} new, ${done.changed} changed, ${done.unchanged} as they were${gone}${left}.${done.inVault ? ` Contact details of ${done.inVault} ${done.inVault === 1 ? 'person' : 'people'} went into the identity vault.` : ''}`),
      done.troubles.length ? el('h3', { class: 'cap' }, 'Not taken as it stands') : '',
      ...done.troubles.map((/** @type {any} */ t) => el('p', { class: 'help' }, `${t.place}: ${t.message}`)),
      done.dropped.length ? el('h3', { class: 'cap' }, 'Dropped') : '',
      ...done.dropped.map((/** @type {any} */ d) => el('p', { class: 'help' }, `${d.column}: ${d.why}`)));
    announce(`Imported: ${done.added} new, ${done.changed} changed.`);
  }
}

customElements.define('tl-survey-import', SurveyImport);
