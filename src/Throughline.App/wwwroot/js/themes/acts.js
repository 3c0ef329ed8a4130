// What can be done with themes, their codes and their segments, from the board, the panel and the keys alike.

import { ApiProblem, request, TWICE } from '../api.js';
import { openDialog } from '../dialog.js';
import { el, notice } from '../dom.js';
import { guid7 } from '../guid.js';
import { openPicker } from '../picker.js';
import { announce, toast } from '../toast.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./desk.js').Theme} Theme */

const NONE = 'none';

/** @param {number} count @param {string} what */
export const counted = (count, what) => `${count.toLocaleString('en-GB')} ${what}${count === 1 ? '' : 's'}`;

/** @param {Desk} desk @param {string} label @param {string[]} codes */
export async function begin(desk, label, codes) {
  const id = guid7();
  const begun = desk.act({ verb: `Begin the theme ${label}`, method: 'PUT', path: desk.path(id), body: { label }, creates: id }, codes.length === 0 ? `Began the theme ${label}` : null);
  const gathered = codes.map((code) => desk.act({ verb: `Gather a code under ${label}`, method: 'PUT', path: desk.path(id, `codes/${code}`), body: {}, after: [id] }));
  await Promise.all([begun, ...gathered]);
  if (codes.length > 0) toast(`Began the theme ${label}, with ${counted(codes.length, 'code')}`);
}

/** @param {Desk} desk */
export async function askTheme(desk) {
  const label = el('input', { class: 'in', id: 'new-label', maxlength: 300, required: true });
  const answer = await openDialog({
    title: 'New theme',
    body: el('div', { class: 'field' }, el('label', { for: 'new-label' }, 'Working label'), label, el('p', { class: 'help' }, 'What it claims can be said afterwards. It begins as a candidate.')),
    answers: [{ label: 'Begin the theme', value: 'go', kind: 'go' }],
    onAnswer: () => label.reportValidity() && label.value.trim() !== '',
  });
  if (answer === 'go') await begin(desk, label.value.trim(), []);
}

/** @param {Desk} desk @param {string} theme @param {Record<string, unknown>} body @param {string} told */
export function word(desk, theme, body, told) {
  return desk.act({ verb: told, method: 'PATCH', path: desk.path(theme), body }, told);
}

/** @param {Desk} desk @param {Theme} theme */
export function remove(desk, theme) {
  return desk.act({ verb: `Remove the theme ${theme.label}`, method: 'DELETE', path: desk.path(theme.id) }, `Removed the theme ${theme.label}. Its codes and segments stay`);
}

/** @param {Desk} desk @param {Theme} theme @param {number} number */
export function renumber(desk, theme, number) {
  return desk.act({ verb: `Make ${theme.label} theme ${number}`, method: 'PUT', path: desk.path(theme.id, 'number'), body: { number } }, `${theme.label} is theme ${number} now`);
}

/** @param {Desk} desk @param {{id: string, name: string, from: string | null}} code @param {string | null} to Null takes it out. */
export function moveCode(desk, code, to) {
  if (desk.past || to === code.from) return undefined;
  const [theme, from] = [desk.theme(to), desk.theme(code.from)];
  if (!theme) {
    return from && desk.act({ verb: `Take ${code.name} out of ${from.label}`, method: 'DELETE', path: desk.path(from.id, `codes/${code.id}`) }, `Took ${code.name} out of ${from.label}`);
  }
  announce(`${code.name}, now under ${theme.label}`);
  return desk.act({ verb: `Place ${code.name} under ${theme.label}`, method: 'PUT', path: desk.path(theme.id, `codes/${code.id}`), body: { from: code.from } },
    `Placed ${code.name} under ${theme.label}`);
}

/** @param {Desk} desk @param {{id: string, name: string, from: string | null}} code @param {DOMRect} at */
export function pickTheme(desk, code, at) {
  if (desk.past) return;
  const themes = desk.themes.filter((theme) => theme.id !== code.from)
    .sort((one, other) => Number(other.id === desk.chosen) - Number(one.id === desk.chosen) || Number(one.overarching) - Number(other.overarching) || one.number - other.number);
  openPicker({
    choices: [...themes.map((theme) => ({ id: theme.id, name: theme.overarching ? theme.label : `${theme.number} ${theme.label}`, path: theme.overarching ? 'overarching' : theme.status })),
      ...(code.from ? [{ id: NONE, name: 'No theme' }] : [])],
    at, label: `Move ${code.name} to`, verb: 'move', onPick: ({ id }) => void moveCode(desk, code, id === NONE ? null : id),
  });
}

/** @param {Desk} desk @param {string} theme @param {string} segment @param {{stance?: string, chosen?: boolean, asNow?: boolean}} body */
export function place(desk, theme, segment, body) {
  const label = desk.theme(theme)?.label ?? 'the theme';
  const told = body.asNow ? 'Accepted as it is now' : body.chosen === true ? 'The report quotes it' : body.chosen === false ? 'The report leaves it out'
    : body.stance === 'contrary' ? `Marked as contrary to ${label}` : `Marked as supporting ${label}`;
  announce(told);
  return desk.act({ verb: told, method: 'PUT', path: desk.path(theme, `segments/${segment}`), body }, told);
}

/** @param {Desk} desk @param {string} theme @param {string} segment */
export function takeOut(desk, theme, segment) {
  return desk.act({ verb: 'Take a segment out of a theme', method: 'DELETE', path: desk.path(theme, `segments/${segment}`) }, `Taken out of ${desk.theme(theme)?.label ?? 'the theme'}`);
}

/** @param {Desk} desk */
export function bringIn(desk) {
  const field = el('input', { type: 'file', accept: '.csv,.tsv,.txt,.xlsx,.docx' });
  field.addEventListener('change', async () => {
    const file = field.files?.[0];
    if (!file) return;
    const form = new FormData();
    form.append('file', file);
    try {
      const report = await request('POST', desk.path('import'), form, { unreached: TWICE });
      toast(`${file.name}: ${report.added} added, ${report.there} there already`, report.change ? { undo: () => desk.undo(report.change) } : {});
      if (report.warnings.length > 0) await tellWarnings(file.name, report.warnings, report.remarks);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      await openDialog({ title: problem.title, body: notice('bad', file.name, problem.status === 0 ? problem.detail : `${problem.detail} Nothing was brought in.`) });
    }
    desk.refresh();
  });
  field.click();
}

/** @param {string} file @param {{place: string, message: string}[]} warnings @param {number} remarks How many of them, the first, are of the file and not of rows. */
function tellWarnings(file, warnings, remarks) {
  const rows = new Set(warnings.slice(remarks).map((warning) => warning.place)).size;
  return openDialog({
    title: rows > 0 ? `${counted(rows, 'row')} of ${file} did not come in whole` : `How ${file} was read`, wide: true,
    body: el('ul', { class: 'stack' }, ...warnings.slice(0, 200).map(({ place: where, message }) => el('li', null, el('b', null, where), ` ${message}`))),
  });
}

/** @param {Desk} desk */
export async function askDay(desk) {
  const day = el('input', { type: 'date', class: 'in', id: 'as-of-day', max: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), value: desk.past ?? '' });
  const answer = await openDialog({
    title: 'The themes as they stood', body: el('div', { class: 'field' }, el('label', { for: 'as-of-day' }, 'At the end of'), day, el('p', { class: 'help' }, 'Nothing can be changed on an earlier day.')),
    answers: [...(desk.past ? [{ label: 'Today', value: 'today' }] : []), { label: 'Show that day', value: 'go', kind: /** @type {const} */ ('go') }],
    onAnswer: (value) => value === 'today' || (day.value !== '' && day.reportValidity()),
  });
  if (answer) location.href = `/studies/${desk.study}/themes${answer === 'go' ? `?asOf=${day.value}` : ''}`;
}
