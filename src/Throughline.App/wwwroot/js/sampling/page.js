// The sampling desk: wishes are kept as they are changed; what is picked, dropped or noted is drawn anew from the server at once.

import { api, ApiProblem } from '../api.js';
import { openDialog } from '../dialog.js';
import { el, fill, icon } from '../dom.js';
import { guid7 } from '../guid.js';
import { outbox } from '../outbox.js';
import { toast } from '../toast.js';
import { takeBack } from '../undo.js';
import { writeLetters } from './letters.js';

/** @typedef {{variable: string, band: string}} Band */
/** @typedef {{vary: {variable: string, weight: number}[], cells: {bands: Band[], least: number, most: number | null}[], must: string[], excluded: string[], onlyAgreed: boolean}} Wishes */

class Sample extends HTMLElement {
  get #study() { return this.getAttribute('study') ?? ''; }

  get #sample() { return this.getAttribute('sample') ?? ''; }

  get #path() { return `studies/${this.#study}/samples/${this.#sample}`; }

  /** @returns {any} */
  get #data() { return JSON.parse(this.querySelector('#sample-data')?.textContent ?? '{}'); }

  connectedCallback() {
    this.addEventListener('click', (event) => this.#click(/** @type {Element} */ (event.target)));
    this.addEventListener('change', (event) => void this.#changed(/** @type {HTMLInputElement} */ (event.target)));
    document.addEventListener('tl:taken-back', () => void this.#redraw());
    document.addEventListener('tl:change', () => void this.#redraw());
  }

  /** @param {Element} target */
  #click(target) {
    const step = target.closest('[data-step]');
    if (step instanceof HTMLElement) return void this.#step(step.dataset.of ?? '', step.dataset.step ?? '');
    const less = target.closest('[data-unvary], [data-uncell]');
    if (less instanceof HTMLElement) return void this.#less(less);
    const act = target.closest('[data-act]');
    if (!(act instanceof HTMLElement)) return undefined;
    const of = act.dataset.of ?? '';
    if (act.dataset.act === 'make') return void this.#make();
    if (act.dataset.act === 'propose') return void this.#propose(act);
    if (act.dataset.act === 'freeze') return void this.#send('Freeze the sample', 'PUT', `${this.#path}/frozen`, {}, 'Frozen');
    if (act.dataset.act === 'remove') return void this.#send('Remove the sample', 'DELETE', this.#path, undefined, 'Removed').then(() => { location.href = `/studies/${this.#study}/sample`; });
    if (act.dataset.act === 'pick') return void this.#pick();
    if (act.dataset.act === 'drop') return void this.#drop(of);
    if (act.dataset.act === 'swap') return void this.#swap(of);
    if (act.dataset.act === 'participant') return void this.#participant(of);
    if (act.dataset.act === 'letters') return void writeLetters(this.#path, this.#data.letter, () => this.#redraw());
    if (act.dataset.act === 'cell') return void this.#cell();
    return undefined;
  }

  async #make() {
    const id = guid7();
    await outbox.send({ verb: 'Make a sample', method: 'PUT', path: `studies/${this.#study}/samples/${id}`, body: { name: 'Interviews', size: 20, seed: 1 }, creates: id });
    location.reload();
  }

  /** @param {HTMLElement} button */
  async #propose(button) {
    const before = button.textContent;
    button.setAttribute('aria-busy', 'true');
    button.textContent = 'Looking…';
    try {
      const done = await api.put(`${this.#path}/proposal`, {});
      await this.#redraw();
      toast(`${done.picked.length} people proposed`, { undo: () => takeBack(this.#study, 'undo', done.change) });
    } catch (problem) {
      button.removeAttribute('aria-busy');
      button.textContent = before;
      this.#clash(problem);
    }
  }

  /** @param {unknown} problem */
  #clash(problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    fill(/** @type {HTMLElement} */ (this.querySelector('#clash')), el('div', { class: 'notice warn' }, icon('warn'), el('b', null, problem.title), el('span', null, problem.detail)));
  }

  /** @param {HTMLInputElement} field */
  async #changed(field) {
    /** @type {{sample: {size: number, seed: number, wishes: Wishes}, codes: Record<string, string>, bands: Record<string, string[]>, variables: {id: string, name: string}[]}} */
    const data = this.#data;
    const wishes = structuredClone(data.sample?.wishes);
    if (!wishes) return;
    const { wish, weight, least } = field.dataset;
    if (wish === 'size' || wish === 'seed') return this.#wish({ [wish]: Number(field.value) });
    if (wish === 'agreed') wishes.onlyAgreed = field.checked;
    else if (wish === 'vary' && field.value) wishes.vary.push({ variable: field.value, weight: 1 });
    else if (wish === 'must' || wish === 'excluded') {
      const ids = this.#ids(field.value, data.codes);
      if (!ids) return;
      wishes[wish] = ids;
    } else if (weight) /** @type {any} */ (wishes.vary.find((one) => one.variable === weight)).weight = Number(field.value);
    else if (least) {
      wishes.cells = wishes.cells.filter((cell) => cell.bands.length > 1 || cell.most !== null || cell.bands[0].variable !== least);
      const name = data.variables.find((one) => one.id === least)?.name ?? '';
      if (Number(field.value) > 0) for (const band of data.bands[name] ?? []) wishes.cells.push({ bands: [{ variable: least, band }], least: Number(field.value), most: null });
    } else return;
    await this.#wish({ wishes });
  }

  /** @param {HTMLElement} button */
  async #less(button) {
    const wishes = structuredClone(this.#data.sample.wishes);
    const { unvary, uncell } = button.dataset;
    if (unvary) {
      wishes.vary = wishes.vary.filter((/** @type {any} */ one) => one.variable !== unvary);
      wishes.cells = wishes.cells.filter((/** @type {any} */ cell) => cell.bands.every((/** @type {Band} */ band) => band.variable !== unvary));
    } else wishes.cells.splice(Number(uncell), 1);
    await this.#wish({ wishes });
  }

  /** @param {string} written @param {Record<string, string>} codes @returns {string[] | null} */
  #ids(written, codes) {
    const byCode = new Map(Object.entries(codes).map(([id, code]) => [code.toLowerCase(), id]));
    const named = written.split(/[\s,;]+/).filter(Boolean);
    const unknown = named.find((code) => !byCode.has(code.toLowerCase()));
    if (unknown) toast(`There is no respondent ${unknown}.`);
    return unknown ? null : named.map((code) => /** @type {string} */ (byCode.get(code.toLowerCase())));
  }

  /** @param {Record<string, unknown>} body */
  async #wish(body) {
    await this.#send('Change the wishes', 'PUT', this.#path, body);
  }

  async #cell() {
    const { bands, variables, sample } = this.#data;
    const pick = (/** @type {string} */ id, /** @type {string} */ label, /** @type {boolean} */ optional) => el('div', { class: 'field' }, el('label', { for: id }, label),
      el('select', { class: 'in', id }, optional && el('option', { value: '' }, 'nothing else'),
        ...Object.entries(bands).map(([name, all]) => el('optgroup', { label: name }, .../** @type {string[]} */ (all).map((band) => el('option', { value: JSON.stringify([name, band]) }, `${name}: ${band}`))))));
    const number = (/** @type {string} */ id, /** @type {string} */ label) => el('div', { class: 'field' }, el('label', { for: id }, label), el('input', { class: 'in', id, type: 'number', min: '0' }));
    let chosen = /** @type {any} */ (null);
    const answer = await openDialog({
      title: 'A wish for a band, or where two cross',
      body: [pick('cell-one', 'Who is', false), pick('cell-two', 'and', true), number('cell-least', 'At least'), number('cell-most', 'At most')],
      answers: [{ label: 'Wish it', value: 'wish', kind: 'go' }, { label: 'Leave it', value: 'no' }],
      onAnswer: (value, dialog) => {
        const read = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (dialog.querySelector(`#${id}`)).value;
        const named = [read('cell-one'), read('cell-two')].filter(Boolean).map((text) => JSON.parse(text));
        chosen = { bands: named.map(([name, band]) => ({ variable: variables.find((/** @type {any} */ one) => one.name === name).id, band })), least: Number(read('cell-least')) || 0, most: read('cell-most') === '' ? null : Number(read('cell-most')) };
        return value !== 'wish' || chosen.least > 0 || chosen.most !== null;
      },
    });
    if (answer === 'wish') await this.#wish({ wishes: { ...sample.wishes, cells: [...sample.wishes.cells, chosen] } });
  }

  /** @param {string} title @param {string} go @param {{label: string, id: string, type?: string, value?: string, help?: string}[]} fields @param {(Node | string)[]} [more] */
  async #ask(title, go, fields, more = []) {
    /** @type {Record<string, string>} */
    let values = {};
    const answer = await openDialog({
      title,
      body: [...fields.map((field) => el('div', { class: 'field' }, el('label', { for: field.id }, field.label),
        el('input', { class: 'in', id: field.id, type: field.type ?? 'text', value: field.value ?? '', autocomplete: 'off' }), field.help && el('span', { class: 'help' }, field.help))), ...more],
      answers: [{ label: go, value: 'go', kind: 'go' }, { label: 'Leave it', value: 'no' }],
      onAnswer: (_, dialog) => { values = Object.fromEntries(fields.map((field) => [field.id, /** @type {HTMLInputElement} */ (dialog.querySelector(`#${field.id}`)).value.trim()])); },
    });
    return answer === 'go' ? values : null;
  }

  async #pick() {
    const said = await this.#ask('Pick by hand', 'Pick', [{ id: 'who', label: 'Study code' }, { id: 'why', label: 'Why', help: 'It is kept with the pick, and told in the account.' }]);
    if (said) await this.#send(`Pick ${said.who}`, 'PUT', `${this.#path}/picks/${guid7()}`, { respondent: said.who, reason: said.why }, `${said.who} is in the sample`);
  }

  /** @param {string} code */
  async #drop(code) {
    const said = await this.#ask(`Drop ${code}`, 'Drop', [{ id: 'why', label: 'Why' }]);
    if (said) await this.#send(`Drop ${code}`, 'DELETE', `${this.#path}/picks/${code}?reason=${encodeURIComponent(said.why)}`, undefined, `${code} is out of the sample`);
  }

  /** @param {string} code */
  async #participant(code) {
    const said = await this.#ask(`${code} takes part`, 'Make a participant', [{ id: 'participant', label: 'Study name', help: 'Left empty, the next that is free: P01, P02 … What was varied on is carried over.' }]);
    if (said) await this.#send(`Make ${code} a participant`, 'PUT', `${this.#path}/participants/${code}`, { participant: said.participant || null }, `${code} is a participant`);
  }

  /** @param {string} code @param {string} [why] */
  async #swap(code, why = '') {
    const reserves = await this.#reserves(code);
    const list = el('ul', { class: 'reasons' }, ...reserves.map((one) => el('li', null,
      el('button', { type: 'button', class: 'link', onclick: () => { /** @type {HTMLInputElement} */ (document.querySelector('#who')).value = one.code; } }, one.code), ` ${one.why}; ${one.distance.toFixed(2)} away`)));
    const said = await this.#ask(`Who takes the place of ${code}?`, 'Replace', [{ id: 'who', label: 'Study code', value: reserves[0]?.code ?? '' }, { id: 'why', label: 'Why', value: why }],
      reserves.length > 0 ? [el('p', { class: 'help' }, 'The nearest who fill the same gap:'), list] : [el('p', { class: 'help' }, 'Nobody else may be approached.')]);
    if (said) await this.#send(`Replace ${code} by ${said.who}`, 'PUT', `${this.#path}/picks/${guid7()}`, { respondent: said.who, reason: said.why, inPlaceOf: code }, `${said.who} took the place of ${code}`);
  }

  /** @param {string} code @returns {Promise<{code: string, why: string, distance: number}[]>} */
  async #reserves(code) {
    try {
      return await api.get(`${this.#path}/reserves/${code}`);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      return [];
    }
  }

  /** @param {string} code @param {string} kind */
  async #step(code, kind) {
    const now = new Date();
    const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
    const said = await this.#ask(`${code}: ${kind}`, 'Note it', [{ id: 'on', label: 'On', type: 'date', value: today }, { id: 'why', label: kind === 'declined' ? 'Reason' : 'Remark' }]);
    if (!said) return;
    await this.#send(`Note that ${code}: ${kind}`, 'PUT', `${this.#path}/approaches/${guid7()}`, { respondent: code, kind, on: said.on, reason: said.why }, `${code}: ${kind}`);
    if (kind === 'declined' || kind === 'no answer' || kind === 'withdrawn') await this.#swap(code, `${kind}${said.why ? `: ${said.why}` : ''}`);
  }

  /** @param {string} verb @param {'PUT' | 'DELETE'} method @param {string} path @param {unknown} body @param {string} [told] */
  async #send(verb, method, path, body, told) {
    try {
      const done = await outbox.send({ verb, method, path, body });
      await this.#redraw();
      if (told) toast(told, done?.change ? { undo: () => takeBack(this.#study, 'undo', done.change) } : {});
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      toast(`${problem.title}. ${problem.detail}`);
      await this.#redraw();
    }
  }

  /** What the server draws takes the place of what stands here; the focus stays where it was. */
  async #redraw() {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('tl-sample');
    if (!fresh) return;
    const focused = document.activeElement?.id;
    const scrolled = [...this.querySelectorAll('.scroll')].map((one) => one.scrollTop);
    this.setAttribute('sample', fresh.getAttribute('sample') ?? '');
    this.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
    this.querySelectorAll('.scroll').forEach((one, i) => { one.scrollTop = scrolled[i] ?? 0; });
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

customElements.define('tl-sample', Sample);
