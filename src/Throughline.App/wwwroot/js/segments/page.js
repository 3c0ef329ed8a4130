// The list of segments: its parts put together, and its keys.

import { api } from '../api.js';
import { keys } from '../keys.js';
import { openPicker } from '../picker.js';
import { bringTable } from '../table-in.js';
import { Acts } from './acts.js';
import { choice, Filter } from './filter.js';
import { SegmentList } from './list.js';
import { Side } from './side.js';

const CONCERNS = ['CodedSegment', 'Code', 'CodeDefinition', 'Note', 'Theme', 'ThemeCode', 'ThemeSegment', 'Source', 'Speaker', 'Participant'];
const WIDER = ['none', 'turn', '1', '3'];

const list = new SegmentList();
const acts = new Acts(list);
const side = new Side(list, acts);

/** @type {Promise<import('./filter.js').Choices> | null} */
let known = null;
const choices = () => {
  known ??= api.get(`studies/${list.study}/segments/choices`).catch((fault) => { known = null; throw fault; });
  return /** @type {Promise<import('./filter.js').Choices>} */ (known);
};
const filter = new Filter(list, choices);
const openFilter = () => {
  const button = document.getElementById('filter');
  if (button) filter.open(button.getBoundingClientRect());
};
const bringIn = () => bringTable({
  study: list.study, path: 'segments/import', title: 'Import coded segments', what: ['segment', 'segments'], done: () => list.refreshSoon(),
  about: 'A CSV or Excel table with the columns source, code and quote (or start and end); coder and at may be there. Coded segments of MAXQDA, excerpts of Dedoose and highlights of Taguette are taken as they are. The same table twice adds nothing.',
  choices: [{ name: 'makeCodes', label: 'Add codes that the table names and the codebook has not' }],
});
list.root.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest('#filter')) openFilter();
  else if (target.closest('#import')) void bringIn();
});
void list.paintWaiting();

document.addEventListener('tl:change', (event) => {
  const touched = String(/** @type {CustomEvent} */ (event).detail.touches ?? '').split(',');
  if (touched.some((kind) => ['Code', 'Source', 'Participant', 'Theme'].includes(kind))) known = null;
  if (touched.length === 0 || touched.some((kind) => CONCERNS.includes(kind))) list.refreshSoon();
});

/** @param {(item: HTMLElement) => void} act */
const withItem = (act) => () => { if (list.item) act(list.item); };
const chosen = () => list.item !== null;

/** @param {HTMLElement} item */
function recode(item) {
  const words = item.querySelector('.hl') ?? item;
  openPicker({
    choices: choices().then(({ codes }) => codes.map(choice)), at: words.getBoundingClientRect(), label: 'Recode these words', verb: 'recode', hint: item.dataset.codeName,
    onPick: (code) => acts.recode(item, code), onClose: () => item.focus({ preventScroll: true }),
  });
}

function wider() {
  const here = document.querySelector('#context [aria-current="page"]');
  const at = WIDER.indexOf(/** @type {HTMLElement | null} */ (here)?.dataset.context ?? 'turn');
  const next = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`#context [data-context="${WIDER[(at + 1) % WIDER.length]}"]`));
  if (next) void list.go(next.href).then(() => list.item?.scrollIntoView({ block: 'center' }));
}

keys.addAll([
  { keys: 'j', does: 'next segment', run: () => list.step(1) },
  { keys: 'k', does: 'previous segment', run: () => list.step(-1) },
  { keys: 'ArrowDown', does: 'next segment', hidden: true, when: () => list.item !== null && list.item === document.activeElement, run: () => list.step(1) },
  { keys: 'ArrowUp', does: 'previous segment', hidden: true, when: () => list.item !== null && list.item === document.activeElement, run: () => list.step(-1) },
  { keys: 'Enter', does: 'open in the transcript', when: chosen, run: withItem((item) => { location.href = item.dataset.href ?? '#'; }) },
  { keys: 'w', does: 'wider context', run: wider },
  { keys: 'f', does: 'filter', run: openFilter },
  { keys: 'r', does: 'recode', when: chosen, run: withItem(recode) },
  { keys: 'n', does: 'note', when: chosen, run: () => side.write() },
  { keys: 'Delete', does: 'remove', when: chosen, run: withItem((item) => acts.remove(item)) },
]);

// The end of the list in sight: the next page comes by itself.
document.addEventListener('scroll', (event) => {
  const scroller = /** @type {HTMLElement} */ (event.target);
  if (scroller.id === 'segment-list' && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 600) void list.more();
}, { capture: true, passive: true });
