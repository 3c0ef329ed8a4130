// The sampling desk: wishes are kept as they are changed; what is picked, dropped or noted is drawn anew from the server at once.

import { api, ApiProblem } from '../api.js';
import { openDialog } from '../dialog.js';
import { el, fill, notice } from '../dom.js';
import { drawn, inPlace, isWriting } from '../drawn.js';
import { guid7 } from '../guid.js';
import { outbox } from '../outbox.js';
import { toast } from '../toast.js';
import { takeBack } from '../undo.js';
import { board } from './board.js';
import { writeLetters } from './letters.js';
import { changedWishes, crossedWish, fewerWishes } from './wishes.js';

const PROOF_EVERY_MS = 1000;
const MOST_TRIES = 5;

/** As a field of dates has it. */
function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

/** @typedef {{who: string, why: string, act: string, wrong: string}} Again What was typed and refused: it is asked again with the reason, and the refused act is let go. */

/** @param {Again} [before] */
const wrong = (before) => (before ? [el('p', { class: 'help wrong', role: 'alert' }, before.wrong)] : []);

class Sample extends HTMLElement {
  /** The newest change that what stands here shows. */
  #drawn = 0;

  /** @type {Promise<void> | null} */ #drawing = null;

  #wanted = 0;

  #again = false;

  #sending = 0;

  get #study() { return this.getAttribute('study') ?? ''; }

  get #sample() { return this.getAttribute('sample') ?? ''; }

  get #path() { return `studies/${this.#study}/samples/${this.#sample}`; }

  /** @returns {import('./wishes.js').Data} */
  get #data() { return JSON.parse(this.querySelector('#sample-data')?.textContent ?? '{}'); }

  connectedCallback() {
    this.#drawn = Number(this.getAttribute('after'));
    board(this, (code, kind) => void this.#step(code, kind));
    this.addEventListener('click', (event) => this.#click(/** @type {Element} */ (event.target)));
    this.addEventListener('change', (event) => void this.#changed(/** @type {HTMLInputElement} */ (event.target)));
    document.addEventListener('tl:taken-back', (event) => void this.#redraw(/** @type {CustomEvent} */ (event).detail?.id));
    document.addEventListener('tl:change', (event) => void this.#redraw(/** @type {CustomEvent} */ (event).detail.id));
    this.addEventListener('focusout', () => { if (this.#again && this.#sending === 0) void this.#redraw(); });
    this.#watchProof();
  }

  /** @param {Element} target */
  #click(target) {
    const step = target.closest('[data-step]');
    if (step instanceof HTMLElement) return void this.#step(step.dataset.of ?? '', step.dataset.step ?? '');
    const undo = target.closest('[data-undo]');
    if (undo instanceof HTMLElement) return void takeBack(this.#study, 'undo', Number(undo.dataset.undo));
    const less = target.closest('[data-unvary], [data-uncell]');
    if (less instanceof HTMLElement) return void this.#wish(fewerWishes(less, this.#data));
    const act = target.closest('[data-act]');
    if (!(act instanceof HTMLElement)) return undefined;
    const of = act.dataset.of ?? '';
    if (act.dataset.act === 'make') return void this.#make();
    if (act.dataset.act === 'propose') return void this.#propose(act);
    if (act.dataset.act === 'freeze') return void this.#freeze();
    if (act.dataset.act === 'take-best') return void this.#send('Take the best sample found', 'PUT', `${this.#path}/proof/taken`, {}, 'The better sample is taken');
    if (act.dataset.act === 'remove') return void this.#send('Remove the sample', 'DELETE', this.#path, undefined, 'Removed').then(() => { location.href = `/studies/${this.#study}/sample`; });
    if (act.dataset.act === 'pick') return void this.#pick();
    if (act.dataset.act === 'drop') return void this.#drop(of);
    if (act.dataset.act === 'swap') return void this.#swap(of);
    if (act.dataset.act === 'participant') return void this.#participant(of);
    if (act.dataset.act === 'letters') return void writeLetters(`studies/${this.#study}`, this.#path, /** @type {any} */ (this.#data), () => this.#redraw());
    if (act.dataset.act === 'cell') return void crossedWish(this.#data).then((wish) => wish && this.#wish(wish));
    if (act.dataset.act === 'keep') return void this.#keep();
    if (act.dataset.act === 'recall') return void this.#send(`Recall the wishes ${of}`, 'PUT', `${this.#path}/wishes/${encodeURIComponent(of)}/recalled`, {}, `The wishes “${of}” are in force; propose again to choose by them`);
    if (act.dataset.act === 'prove' || act.dataset.act === 'stop-proof') return void this.#prove(act.dataset.act === 'prove');
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
      await this.#redraw(done.change);
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
    const clash = /** @type {HTMLElement} */ (this.querySelector('#clash'));
    fill(clash, notice('warn', problem.title, problem.detail));
    clash.scrollIntoView({ block: 'nearest' });
  }

  /** @param {HTMLInputElement} field */
  async #changed(field) {
    if (field.type !== 'checkbox' && 'defaultValue' in field) field.defaultValue = field.value;
    if (field.dataset.cross) return this.#cross(field.dataset.cross, field.value);
    const wish = changedWishes(field, this.#data);
    if (wish) await this.#wish(wish);
  }

  /** Which two are crossed stands in the address, so that it comes back with the page. @param {string} side @param {string} title */
  #cross(side, title) {
    const to = new URL(location.href);
    to.searchParams.set(side, title);
    history.replaceState(history.state, '', to);
    return this.#redraw();
  }

  async #freeze() {
    const said = await this.#ask('Freeze this sample', 'Freeze it', [{ id: 'as-of', label: 'As of the end of', type: 'date', value: today(),
      help: 'Today: as it is now. An earlier day: with the respondents, answers, wishes and picks that there were then, but for those who withdrew since.' }],
    [el('p', { class: 'help' }, 'The log goes on, and who declines can still be replaced. It can be undone.')]);
    if (said) await this.#send('Freeze the sample', 'PUT', `${this.#path}/frozen`, { asOf: said['as-of'] || null }, 'Frozen');
  }

  async #keep() {
    const said = await this.#ask('Keep these wishes', 'Keep', [{ id: 'kept-name', label: 'Name', help: 'With them is kept what the sample is like now. The same name keeps them anew.' }]);
    if (said) await this.#send(`Keep the wishes as ${said['kept-name']}`, 'PUT', `${this.#path}/wishes/${guid7()}`, { name: said['kept-name'] }, `Kept as “${said['kept-name']}”`);
  }

  /** @param {boolean} begin */
  async #prove(begin) {
    try {
      await (begin ? api.put(`${this.#path}/proof`, {}) : api.delete(`${this.#path}/proof`));
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      toast(`${problem.title}. ${problem.detail}`);
    }
    await this.#redraw();
    this.#watchProof();
  }

  /** While the proven best is looked for, what is known of it is drawn anew. */
  #watchProof() {
    if (this.querySelector('#proof')?.getAttribute('data-state') !== 'looking') return;
    setTimeout(async () => {
      const proof = await api.get(`${this.#path}/proof`).catch(() => null);
      if (proof?.state === 'looking') {
        const told = this.querySelector('#proof')?.firstChild;
        if (told) told.textContent = `looking for the proven best, ${Math.round(proof.seconds)} of ${Math.round(proof.limit)} s `;
      } else if (proof) await this.#redraw();
      this.#watchProof();
    }, PROOF_EVERY_MS);
  }

  /** @param {Record<string, unknown>} body */
  async #wish(body) {
    await this.#send('Change the wishes', 'PUT', this.#path, body);
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

  /** @param {Again} [before] */
  async #pick(before) {
    const said = await this.#ask('Pick by hand', 'Pick', [{ id: 'who', label: 'Study code', value: before?.who }, { id: 'why', label: 'Why', value: before?.why, help: 'It is kept with the pick, and told in the account.' }], wrong(before));
    if (before) await outbox.discard(before.act);
    if (!said) return;
    const refused = await this.#send(`Pick ${said.who}`, 'PUT', `${this.#path}/picks/${guid7()}`, { respondent: said.who, reason: said.why }, `${said.who} is in the sample`);
    if (refused) await this.#pick({ who: said.who, why: said.why, ...refused });
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

  /** @param {string} code @param {string} [why] @param {Again} [before] */
  async #swap(code, why = '', before = undefined) {
    const reserves = await this.#reserves(code);
    const list = el('ul', { class: 'reasons' }, ...reserves.map((one) => el('li', null,
      el('button', { type: 'button', class: 'link', onclick: () => { /** @type {HTMLInputElement} */ (document.querySelector('#who')).value = one.code; } }, one.code), ` ${one.why}; ${one.distance.toFixed(2)} away`)));
    const said = await this.#ask(`Who takes the place of ${code}?`, 'Replace', [{ id: 'who', label: 'Study code', value: before?.who ?? reserves[0]?.code ?? '' }, { id: 'why', label: 'Why', value: before?.why ?? why }],
      [...wrong(before), ...reserves.length > 0 ? [el('p', { class: 'help' }, 'The nearest who fill the same gap:'), list] : [el('p', { class: 'help' }, 'Nobody else may be approached.')]]);
    if (before) await outbox.discard(before.act);
    if (!said) return;
    const refused = await this.#send(`Replace ${code} by ${said.who}`, 'PUT', `${this.#path}/picks/${guid7()}`, { respondent: said.who, reason: said.why, inPlaceOf: code }, `${said.who} took the place of ${code}`);
    if (refused) await this.#swap(code, why, { who: said.who, why: said.why, ...refused });
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
    const said = await this.#ask(`${code}: ${kind}`, 'Note it', [{ id: 'on', label: 'On', type: 'date', value: today() }, { id: 'why', label: kind === 'declined' ? 'Reason' : 'Remark' }]);
    if (!said) return;
    await this.#send(`Note that ${code}: ${kind}`, 'PUT', `${this.#path}/approaches/${guid7()}`, { respondent: code, kind, on: said.on, reason: said.why }, `${code}: ${kind}`);
    if (kind === 'declined' || kind === 'no answer' || kind === 'withdrawn') await this.#swap(code, `${kind}${said.why ? `: ${said.why}` : ''}`);
  }

  /**
   * @param {string} verb @param {'PUT' | 'DELETE'} method @param {string} path @param {unknown} body @param {string} [told]
   * @returns {Promise<{act: string, wrong: string} | undefined>} What was refused, and why.
   */
  async #send(verb, method, path, body, told) {
    const before = this.#data.mean;
    this.#sending += 1;
    const sent = outbox.send({ verb, method, path, body });
    try {
      const done = await sent.finally(() => { this.#sending -= 1; });
      await this.#redraw(done?.change);
      const after = this.#data.mean;
      const spread = before && after && before.toFixed(3) !== after.toFixed(3) ? `. Spread ${before.toFixed(3)} to ${after.toFixed(3)}` : '';
      if (told) toast(`${told}${spread}`, done?.change ? { undo: () => takeBack(this.#study, 'undo', done.change) } : {});
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      toast(`${problem.title}. ${problem.detail}`);
      await this.#redraw();
      return { act: sent.act, wrong: `${problem.title}. ${problem.detail}` };
    }
    return undefined;
  }

  /** Draws what the server has, unless a change is named that is drawn already. @param {number} [change] */
  async #redraw(change) {
    if (change !== undefined && change <= this.#drawn) return;
    if (change === undefined) this.#again = true;
    else this.#wanted = Math.max(this.#wanted, change);
    this.#drawing ??= this.#draw().finally(() => { this.#drawing = null; });
    await this.#drawing;
  }

  /** What the server draws takes the place of what stands here; the focus stays where it was. */
  async #draw() {
    for (let tries = 0; (this.#again || this.#drawn < this.#wanted) && tries < MOST_TRIES; tries += 1) {
      this.#again = false;
      const fresh = await drawn(location.href, 'tl-sample').catch(() => null);
      if (!fresh) return;
      if (isWriting(this)) {
        this.#again = true;
        return;
      }
      this.#show(fresh.region);
    }
  }

  /** @param {Element} fresh */
  #show(fresh) {
    this.#drawn = Number(fresh.getAttribute('after'));
    this.setAttribute('sample', fresh.getAttribute('sample') ?? '');
    inPlace(this, () => this.replaceChildren(...fresh.childNodes));
  }
}

customElements.define('tl-sample', Sample);
