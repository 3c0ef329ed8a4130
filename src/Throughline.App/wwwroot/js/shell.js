// What every page has: its elements, its keys, the palette's own answers, and the changes of others.

import './drawer.js';
import './splitter.js';
import './tl-saved.js';
import './toast.js';
import './tree.js';
import { provide } from './command.js';
import { inField } from './dom.js';
import { findIn } from './find-in-study.js';
import { keys, showKeys } from './keys.js';
import { followChanges } from './live.js';
import { fold } from './match.js';
import './menu.js';
import { setTheme, theme } from './theme-choice.js';
import { undoKeys } from './undo.js';

/** @typedef {import('./command.js').Found} Found */

/** The studies that this page knows: those of the start page, or of the switcher. */
const studies = () => [
  ...[...document.querySelectorAll('article[data-study] h2 a')],
  ...[...document.querySelectorAll('.switcher + .menu a:not(.apart)')],
].map((link) => ({ title: link.firstChild?.textContent?.trim() ?? '', href: /** @type {HTMLAnchorElement} */ (link).href, icon: 'book' }));

/** Pages of a study that are no station of their own. */
const PAGES = [['Codebook', 'codebook'], ['Segments', 'segments'], ['Notes and journal', 'notes'], ['Settings', 'settings']];

const stations = () => /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll('.rail a[data-digit]')]);

/** @param {Found[]} items @param {string} typed */
const among = (items, typed) => items.filter((item) => fold(typed).split(/\s+/).every((word) => fold(item.title).includes(word)));

provide({
  group: 'Go to',
  rank: 80,
  search: (typed) => among([
    ...stations().map((link) => ({ title: link.textContent?.trim() ?? '', href: link.href, icon: 'chevron', keys: `g ${link.dataset.digit}` })),
    ...(study ? PAGES.map(([title, path]) => ({ title, href: `/studies/${study}/${path}`, icon: 'chevron' })) : [{ title: 'Settings', href: '/settings', icon: 'gear' }]),
    { title: 'All studies', href: '/', icon: 'chevron' },
    { title: 'Help', href: '/help', icon: 'help' },
  ], typed),
});

provide({ group: 'Studies', rank: 60, search: (typed) => among(studies(), typed) });

provide({
  group: 'Do',
  rank: 90,
  search: (typed) => among([
    ...(study ? [
      { title: 'Bring in a project', icon: 'upload', href: `/studies/${study}/bring-in` }, { title: 'Take out', icon: 'download', href: `/studies/${study}/take-out` },
      { title: 'Other programs', icon: 'swap', href: `/studies/${study}/exchanges` }, { title: 'Sets, links and drawings', icon: 'link', href: `/studies/${study}/sets` },
    ] : [{ title: 'Begin a study with a project', icon: 'upload', href: '/bring-in' }]),
    { title: 'Keys that work here', icon: 'keyboard', keys: '?', run: () => void showKeys() },
    ...(theme() === 'dark' ? [] : [{ title: 'Night colours', icon: 'moon', run: () => setTheme('dark') }]),
    ...(theme() === 'light' ? [] : [{ title: 'Day colours', icon: 'sun', run: () => setTheme('light') }]),
    ...(theme() === 'system' ? [] : [{ title: 'Colours as the system has them', icon: 'gear', run: () => setTheme('system') }]),
  ], typed),
});

const { study } = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-study]'))?.dataset ?? {};
if (study) findIn(study);

const openPalette = () => /** @type {HTMLElement & {open: () => void} | null} */ (document.querySelector('tl-command'))?.open();

keys.addAll([
  { keys: 'Ctrl+k', does: 'find or do anything', group: 'Everywhere', inFields: true, run: openPalette },
  { keys: '?', does: 'these keys', group: 'Everywhere', run: () => void showKeys() },
  {
    keys: '/',
    does: 'filter',
    group: 'Everywhere',
    when: () => document.querySelector('[data-filter]') !== null,
    run: () => /** @type {HTMLElement | null} */ (document.querySelector('[data-filter]'))?.focus(),
  },
  ...stations().map((link) => ({
    keys: `g ${link.dataset.digit}`, does: link.textContent?.trim() ?? '', group: 'Stations', run: () => { location.href = link.href; },
  })),
]);

// From a field back to the page; then single keys work again.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented && inField(event.target) && !document.querySelector('dialog[open]')) {
    /** @type {HTMLElement} */ (event.target).blur();
  }
});

const app = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-study]'));
if (app?.dataset.study) keys.addAll(undoKeys(app.dataset.study));
if (app?.dataset.study && app.dataset.after) followChanges(app.dataset.study, Number(app.dataset.after));

// Another database stands in the place of the one that this page shows.
if ('BroadcastChannel' in globalThis) new BroadcastChannel('throughline:restored').addEventListener('message', () => location.reload());
