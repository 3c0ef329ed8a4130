// <tl-saved>: one corner that tells whether everything done is kept, and opens what could not be.

import { el, fill, icon } from './dom.js';
import { outbox } from './outbox.js';
import { placeBeside } from './place.js';

/** @typedef {import('./outbox-queue.js').State} State */
/** @typedef {import('./outbox-store.js').Act} Act */

const SLOW_MS = 2000;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });

/** @param {number} count @param {string} one @param {string} many */
const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

class Saved extends HTMLElement {
  #slow = 0;
  #isSlow = false;
  /** @type {HTMLElement | null} */ #panel = null;

  connectedCallback() {
    this.setAttribute('role', 'status');
    outbox.addEventListener('outbox:changed', this.#changed);
    this.#tell(outbox.state);
  }

  disconnectedCallback() {
    outbox.removeEventListener('outbox:changed', this.#changed);
  }

  #changed = () => {
    const state = outbox.state;
    if (state.waiting === 0) {
      clearTimeout(this.#slow);
      this.#slow = 0;
      this.#isSlow = false;
    } else if (this.#slow === 0) {
      this.#slow = setTimeout(() => { this.#isSlow = true; this.#tell(outbox.state); }, SLOW_MS);
    }
    this.#tell(state);
    if (this.#panel) void this.#fillPanel();
  };

  /** @param {State} state */
  #tell(state) {
    const asOf = this.getAttribute('as-of');
    if (asOf) return this.#say('still', icon('lock'), `As of ${asOf}. Nothing you do is kept`);
    if (state.refused > 0) {
      return this.#say('lost', icon('warn'), `${counted(state.refused, 'change', 'changes')} could not be saved.`,
        el('button', { type: 'button', class: 'link', onclick: () => void this.#open() }, 'See why'));
    }
    if (state.waiting > 0 && (this.#isSlow || state.trouble)) {
      const waits = counted(state.waiting, 'change waits', 'changes wait');
      const where = state.durable ? `${waits} in this browser. ${goOn(state)}` : `${waits} in this tab only. Keep it open`;
      return this.#say('waits', icon('clock'), where);
    }
    if (state.waiting > 0) return this.#say('', el('i', { class: 'pulse' }), 'Saving');
    if (state.savedAt === null) return this.#say('', icon('check'), 'All saved');
    return this.#say('', icon('check'), `Saved ${clock.format(state.savedAt)}`);
  }

  /** @param {string} kind @param {Node} sign @param {string} words @param {Node} [act] */
  #say(kind, sign, words, act) {
    this.className = `saved ${kind}`.trim();
    this.title = words;
    // Rewriting the same words would make a screen reader say them again.
    if (this.querySelector('.words')?.textContent === words) return;
    fill(this, sign, el('span', { class: 'words' }, words), act);
  }

  async #open() {
    this.#panel?.remove();
    const panel = el('div', { class: 'float refused-panel', popover: 'auto', role: 'dialog', 'aria-label': 'What could not be saved', tabindex: -1 });
    this.#panel = panel;
    panel.addEventListener('toggle', () => {
      if (panel.matches(':popover-open')) return;
      panel.remove();
      this.#panel = null;
      this.querySelector('button')?.focus();
    });
    document.body.append(panel);
    await this.#fillPanel();
    panel.showPopover();
    placeBeside(panel, this.getBoundingClientRect(), { align: 'end', gap: 6 });
    panel.querySelector('button')?.focus();
  }

  async #fillPanel() {
    const acts = await outbox.kept();
    const refused = acts.filter((act) => act.state === 'refused');
    const panel = this.#panel;
    if (!panel) return;
    if (refused.length === 0 && panel.matches(':popover-open')) return panel.hidePopover();
    fill(panel,
      el('h2', null, 'What could not be saved'),
      el('p', { class: 'help' }, 'Each of these is kept in this browser until you decide.'),
      el('ul', null, ...refused.map(item)),
      refused.length > 1 && el('button', { type: 'button', class: 'btn small', onclick: () => void outbox.retry(null) }, 'Try all again'));
  }
}

/** @param {Act} act */
function item(act) {
  const fields = Object.values(act.problem?.errors ?? {}).flat();
  const why = [act.problem?.title, act.problem?.detail, ...fields].filter((words, at, all) => words && all.indexOf(words) === at);
  return el('li', null,
    el('b', null, act.verb),
    el('p', null, why.join('. ').replaceAll('..', '.') || 'The server gave no reason.'),
    el('span', { class: 'by' }, moment.format(act.at)),
    el('span', { class: 'row' },
      el('button', { type: 'button', class: 'btn small', onclick: () => void outbox.retry(act.id) }, 'Try again'),
      el('button', { type: 'button', class: 'btn small bare undoes', onclick: () => void outbox.discard(act.id) }, 'Discard it')));
}

/** @param {State} state */
function goOn(state) {
  return state.trouble === 'sign-in' ? 'Sign in again to save them' : 'Go on working';
}

customElements.define('tl-saved', Saved);
