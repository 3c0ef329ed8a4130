// Writing: the journal's form at the top, and a note edited where it stands. What is begun is remembered until it is kept.

import { el } from '../dom.js';
import { recall, remember } from '../remember.js';
import { toast } from '../toast.js';

const KINDS = ['analytic', 'methodological', 'reflexive'];

/** A day as its field has it, in this computer's time. @param {Date} date */
const dayOf = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

export class Compose {
  /** @param {import('./list.js').NoteList} list @param {import('./acts.js').Acts} acts */
  constructor(list, acts) {
    this.list = list;
    this.acts = acts;
    this.key = `journal:${list.study}`;
    this.form = /** @type {HTMLFormElement} */ (document.getElementById('compose'));
    this.form.addEventListener('submit', (event) => { event.preventDefault(); this.#keep(); });
    this.form.addEventListener('click', (event) => { if (/** @type {Element} */ (event.target).closest('[data-act="cancel"]')) this.close(); });
    this.form.addEventListener('input', () => remember(this.key, this.#field('text').value || null));
    onKeys(this.form, () => this.#keep(), () => this.close());
    list.paintNew = (id, { kind, title, text, at }) => this.#paint(id, kind, title, text, dayOf(at ? new Date(at) : new Date()));
    if (recall(this.key)) this.open(false);
  }

  open(focus = true) {
    this.form.hidden = false;
    this.#field('text').value ||= recall(this.key) ?? '';
    this.#field('day').value ||= dayOf(new Date());
    if (focus) this.#field('text').focus();
    if (focus) this.form.scrollIntoView({ block: 'nearest' });
  }

  close() {
    this.form.hidden = true;
    document.getElementById('write')?.focus();
  }

  /** @param {HTMLElement} item */
  edit(item) {
    if (item.querySelector('.compose')) return;
    const said = /** @type {HTMLElement} */ (item.querySelector('.text'));
    const heading = item.querySelector('h3');
    const title = el('input', { class: 'in grow', maxlength: 200, value: heading?.textContent ?? '', 'aria-label': 'Title', placeholder: 'Title, if it wants one' });
    const kind = el('select', { class: 'in kind', 'aria-label': 'Kind' }, ...KINDS.map((one) => el('option', { selected: one === item.dataset.kind }, one)));
    const text = el('textarea', { class: 'in grows', maxlength: 100000, 'aria-label': 'The note' });
    text.value = said.textContent ?? '';
    const form = el('form', { class: 'compose', 'aria-label': 'Edit the note' },
      el('div', { class: 'row' }, title, kind), text,
      el('div', { class: 'row' }, el('button', { class: 'btn' }, 'Keep ', el('kbd', null, 'Ctrl'), el('kbd', null, '↵')), el('button', { type: 'button', class: 'btn bare', onclick: () => back() }, 'Leave it as it was ', el('kbd', null, 'Esc'))));
    const hidden = [said, heading, item.querySelector('.links')].filter((part) => part !== null);
    const back = () => {
      form.remove();
      for (const part of hidden) /** @type {HTMLElement} */ (part).hidden = false;
      item.focus({ preventScroll: true });
      this.list.refreshSoon();
    };
    const keep = () => {
      if (!text.value.trim() && !title.value.trim()) return void toast('A note needs some words.');
      const { on = '', target, start, end } = item.dataset;
      this.acts.write({ kind: kind.value, on, target: target || undefined, start: start ? Number(start) : undefined, end: end ? Number(end) : undefined, title: title.value, text: text.value }, item.id.slice(2));
      said.textContent = text.value;
      if (heading) heading.textContent = title.value;
      item.classList.add('unsaved');
      back();
    };
    form.addEventListener('submit', (event) => { event.preventDefault(); keep(); });
    onKeys(form, keep, back);
    for (const part of hidden) /** @type {HTMLElement} */ (part).hidden = true;
    item.append(form);
    text.focus();
  }

  /** @param {string} name @returns {HTMLTextAreaElement} */
  #field(name) {
    return /** @type {any} */ (document.getElementById(`compose-${name}`));
  }

  #keep() {
    const [title, text, day] = [this.#field('title').value.trim(), this.#field('text').value.trim(), this.#field('day').value];
    if (!title && !text) return void toast('An entry needs some words.');
    const kind = this.#field('kind').value;
    const today = dayOf(new Date());
    const at = day && day !== today ? new Date(`${day}T12:00`).toISOString() : undefined;
    const { id } = this.acts.write({ kind, on: 'journal', title, text, at });
    this.#paint(id, kind, title, text, day || today);
    this.#field('title').value = '';
    this.#field('text').value = '';
    this.#field('day').value = '';
    remember(this.key, null);
    this.close();
  }

  /** Shown at once; drawn again by the server when it has it. @param {string} id @param {string} kind @param {string} title @param {string} text @param {string} day */
  #paint(id, kind, title, text, day) {
    document.querySelector('#note-list .empty')?.remove();
    const entry = el('article', { class: 'note unsaved', id: `n-${id}`, tabindex: -1 },
      el('p', { class: 'on' }, el('span', { class: 'tag line' }, kind), el('span', { class: 'where' }, 'Journal'), el('span', { class: 'grow' }), el('span', { class: 'by' }, 'now')),
      title && el('h3', null, title), el('p', { class: 'memo text' }, text));
    const there = this.list.root.querySelector(`.day[data-day="${day}"]`);
    if (there) there.querySelector('h2')?.after(entry);
    else this.form.after(el('section', { class: 'day', 'data-day': day }, el('h2', null, new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' }).format(new Date(`${day}T12:00`))), entry));
  }
}

/** @param {HTMLElement} form @param {() => void} keep @param {() => void} leave */
function onKeys(form, keep, leave) {
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
