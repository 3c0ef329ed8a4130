// The list of notes.

import { DrawnList } from '../drawn-list.js';

export class NoteList extends DrawnList {
  /** An entry of the journal that the server has not told yet. @type {((id: string, note: any) => void) | null} */ paintNew = null;

  constructor() {
    super({ region: 'notes', scroller: 'note-list', item: '.note', group: '.day', prefix: 'n-', page: 60, most: 500 });
    if (location.hash.startsWith('#n-')) this.choose(location.hash.slice(3));
  }

  get all() {
    return Number(document.getElementById('found-count')?.dataset.found ?? this.items.length);
  }

  get isBusy() {
    return this.root.querySelector('.note .compose') !== null;
  }

  /** The form of the journal stays as it is: somebody may be writing in it. @param {HTMLElement} fresh */
  draw(fresh) {
    for (const part of ['.filters', '#found-count', '#note-list .column']) {
      const [there, instead] = /** @type {(HTMLElement | null)[]} */ ([this.root.querySelector(part), fresh.querySelector(part)]);
      if (!there || !instead) continue;
      const form = there.querySelector('#compose');
      const keeps = [...instead.childNodes].filter((node) => !(node instanceof HTMLElement && node.id === 'compose'));
      for (const node of [...there.childNodes]) if (node !== form) node.remove();
      there.append(...keeps);
      Object.assign(there.dataset, instead.dataset);
    }
  }

  /** @param {import('../unseen.js').Done} act */
  paint({ method, path, body }) {
    const [id, link] = path.split('/notes/')[1]?.split('/links/') ?? [];
    const note = id ? this.at(id) : null;
    if (!note && id && !link && method === 'PUT' && body?.on === 'journal') this.paintNew?.(id, body);
    if (!note) return;
    if (method === 'DELETE' && link) note.querySelector(`[data-unlink="${CSS.escape(link)}"]`)?.closest('.link-tag')?.remove();
    else if (method === 'DELETE') this.take(id);
    else if (!link && body) {
      const text = note.querySelector('.text');
      if (text) text.textContent = body.text;
      note.classList.add('unsaved');
    }
  }
}
