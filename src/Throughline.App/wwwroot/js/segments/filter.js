// What narrows the list: a menu of kinds, then a picker or a question. All of it ends in the address.

import { openDialog } from '../dialog.js';
import { el } from '../dom.js';
import { openMenu } from '../menu.js';
import { openPicker } from '../picker.js';

/**
 * @typedef {{id: string, name: string, path?: string, dye?: number, weave?: number, inVivo?: boolean}} Choice
 * @typedef {{codes: Choice[], sources: Choice[], participants: Choice[], coders: string[], themes: Choice[]}} Choices
 */

export class Filter {
  /** @param {import('./list.js').SegmentList} list @param {() => Promise<Choices>} choices */
  constructor(list, choices) {
    this.list = list;
    this.choices = choices;
  }

  /** @param {DOMRect} at */
  open(at) {
    const asked = new URLSearchParams(location.search);
    const codes = asked.getAll('code');
    openMenu([
      { label: codes.length > 0 ? 'Another code…' : 'Code…', icon: 'stripes', run: () => this.#pick(at, 'code', 'codes', 'Segments of a code') },
      ...(codes.length > 1 ? [{ label: 'All these codes on the same words', checked: asked.get('codes') === 'all', run: () => this.#set({ codes: asked.get('codes') === 'all' ? null : 'all' }) }] : []),
      ...(codes.length > 0 ? [{ label: 'With the codes under it', checked: asked.get('children') === 'true', run: () => this.#set({ children: asked.get('children') === 'true' ? null : 'true' }) }] : []),
      { label: 'Participant…', icon: 'user', run: () => this.#pick(at, 'participant', 'participants', 'Said by a participant') },
      { label: 'Source…', icon: 'doc', run: () => this.#pick(at, 'source', 'sources', 'In a source') },
      { label: 'Coder…', icon: 'pen', run: () => this.#pick(at, 'coder', 'coders', 'Coded by') },
      { label: 'Words…', icon: 'search', run: () => void this.#words(asked.get('text') ?? '') },
      { label: 'Dates…', icon: 'clock', run: () => void this.#dates(asked) },
      { label: 'Theme…', icon: 'book', run: () => this.#theme(at) },
      { label: 'Coded under an older definition', checked: asked.get('older') === 'true', run: () => this.#set({ older: asked.get('older') === 'true' ? null : 'true' }) },
      { label: 'In no theme', checked: asked.get('theme') === 'none', run: () => this.#set({ theme: asked.get('theme') === 'none' ? null : 'none', stance: null }) },
    ], at, 'Narrow the list');
  }

  /** @param {Record<string, string | null>} values Null takes away. */
  #set(values) {
    const address = new URL(location.href);
    address.searchParams.delete('cursor');
    for (const [name, value] of Object.entries(values)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    void this.list.go(`${address.pathname}${address.search}`);
  }

  /** @param {string} name @param {string} value */
  #add(name, value) {
    const address = new URL(location.href);
    address.searchParams.delete('cursor');
    if (!address.searchParams.getAll(name).includes(value)) address.searchParams.append(name, value);
    void this.list.go(`${address.pathname}${address.search}`);
  }

  /** @param {DOMRect} at @param {string} name @param {'codes' | 'sources' | 'participants' | 'coders'} kind @param {string} label */
  #pick(at, name, kind, label) {
    openPicker({ choices: this.choices().then((all) => all[kind].map(choice)), at, label, verb: 'narrow', more: true, onPick: (picked) => this.#add(name, picked.id) });
  }

  /** @param {DOMRect} at */
  #theme(at) {
    const stances = [['', 'held by it'], ['supporting', 'supporting'], ['contrary', 'contrary']];
    openPicker({
      choices: this.choices().then(({ themes }) => themes.flatMap((theme) => stances.map(([stance, path]) => ({ id: `${theme.id} ${stance}`, name: theme.name, path })))),
      at,
      label: 'In a theme',
      verb: 'narrow',
      onPick: ({ id }) => {
        const [theme, stance] = id.split(' ');
        this.#set({ theme, stance: stance || null });
      },
    });
  }

  /** @param {string} before */
  async #words(before) {
    const input = el('input', { class: 'in', id: 'words', value: before, maxlength: 200 });
    const answer = await openDialog({ title: 'Segments that hold words', body: [field('Words', input)], answers: [{ label: 'Narrow the list', value: 'go', kind: 'go' }] });
    if (answer) this.#set({ text: input.value.trim() });
  }

  /** @param {URLSearchParams} asked */
  async #dates(asked) {
    const from = el('input', { class: 'in', type: 'date', id: 'from', value: asked.get('from') ?? '' });
    const to = el('input', { class: 'in', type: 'date', id: 'to', value: asked.get('to') ?? '' });
    const answer = await openDialog({ title: 'Coded between two days', body: [field('From', from), field('To', to)], answers: [{ label: 'Narrow the list', value: 'go', kind: 'go' }] });
    if (answer) this.#set({ from: from.value, to: to.value });
  }
}

/** @param {string} name @param {HTMLElement} input */
export const field = (name, input) => el('div', { class: 'field' }, el('label', { for: input.id }, name), input);

/** @param {Choice | string} one */
export const choice = (one) => (typeof one === 'string' ? { id: one, name: one } : {
  id: one.id, name: one.name, dye: one.dye, weave: one.weave, vivo: one.inVivo,
  path: one.path && one.path !== one.name ? one.path.slice(0, -one.name.length - 3) : undefined,
});
