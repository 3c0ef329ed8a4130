// The codebook page: the tree at the left, one code open, and everything that others do to either.

import { provide } from '../command.js';
import { el, fill } from '../dom.js';
import { keys } from '../keys.js';
import { fold } from '../match.js';
import { openMenu } from '../menu.js';
import '../tree.js';
import * as acts from './acts.js';
import { Desk } from './desk.js';
import { bring, pickFile } from './import.js';
import { Sheet } from './sheet.js';

/** @typedef {import('./codes.js').Code} Code */

const CONCERNS = /(^|,)(Code|CodeDefinition|CodedSegment|Theme|ThemeCode|Speaker|Participant|Source)(,|$)/;
const FOUND = 12;

const data = JSON.parse(/** @type {HTMLElement} */ (document.querySelector('#codebook-data')).textContent ?? '');
const tree = /** @type {import('../tree.js').Tree} */ (document.querySelector('tl-tree'));
const filter = /** @type {HTMLInputElement} */ (document.querySelector('#filter'));
const desk = new Desk(data, tree);
const sheet = new Sheet(desk, open);

/** @param {string | null} id */
const place = (id) => `/studies/${desk.study}/codebook${id ? `/${id}` : ''}`;

/** @param {string | null} id @param {boolean} [remembered] It is where the browser goes back to. */
function open(id, remembered = false) {
  if (id === desk.current && document.querySelector(`.edit[data-code="${id}"]`)) return;
  const another = id !== desk.current;
  desk.current = id;
  tree.selected = id;
  if (another && !remembered) history.pushState({ code: id }, '', place(id));
  if (id) void sheet.show(id);
  else sheet.clear();
  document.querySelector('#codes.is-open')?.classList.remove('is-open');
}

async function add() {
  const id = await acts.addCode(desk);
  if (!id) return;
  open(id);
}

function tellCounts() {
  const { codes, retired } = desk.codebook;
  fill(/** @type {Element} */ (document.querySelector('#count')), acts.counted(codes.length, 'code'));
  const bar = /** @type {Element} */ (document.querySelector('#retired'));
  if (retired === 0) return fill(bar);
  const [are, verb] = [retired === 1 ? 'code is' : 'codes are', desk.showsRetired ? 'Hide' : 'Show'];
  fill(bar, `${retired} retired ${are} ${desk.showsRetired ? 'shown' : 'hidden'}. `,
    el('button', { type: 'button', class: 'link', onclick: () => desk.showRetired(!desk.showsRetired) }, verb));
}

/** @param {string} id @param {DOMRect} at */
function menuOf(id, at) {
  const code = desk.codebook.get(id);
  if (!code) return;
  const after = () => { open(id); return desk.code === code; };
  openMenu([
    { label: 'Open', run: () => open(id), keys: '↵' },
    { label: 'Rename', run: () => renameIn(id), keys: 'F2' },
    { label: 'Merge into…', icon: 'merge', run: () => after() && void acts.pickMerge(desk, code, at, open) },
    { label: 'Move…', icon: 'move', run: () => after() && void acts.pickPlace(desk, code, at) },
    code.retired
      ? { label: 'Restore', icon: 'undo', run: () => acts.retire(desk, code, false) }
      : { label: 'Retire', icon: 'archive', run: () => acts.retire(desk, code, true) },
    { label: 'Delete…', icon: 'trash', undoes: true, run: () => void acts.remove(desk, code, open) },
  ], at, code.name);
}

/** Renaming is done in the title; then one is back in the tree. @param {string} id */
function renameIn(id) {
  open(id);
  sheet.rename(() => tree.focus());
}

tree.addEventListener('tl-select', (event) => open(/** @type {CustomEvent} */ (event).detail.id));
tree.addEventListener('tl-move', (event) => acts.move(desk, /** @type {CustomEvent} */ (event).detail));
tree.addEventListener('tl-rename', (event) => renameIn(/** @type {CustomEvent} */ (event).detail.id));
tree.addEventListener('tl-menu', (event) => {
  event.preventDefault();
  const { id, at } = /** @type {CustomEvent} */ (event).detail;
  menuOf(id, at);
});
desk.addEventListener('drawn', tellCounts);
desk.addEventListener('refreshed', () => {
  if (desk.current && !desk.code) open(desk.codebook.codes[0]?.id ?? null, true);
  else if (!desk.current && desk.codebook.codes.length > 0) open(desk.codebook.codes[0].id, true);
  else void sheet.renew();
});

filter.addEventListener('focus', () => void desk.withMeanings());
filter.addEventListener('input', () => { tree.filter = filter.value; });
filter.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'Enter') {
    event.preventDefault();
    tree.focus();
  } else if (event.key === 'Escape' && filter.value !== '') {
    event.stopPropagation();
    filter.value = '';
    tree.filter = '';
  }
});

document.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLElement | null} */ (target.closest('[data-open]'));
  if (link?.dataset.open && !/** @type {MouseEvent} */ (event).ctrlKey && !/** @type {MouseEvent} */ (event).metaKey) {
    event.preventDefault();
    open(link.dataset.open);
  }
  const begin = /** @type {HTMLElement | null} */ (target.closest('[data-begin]'));
  if (begin) begin.dataset.begin === 'add' ? void add() : pickFile(desk);
});
document.querySelector('#add-code')?.addEventListener('click', () => void add());
document.querySelector('#import')?.addEventListener('click', () => pickFile(desk));
document.querySelector('#remove')?.addEventListener('click', () => { if (desk.code) void acts.remove(desk, desk.code, open); });

const codesPane = /** @type {HTMLElement} */ (document.querySelector('#codes'));
codesPane.addEventListener('dragover', (event) => {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
});
codesPane.addEventListener('drop', (event) => {
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  void bring(desk, file);
});

addEventListener('popstate', () => {
  const id = /\/codebook\/([0-9a-f-]{36})/.exec(location.pathname)?.[1] ?? desk.codebook.codes[0]?.id ?? null;
  open(id, true);
});
document.addEventListener('tl:change', (event) => {
  if (CONCERNS.test(/** @type {CustomEvent} */ (event).detail.touches ?? '')) desk.refresh();
});
document.addEventListener('outbox:discarded', () => desk.refresh());

const onTree = () => document.activeElement === tree;
keys.addAll([
  { keys: 'F2', does: 'rename', run: () => { if (desk.current) renameIn(desk.current); } },
  { keys: 'Alt+ArrowUp', does: 'move up', when: onTree, run: () => false },
  { keys: 'Alt+ArrowDown', does: 'move down', when: onTree, run: () => false },
  { keys: 'Alt+ArrowRight', does: 'under the one above', when: onTree, run: () => false },
  { keys: 'Alt+ArrowLeft', does: 'out beside its parent', when: onTree, run: () => false },
  { keys: '+', does: 'new code', run: () => void add() },
  { keys: 'Ctrl+z', does: 'undo', hidden: true, run: () => void desk.undo() },
  { keys: 'Ctrl+Shift+z', does: 'redo', hidden: true, run: () => void desk.redo() },
]);
provide({
  group: 'Codes',
  rank: 20,
  search: (typed) => desk.codebook.codes
    .filter((code) => fold(typed).split(/\s+/).every((word) => fold(code.name).includes(word))).slice(0, FOUND)
    .map((code) => ({ title: code.name, run: () => open(code.id), code: { dye: code.dye, weave: code.weave }, after: desk.codebook.path(code) })),
});

await desk.start();
tree.selected = desk.current;
