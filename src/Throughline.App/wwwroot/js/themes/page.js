// The themes page: columns that the server draws, and everything that is done to them by hand or key.

import { keys } from '../keys.js';
import '../menu.js';
import * as acts from './acts.js';
import { Desk } from './desk.js';
import { codeOf, dragOnBoard, moveTheme } from './drag.js';
import { Panel } from './panel.js';

const CONCERNS = /(^|,)(Theme|ThemeCode|ThemeSegment|Code|CodedSegment|Source|Speaker|Participant)(,|$)/;

const page = /** @type {HTMLElement} */ (document.querySelector('#themes'));
const board = /** @type {HTMLElement} */ (document.querySelector('#board'));
const desk = new Desk(JSON.parse(/** @type {HTMLElement} */ (document.querySelector('#themes-data')).textContent ?? ''), board);
const panel = new Panel(desk, /** @type {HTMLElement} */ (document.querySelector('#panel')));

/** @param {Element | null} inside */
const themeOf = (inside) => /** @type {HTMLElement | null} */ (inside?.closest('.theme'))?.dataset.themeId ?? null;

/** @param {string | null} id */
function choose(id) {
  desk.chosen = id;
  for (const column of board.querySelectorAll('.theme')) column.classList.toggle('is-chosen', column.getAttribute('data-theme-id') === id);
}

/** @param {number} number */
function chooseNumber(number) {
  const column = /** @type {HTMLElement | null} */ (board.querySelector(`.theme[data-number="${number}"]`));
  if (!column) return;
  choose(column.dataset.themeId ?? null);
  const title = /** @type {HTMLElement | null} */ (column.querySelector('.title'));
  title?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  title?.focus({ preventScroll: true });
}

/** The quotation in which one is, on the board. */
function quoteHere() {
  const quote = /** @type {HTMLElement | null} */ (document.activeElement?.closest('.theme blockquote[data-segment]') ?? null);
  const theme = themeOf(quote);
  return quote?.dataset.segment && theme ? { theme, segment: quote.dataset.segment, chosen: quote.dataset.chosen === 'yes' } : null;
}

/** @param {string} stance */
function weigh(stance) {
  const line = panel.lines?.current?.dataset.segment;
  if (line) return panel.lines?.weigh(line, stance);
  const quote = quoteHere();
  if (quote) void acts.place(desk, quote.theme, quote.segment, { stance });
  return undefined;
}

function quoteInReport() {
  const line = panel.lines?.current?.dataset.segment;
  if (line) return panel.lines?.choose(line);
  const quote = quoteHere();
  if (quote) void acts.place(desk, quote.theme, quote.segment, { chosen: !quote.chosen });
  return undefined;
}

function takeOut() {
  const line = panel.lines?.current?.dataset.segment;
  if (line) return panel.lines?.takeOut(line);
  const [code, quote] = [codeOf(document.activeElement), quoteHere()];
  if (code?.from) void acts.moveCode(desk, code, null);
  else if (quote) void acts.takeOut(desk, quote.theme, quote.segment);
  return undefined;
}

/** @param {ReturnType<typeof codeOf>} code */
function openCode(code) {
  if (!code) return;
  if (code.from) void panel.segments(code.from, { code });
  else location.href = `/studies/${desk.study}/segments?code=${code.id}`;
}

/** Down and up what can be focused in a column, or in the panel. @param {number} by */
function step(by) {
  if (panel.lines?.current) return panel.lines.step(by);
  const here = document.activeElement;
  const within = here?.closest('.theme, .panel') ?? board.querySelector('.theme.is-chosen, .theme');
  const stops = /** @type {HTMLElement[]} */ ([...(within?.querySelectorAll('.title, .code, .heads, blockquote a') ?? [])]).filter((one) => one.offsetParent !== null);
  const at = here instanceof HTMLElement ? stops.indexOf(here) : -1;
  stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
  return undefined;
}

/** To the same kind of thing in the next column. @param {number} by */
function across(by) {
  const columns = [...board.querySelectorAll('.theme')];
  const at = columns.findIndex((column) => column.contains(document.activeElement));
  const to = columns[Math.max(0, Math.min(columns.length - 1, at + by))];
  const kind = document.activeElement?.matches('.code') ? '.code' : document.activeElement?.matches('blockquote a') ? 'blockquote a' : '.title';
  /** @type {HTMLElement | null | undefined} */ (to?.querySelector(kind) ?? to?.querySelector('.title'))?.focus();
}

/** The theme in which one is, or that was chosen by its digit. @param {1 | -1} by */
function moveHere(by) {
  const theme = desk.theme(themeOf(document.activeElement) ?? desk.chosen);
  if (theme) moveTheme(desk, theme, theme.number + by);
}

board.addEventListener('click', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const [edit, heads, code] = [target.closest('[data-edit], [data-whole]'), target.closest('[data-stance]'), codeOf(target)];
  if (target.closest('.fold')) target.closest('section')?.classList.add('is-whole');
  else if (target.closest('#free')) panel.free();
  else if (target.closest('#as-of')) void acts.askDay(desk);
  else if (heads) void panel.segments(themeOf(heads) ?? heads.getAttribute('data-of') ?? '', { stance: heads.getAttribute('data-stance') || undefined });
  else if (edit) panel.theme(edit.getAttribute('data-edit') ?? edit.getAttribute('data-whole') ?? '');
  else if (code) openCode(code);
  const begin = target.closest('[data-begin]')?.getAttribute('data-begin');
  if (begin === 'theme') void acts.askTheme(desk);
  else if (begin === 'import') acts.bringIn(desk);
  if (themeOf(target)) choose(themeOf(target));
});

panel.place.addEventListener('click', (event) => {
  const code = codeOf(event.target);
  if (code) openCode(code);
});

board.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const label = String(new FormData(form).get('label') ?? '').trim();
  if (label !== '') void acts.begin(desk, label, new FormData(form).getAll('code').map(String));
});

const onBoard = () => board.querySelector('.theme') !== null;
const atCode = () => codeOf(document.activeElement) !== null;
const writes = () => !desk.past;

keys.addAll([
  ...Array.from({ length: 9 }, (_, index) => ({ keys: String(index + 1), does: `theme ${index + 1}`, hidden: index > 0, when: onBoard, run: () => chooseNumber(index + 1) })),
  { keys: 'Enter', does: 'open its segments', when: atCode, run: () => openCode(codeOf(document.activeElement)) },
  { keys: '+', does: 'supporting', when: writes, run: () => weigh('supporting') },
  { keys: '-', does: 'contrary', when: writes, run: () => weigh('contrary') },
  { keys: '−', does: 'contrary', hidden: true, when: writes, run: () => weigh('contrary') },
  { keys: 'r', does: 'in the report, or not', when: writes, run: quoteInReport },
  { keys: 'm', does: 'move code', when: () => writes() && atCode(), run: () => { const code = codeOf(document.activeElement); if (code) acts.pickTheme(desk, code, code.row.getBoundingClientRect()); } },
  { keys: 'Delete', does: 'take out of the theme', when: writes, run: takeOut },
  { keys: 'f', does: 'codes under no theme', when: onBoard, run: () => panel.free() },
  { keys: 'j', does: 'down', run: () => step(1) },
  { keys: 'k', does: 'up', run: () => step(-1) },
  { keys: 'ArrowDown', does: 'down', hidden: true, run: () => step(1) },
  { keys: 'ArrowUp', does: 'up', hidden: true, run: () => step(-1) },
  { keys: 'ArrowRight', does: 'next theme', when: onBoard, run: () => across(1) },
  { keys: 'ArrowLeft', does: 'theme before', when: onBoard, run: () => across(-1) },
  { keys: 'Alt+ArrowRight', does: 'the theme one place on', when: () => writes() && onBoard(), run: () => moveHere(1) },
  { keys: 'Alt+ArrowLeft', does: 'the theme one place back', when: () => writes() && onBoard(), run: () => moveHere(-1) },
  { keys: 'Escape', does: 'close what lies open', when: () => panel.isOpen, run: () => panel.close() },
]);

dragOnBoard(desk, page);
desk.addEventListener('renewed', () => choose(desk.chosen));
document.addEventListener('tl:change', (event) => {
  const { touches } = /** @type {CustomEvent} */ (event).detail;
  if (!desk.past && CONCERNS.test(touches ?? '')) desk.refresh();
});
document.addEventListener('outbox:discarded', () => desk.refresh());
if (!desk.past) void desk.paintKept();
