// The draft as a respondent goes through it: each page is sent as theirs is, answered by the same rules, and nothing is kept.

import { ApiProblem, request } from '../api.js';
import { toast } from '../toast.js';

const AS_A_FORM = { headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' } };

export class Trial {
  #builder;

  #on = false;

  /** Where it is: a page by its number, or the review. */
  #at = '1';

  /** What was answered so far, as the pages carry it along. */
  #held = '';

  /** @param {HTMLElement} builder */
  constructor(builder) {
    this.#builder = builder;
    builder.addEventListener('click', (event) => this.#click(event));
    builder.addEventListener('submit', (event) => {
      const form = /** @type {HTMLFormElement} */ (event.target);
      if (!form.closest('#trial')) return;
      event.preventDefault();
      void this.#go(lastOf(form.action), fieldsOf(form, /** @type {HTMLElement | null} */ (/** @type {SubmitEvent} */ (event).submitter)), true);
    });
  }

  /** What stands in the fields, to be asked for before the preview is drawn anew. */
  get fields() {
    const form = this.#on ? /** @type {HTMLFormElement | null} */ (this.#builder.querySelector('#trial form')) : null;
    return form ? fieldsOf(form, null) : null;
  }

  /** The preview was drawn anew, for the draft has changed: the trial goes on where it was. @param {URLSearchParams | null} fields */
  redrawn(fields) {
    if (!this.#on) return;
    this.#show();
    const stay = fields ?? new URLSearchParams({ sheet: this.#held });
    stay.set('act', 'stay');
    void this.#go(this.#at, stay, false);
  }

  /** @param {Event} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const as = target.closest('[data-preview-as]');
    if (as instanceof HTMLElement) {
      this.#on = as.dataset.previewAs === 'pages';
      this.#show();
      if (this.#on) this.#begin();
    }
    if (target.closest('[data-trial="begin"]')) this.#begin();
    const link = target.closest('#trial a');
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    const [path, field] = (link.getAttribute('href') ?? '').split('#');
    const focus = () => document.getElementById(field)?.focus();
    if (path) void this.#go(lastOf(path), new URLSearchParams({ sheet: this.#held }), true).then(focus);
    else focus();
  }

  #begin() {
    this.#held = '';
    void this.#go('1', new URLSearchParams(), true);
  }

  #show() {
    for (const button of this.#builder.querySelectorAll('[data-preview-as]')) button.setAttribute('aria-pressed', String((/** @type {HTMLElement} */ (button).dataset.previewAs === 'pages') === this.#on));
    const [all, trial] = [this.#builder.querySelector('.preview[inert]'), this.#builder.querySelector('.trial')];
    if (all instanceof HTMLElement) all.hidden = this.#on;
    if (trial instanceof HTMLElement) trial.hidden = !this.#on;
  }

  /** @param {string} at @param {URLSearchParams} fields @param {boolean} isTurn Whether the person goes on, so that the top of the page is shown. */
  async #go(at, fields, isTurn) {
    const of = this.#builder.getAttribute('questionnaire');
    try {
      const page = await request('POST', `/studies/${this.#builder.getAttribute('study')}/questionnaire/${of}/trial/${at}`, fields.toString(), AS_A_FORM);
      const main = new DOMParser().parseFromString(page, 'text/html').querySelector('main');
      const trial = this.#builder.querySelector('#trial');
      if (!main || !trial) return;
      trial.replaceChildren(...[...main.childNodes].map((node) => document.importNode(node, true)));
      const form = trial.querySelector('form');
      this.#held = /** @type {HTMLInputElement | null} */ (form?.querySelector('input[name="sheet"]'))?.value ?? this.#held;
      if (form) this.#at = lastOf(form.action).replace('send', 'review');
      if (isTurn) trial.closest('.scroll')?.scrollTo({ top: 0 });
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      toast(`${problem.title}. ${problem.detail}`);
    }
  }
}

/** @param {string} path */
const lastOf = (path) => path.slice(path.lastIndexOf('/') + 1);

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
function fieldsOf(form, submitter) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) fields.append(name, String(value));
  return fields;
}
