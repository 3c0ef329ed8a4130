// Notes and journal: the parts of the page put together, and its keys.

import { api } from '../api.js';
import { openDialog } from '../dialog.js';
import { el } from '../dom.js';
import { keys } from '../keys.js';
import { openMenu } from '../menu.js';
import { openPicker } from '../picker.js';
import { choice, field } from '../segments/filter.js';
import { toast } from '../toast.js';
import { bringTable } from '../table-in.js';
import { Acts } from './acts.js';
import { Compose } from './compose.js';
import { NoteList } from './list.js';

const PAUSE_MS = 250;
const list = new NoteList();
const acts = new Acts(list);
const compose = new Compose(list, acts);
void list.paintWaiting();
const choices = () => api.get(`studies/${list.study}/segments/choices`);

/** @param {Record<string, string | null>} values Null takes away. */
function narrow(values) {
  const address = new URL(location.href);
  address.searchParams.delete('cursor');
  for (const [name, value] of Object.entries(values)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  void list.go(`${address.pathname}${address.search}`);
}

/** @param {DOMRect} at @param {string[]} authors */
function openFilter(at, authors) {
  const asked = new URLSearchParams(location.search);
  openMenu([
    ...authors.map((author) => ({ label: `By ${author}`, checked: asked.get('author') === author, run: () => narrow({ author: asked.get('author') === author ? null : author }) })),
    {
      label: 'Source…', icon: 'doc', run: () => void openPicker({
        choices: choices().then(({ sources }) => sources.map(choice)), at, label: 'Notes on a source', verb: 'narrow', onPick: (source) => narrow({ source: source.id }) }),
    },
    { label: 'Dates…', icon: 'clock', run: () => void dates(asked) },
  ], at, 'Narrow the list');
}

/** @param {URLSearchParams} asked */
async function dates(asked) {
  const from = el('input', { class: 'in', type: 'date', id: 'from', value: asked.get('from') ?? '' });
  const to = el('input', { class: 'in', type: 'date', id: 'to', value: asked.get('to') ?? '' });
  const answer = await openDialog({ title: 'Written between two days', body: [field('From', from), field('To', to)], answers: [{ label: 'Narrow the list', value: 'go', kind: 'go' }] });
  if (answer) narrow({ from: from.value, to: to.value });
}

/** @param {HTMLElement} item */
function link(item) {
  const of = (/** @type {string} */ on, /** @type {any[]} */ all) => all.map((one) => ({ ...choice(one), id: `${on} ${one.id}`, path: on }));
  const notes = list.items.filter((other) => other !== item)
    .map((other) => ({ id: other.id.slice(2), name: (other.querySelector('h3') ?? other.querySelector('.text'))?.textContent?.slice(0, 80) ?? '' }));
  openPicker({
    choices: choices().then(({ codes, sources, participants, themes }) =>
      [...of('theme', themes), ...of('code', codes), ...of('source', sources), ...of('participant', participants), ...of('note', notes)]),
    at: item.getBoundingClientRect(),
    label: 'Link this note to',
    verb: 'link',
    onPick: ({ id, name }) => {
      const [on, target] = id.split(' ');
      acts.link(item, on, target, name);
    },
    onClose: () => item.focus({ preventScroll: true }),
  });
}

const bringIn = () => bringTable({
  study: list.study, path: 'notes/import', title: 'Import notes', what: ['note', 'notes'], done: () => list.refreshSoon(),
  about: 'A CSV or Excel table with the columns on, source, quote, code, theme, kind, title, text, author and at. Only text must be there. The same table twice adds nothing.',
});

let typing = 0;
document.getElementById('find')?.addEventListener('input', (event) => {
  clearTimeout(typing);
  const { value } = /** @type {HTMLInputElement} */ (event.target);
  typing = setTimeout(() => narrow({ text: value.trim() || null }), PAUSE_MS);
});
document.getElementById('find-form')?.addEventListener('submit', (event) => event.preventDefault());
document.getElementById('write')?.addEventListener('click', () => compose.open());
document.getElementById('import')?.addEventListener('click', () => void bringIn());

list.root.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target);
  const filter = /** @type {HTMLElement | null} */ (target.closest('#filter'));
  if (filter) return openFilter(filter.getBoundingClientRect(), (filter.dataset.authors ?? '').split('\n').filter((name) => name !== ''));
  const item = /** @type {HTMLElement | null} */ (target.closest('.note'));
  const button = /** @type {HTMLElement | null} */ (target.closest('button'));
  if (!item || !button) return;
  if (button.dataset.unlink) acts.unlink(item, button);
  if (button.dataset.act === 'edit') compose.edit(item);
  if (button.dataset.act === 'link') link(item);
  if (button.dataset.act === 'remove') acts.remove(item);
});

document.addEventListener('tl:change', (event) => {
  const touched = String(/** @type {CustomEvent} */ (event).detail.touches ?? '');
  if (/Note|Code|Segment|Source|Theme|Participant/.test(touched)) list.refreshSoon();
});

const chosen = () => list.item !== null;
/** @param {(item: HTMLElement) => void} act */
const withItem = (act) => () => { if (list.item) act(list.item); };

keys.addAll([
  { keys: 'j', does: 'next note', run: () => list.step(1) },
  { keys: 'k', does: 'previous note', run: () => list.step(-1) },
  { keys: 'Enter', does: 'open where it is', when: chosen, run: withItem((item) => /** @type {HTMLAnchorElement | null} */ (item.querySelector('a.where'))?.click()) },
  { keys: 'c', does: 'write in the journal', run: () => compose.open() },
  { keys: 'e', does: 'edit', when: chosen, run: withItem((item) => compose.edit(item)) },
  { keys: 'l', does: 'link', when: chosen, run: withItem(link) },
  { keys: 'Delete', does: 'remove', when: chosen, run: withItem((item) => acts.remove(item)) },
]);
