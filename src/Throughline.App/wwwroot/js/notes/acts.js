// Writing, editing, linking and removing notes: shown at once, kept in the outbox until the server has it.

import { guid7 } from '../guid.js';
import { outbox } from '../outbox.js';
import { announce, toast } from '../toast.js';

/** @typedef {{kind: string, on: string, target?: string, start?: number, end?: number, title: string, text: string, at?: string}} Note */

export class Acts {
  /** @param {import('./list.js').NoteList} list */
  constructor(list) {
    this.list = list;
    this.study = list.study;
  }

  /** @param {Note} note @param {string} [id] Of one that is there already. */
  write(note, id) {
    const named = id ?? guid7();
    const done = this.#send(id ? 'Edit a note' : 'Write a note', 'PUT', `notes/${named}`, note, id ? undefined : named);
    announce('Note kept');
    return { id: named, done };
  }

  /** @param {HTMLElement} item */
  remove(item) {
    const id = item.id.slice(2);
    this.#undoable('Removed the note', this.#send('Remove a note', 'DELETE', `notes/${id}`));
    this.list.choose(this.list.take(id));
  }

  /** @param {HTMLElement} item @param {string} on @param {string} target @param {string} name */
  link(item, on, target, name) {
    const id = guid7();
    this.#undoable(`Linked to ${name}`, this.#send(`Link a note to ${name}`, 'PUT', `notes/${item.id.slice(2)}/links/${id}`, { on, target }, id));
  }

  /** @param {HTMLElement} item @param {HTMLElement} button */
  unlink(item, button) {
    this.#undoable('The link is gone', this.#send('Unlink a note', 'DELETE', `notes/${item.id.slice(2)}/links/${button.dataset.unlink}`));
    button.closest('.link-tag')?.remove();
  }

  /** @param {string} told @param {Promise<any>} done */
  #undoable(told, done) {
    const saved = done.then((answer) => answer?.change ?? 0, () => 0);
    toast(told, { undo: () => void saved.then((change) => change > 0 && this.#undo(change)) });
  }

  /** @param {number} change */
  #undo(change) {
    outbox.send({ verb: 'Undo', method: 'PUT', path: `studies/${this.study}/changes/${change}/undo` })
      .then(() => this.list.refreshSoon(), (problem) => toast(problem.detail || problem.title));
  }

  /** @param {string} verb @param {string} method @param {string} path @param {unknown} [body] @param {string} [creates] @returns {Promise<any>} */
  #send(verb, method, path, body, creates) {
    const sent = this.list.unseen.send({ verb, method, path: `studies/${this.study}/${path}`, body, creates });
    sent.then(() => this.list.refreshSoon(), () => this.list.refreshSoon());
    return sent;
  }
}
