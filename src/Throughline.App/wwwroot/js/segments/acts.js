// What one does to segments from the list: remove, recode, place for or against a theme, write a note. Painted at once, kept
// in the outbox until the server has it.

import { guid7 } from '../guid.js';
import { outbox } from '../outbox.js';
import { announce, toast } from '../toast.js';

/** @typedef {{id: string, name: string}} Code */

export class Acts {
  /** @param {import('./list.js').SegmentList} list */
  constructor(list) {
    this.list = list;
    this.study = list.study;
  }

  /** @param {HTMLElement} item */
  remove(item) {
    const id = item.id.slice(2);
    const done = this.#send('Remove a segment', 'DELETE', `segments/${id}`);
    this.list.choose(this.list.take(id));
    this.#undoable('Removed from these words', done);
  }

  /** @param {HTMLElement} item @param {Code} code */
  recode(item, code) {
    if (item.dataset.code === code.id) return;
    const id = item.id.slice(2);
    const { source, start, end } = item.dataset;
    const done = this.#send(`Recode to ${code.name}`, 'PUT', `segments/${id}`, { source, code: code.id, start: Number(start), end: Number(end) });
    item.classList.add('unsaved');
    item.dataset.code = code.id;
    const own = item.querySelector('.with-code.own span');
    if (own) own.textContent = code.name;
    else this.list.choose(this.list.take(id));
    this.#undoable(`Recoded to ${code.name}`, done);
  }

  /** @param {string} segment @param {{theme: string, label: string, stance: string}} placed */
  place(segment, { theme, label, stance }) {
    const path = `themes/${theme}/segments/${segment}`;
    void (stance === 'neither'
      ? this.#send(`Take a segment out of ${label}`, 'DELETE', path)
      : this.#send(`Mark a segment as ${stance}`, 'PUT', path, { stance }));
    const item = document.getElementById(`s-${segment}`);
    const tag = item?.querySelector(`[data-stance="${CSS.escape(theme)}"]`);
    if (stance !== 'contrary') tag?.remove();
    else if (!tag) item?.querySelector('.with .by')?.append(contraryTo(theme));
    announce(stance === 'neither' ? `Neither for nor against ${label}` : `${stance}, ${label}`);
  }

  /** @param {string} segment @param {string} kind @param {string} text @returns {string} The id of the note. */
  note(segment, kind, text) {
    const id = guid7();
    void this.#send('Write a note', 'PUT', `notes/${id}`, { kind, on: 'segment', target: segment, text }, id);
    const count = /** @type {HTMLElement | null} */ (document.querySelector(`#s-${CSS.escape(segment)} [data-notes]`));
    if (count) {
      const notes = Number(count.dataset.notes) + 1;
      count.dataset.notes = String(notes);
      count.hidden = false;
      const shown = count.querySelector('span');
      if (shown) shown.textContent = String(notes);
    }
    announce('Note kept');
    return id;
  }

  /** @param {string} told @param {Promise<any>} done */
  #undoable(told, done) {
    let change = 0;
    const saved = done.then((answer) => { change = answer?.change ?? 0; return answer; }, () => null);
    toast(told, { undo: () => void saved.then(() => change > 0 && this.undo(change)) });
  }

  /** @param {number} change */
  undo(change) {
    void outbox.send({ verb: 'Undo', method: 'PUT', path: `studies/${this.study}/changes/${change}/undo` })
      .then(() => this.list.refreshSoon(), (problem) => toast(problem.detail || problem.title));
  }

  /** @param {string} verb @param {string} method @param {string} path @param {unknown} [body] @param {string} [creates] @returns {Promise<any>} */
  #send(verb, method, path, body, creates) {
    const sent = this.list.unseen.send({ verb, method, path: `studies/${this.study}/${path}`, body, creates });
    sent.then(() => this.list.refreshSoon(), () => this.list.refreshSoon());
    return sent;
  }
}

/** @param {string} theme */
function contraryTo(theme) {
  const tag = document.createElement('span');
  tag.className = 'tag line';
  tag.dataset.stance = theme;
  tag.textContent = 'contrary';
  return tag;
}
