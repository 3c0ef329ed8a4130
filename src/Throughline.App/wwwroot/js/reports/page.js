// The report's page: which parts it has, what is to be looked at, and a preview that follows every change.

import { outbox } from '../outbox.js';
import { recall, remember } from '../remember.js';
import { announce, toast } from '../toast.js';

const SOON_MS = 200;
const CONCERNS = /(^|,)(Study|Theme|ThemeCode|ThemeSegment|Code|CodeDefinition|CodedSegment|Source|Speaker|Participant)(,|$)/;
const NONE = 'none';

const study = /** @type {HTMLElement} */ (document.querySelector('#report-data'))?.dataset.study ?? '';
const named = document.querySelector('#report-data')?.getAttribute('data-named') === 'true';
const PLACES = ['#preview', '#flags', '.pane-head .cut'];
/** @type {ReturnType<typeof setTimeout> | undefined} */ let soon;
let reading = 0;

const boxes = () => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('#parts input[name]')]);

/** @returns {string | null} Null for all. */
function wanted() {
  const all = boxes();
  const on = all.filter((box) => box.checked).map((box) => box.name);
  return on.length === all.length ? null : on.join(',') || NONE;
}

/** @param {string | null} parts */
function address(parts) {
  const path = `/studies/${study}/report`;
  return parts === null ? path : `${path}?parts=${encodeURIComponent(parts)}`;
}

async function read() {
  const turn = ++reading;
  const answer = await fetch(address(wanted()), { credentials: 'same-origin', headers: { Accept: 'text/html' } });
  if (!answer.ok || turn !== reading) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const place of PLACES) {
    const [old, fresh] = [document.querySelector(place), page.querySelector(place)];
    if (old && fresh) old.replaceChildren(...fresh.childNodes);
  }
  for (const id of ['docx', 'html']) {
    const href = page.querySelector(`#${id}`)?.getAttribute('href');
    if (href) document.querySelector(`#${id}`)?.setAttribute('href', href);
  }
}

function refresh() {
  clearTimeout(soon);
  soon = setTimeout(() => void read().catch(() => {}), SOON_MS);
}

/** @param {number} change */
async function undo(change) {
  try {
    await outbox.send({ verb: 'Undo', method: 'PUT', path: `studies/${study}/changes/${change}/undo` });
    announce('Undone');
  } catch (problem) {
    toast(/** @type {Error} */ (problem).message);
  }
  refresh();
}

/** @param {{verb: string, method: string, path: string, body?: any}} act @param {string} told */
async function send(act, told) {
  try {
    const answer = await outbox.send(act);
    toast(told, answer?.change ? { undo: () => undo(answer.change) } : {});
  } catch (problem) {
    toast(/** @type {Error} */ (problem).message);
  }
  refresh();
}

document.querySelector('#flags')?.addEventListener('click', (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest('button[data-act]');
  const flag = /** @type {HTMLElement | null} */ (button?.closest('.flag') ?? null);
  if (!(button instanceof HTMLElement) || !flag) return;
  const path = `studies/${study}/themes/${flag.dataset.theme}/segments/${flag.dataset.segment}`;
  const next = /** @type {HTMLElement | null} */ (flag.nextElementSibling?.querySelector('button') ?? document.querySelector('#docx'));
  const act = button.dataset.act;
  flag.remove();
  next?.focus();
  if (act === 'accept') void send({ verb: 'Accept a quotation as it is now', method: 'PUT', path, body: { asNow: true } }, 'Accepted as it is now');
  else if (act === 'leave') void send({ verb: 'Leave a quotation out', method: 'PUT', path, body: { chosen: false } }, 'The report leaves it out');
  else if (act === 'drop') void send({ verb: 'Leave a quotation out', method: 'DELETE', path }, 'Left out');
  else if (act === 'restore') void undo(Number(button.dataset.change));
});

document.querySelector('#parts')?.addEventListener('change', () => {
  const parts = wanted();
  remember(`report:${study}`, parts);
  history.replaceState(null, '', address(parts));
  refresh();
});

document.addEventListener('tl:change', (event) => {
  if (CONCERNS.test(/** @type {CustomEvent} */ (event).detail.touches ?? '')) refresh();
});

// What was chosen here last, unless the address says otherwise.
const last = recall(`report:${study}`);
if (last !== null && !named) {
  const on = last.split(',');
  for (const box of boxes()) box.checked = on.includes(box.name);
  history.replaceState(null, '', address(wanted()));
  refresh();
}
