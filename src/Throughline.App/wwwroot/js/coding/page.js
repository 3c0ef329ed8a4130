// The coding page: its parts, put together.

import { openDialog } from '../dialog.js';
import { afterFrame, el } from '../dom.js';
import { drawer } from '../drawer.js';
import { openMenu } from '../menu.js';
import { recall, remember } from '../remember.js';
import '../tree.js';
import { Acts } from './acts.js';
import { Codes } from './codes.js';
import { Desk } from './desk.js';
import { Find } from './find.js';
import { Heard } from './heard.js';
import { bindKeys } from './keymap.js';
import { segmentMenus, touchBar } from './menus.js';
import { Notes } from './notes.js';
import { Panel } from './panel.js';
import { placeAsked, placeNamed, shareCoded } from './places.js';
import { Points } from './points.js';
import { Segments } from './segments.js';
import { Transcript } from './tl-transcript.js';

/** @template {Element} T @param {string} id @returns {T} */
const byId = (id) => /** @type {any} */ (document.getElementById(id));
const USUAL_SIZE = 17;
const PAUSE_MS = 400;

const data = JSON.parse(/** @type {string} */ (byId('coding-data').textContent));
const transcript = /** @type {Transcript} */ (document.querySelector('tl-transcript'));
const codes = new Codes(byId('code-tree'), data);
const segments = new Segments(data.segments.map((/** @type {any[]} */ [id, code, coder, start, end, version, at]) =>
  ({ id, code: data.codes[code].id, coder: data.coders[coder], start, end, version, at })));
transcript.begin(segments, codes);

const parts = {
  study: /** @type {string} */ (transcript.getAttribute('study')), source: data.source.id, me: data.me,
  segments, codes, points: new Points(data.astral), words: transcript.words,
};
const acts = new Acts(parts);
const notes = new Notes(parts, data.notes, acts, { closed: () => { drawer('side', false); transcript.focus({ preventScroll: true }); } });
const panel = new Panel(byId('panel'), parts, data.voices, notes, { choose: (id) => desk.choose(id) });
const desk = new Desk(transcript, parts, acts, panel, notes);
const find = new Find(byId('find-bar'), transcript);
new Heard(parts, { notes: () => void notes.readAgain() });
void acts.takeUp();

// What follows a pick: the place in the foot at once, the panel when there is time.
let following = false;
transcript.addEventListener('picked', () => {
  const { chosen } = desk;
  const { start, end } = transcript.picked;
  if (chosen && (end < chosen.start || start > chosen.end)) transcript.choose(null);
  if (following) return;
  following = true;
  afterFrame(() => { following = false; desk.showNow(); tellPlace(); showTouchBar(); });
});
transcript.addEventListener('tl-choose', (event) => {
  const { id, by } = /** @type {CustomEvent} */ (event).detail;
  desk.choose(id, by === 'stripe');
});
transcript.addEventListener('tl-resize', (event) => {
  const { segment, start, end } = /** @type {CustomEvent} */ (event).detail;
  desk.resizeTo(segment, start, end);
});
transcript.addEventListener('tl-more', (event) => panel.showTurn(/** @type {CustomEvent} */ (event).detail.turn));

let telling = 0;
segments.addEventListener('changed', () => {
  clearTimeout(telling);
  telling = setTimeout(() => { desk.show(); tellShare(); }, PAUSE_MS);
});

function tellPlace() {
  const { words } = transcript;
  if (words.turns.length === 0) return;
  const name = words.nameOf(words.turnAt(transcript.picked.start));
  byId('place').textContent = `${name[0].toUpperCase()}${name.slice(1)} of ${data.source.turns || words.turns.length}`;
  remember(`place:${data.source.id}`, transcript.picked.start);
}

function tellShare() {
  byId('share').textContent = `${Math.round(100 * shareCoded(transcript.words, segments))} % coded`;
}

// The tree: with words picked a code is put on them, without it leads to what it is on.
const tree = byId('code-tree');
tree.addEventListener('tl-select', (event) => {
  const { id } = /** @type {CustomEvent} */ (event).detail;
  const picked = !transcript.picked.isEmpty && transcript.picked.trimmed;
  if (picked && picked[1] > picked[0]) desk.apply(id, picked);
  else desk.nextOf(id);
});
byId('code-filter').addEventListener('input', (event) => { /** @type {any} */ (tree).filter = /** @type {HTMLInputElement} */ (event.target).value; });
byId('add-code').addEventListener('click', () => void addCode());

async function addCode() {
  const name = el('input', { class: 'in', id: 'new-code', maxlength: 200, autocomplete: 'off' });
  const answer = await openDialog({
    title: 'New code', body: el('div', { class: 'field' }, el('label', { for: 'new-code' }, 'Name'), name),
    answers: [{ label: 'Add', value: 'add', kind: 'go' }],
  });
  if (answer === 'add' && name.value.trim() !== '') acts.addCode(name.value.trim());
}

byId('coders').addEventListener('click', (event) => {
  const all = [...new Set([...data.coders, data.me, ...segments.sorted.map((segment) => segment.coder)])];
  const items = all.map((coder) => ({
    label: coder, checked: !segments.hidden.has(coder),
    run: () => { segments.show(coder, segments.hidden.has(coder)); tellCoders(all.length); },
  }));
  openMenu(items, /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect(), 'Whose coding is shown');
});

/** @param {number} all */
function tellCoders(all) {
  const shown = all - segments.hidden.size;
  /** @type {Element} */ (byId('coders').querySelector('.label-text')).textContent = segments.hidden.size === 0 ? 'All coders' : `${shown} of ${all} coders`;
}

for (const button of document.querySelectorAll('[data-size]')) {
  button.addEventListener('click', () => {
    const step = Number(button.getAttribute('data-size'));
    const size = step === 0 ? USUAL_SIZE : Math.max(15, Math.min(22, Number(recall('read') ?? USUAL_SIZE) + step));
    document.documentElement.style.setProperty('--read', `${size / 16}rem`);
    remember('read', size === USUAL_SIZE ? null : size);
    transcript.resized();
  });
}

byId('open-find').addEventListener('click', () => find.open());
bindKeys(desk, find, { go: (id) => /** @type {HTMLElement | null} */ (document.getElementById(id))?.click() });

const showTouchBar = touchBar(byId('touch-bar'), desk);
segmentMenus([transcript, byId('panel')], desk);

/** The place that the address names, else where one was last, else the beginning. */
function begin() {
  const named = placeNamed(location.hash, transcript.words, segments, parts.points) ?? placeAsked(location.search, transcript.words, segments);
  const last = Number(recall(`place:${data.source.id}`) ?? 0);
  if (named?.segment) desk.choose(named.segment);
  else if (named?.stretch) transcript.picked.set(...named.stretch);
  if (named) transcript.selection.reveal(named.at, true);
  else if (last > 0 && last < transcript.words.end) transcript.selection.reveal(last, true);
  if (!named?.segment) desk.show();
}

addEventListener('hashchange', begin);
if (transcript.words.turns.length > 0) {
  begin();
  tellPlace();
}
transcript.focus({ preventScroll: true });
transcript.setAttribute('data-ready', '');
requestIdleCallback(tellShare, { timeout: 2000 });
