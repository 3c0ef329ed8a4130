// A table that comes in on a page: chosen, sent as it is, and told row by row.

import { ApiProblem, request, TWICE } from './api.js';
import { openDialog } from './dialog.js';
import { el, notice } from './dom.js';
import { announce, toast } from './toast.js';
import { takeBack } from './undo.js';

const MOST_TOLD = 200;
const count = new Intl.NumberFormat('en-GB');

/**
 * @param {object} of
 * @param {string} of.study
 * @param {string} of.path Where it is sent.
 * @param {string} of.title
 * @param {string} of.about What the table is like.
 * @param {[string, string]} of.what What a row is, one and many.
 * @param {{name: string, label: string}[]} [of.choices] What may be wished, sent as name=true.
 * @param {() => void} of.done
 */
export async function bringTable({ study, path, title, about, what, choices = [], done }) {
  const file = el('input', { class: 'in', type: 'file', id: 'table-file', accept: '.csv,.tsv,.txt,.xlsx,.docx' });
  const wishes = choices.map(({ name, label }) => el('label', { class: 'choice' }, el('input', { type: 'checkbox', name }), el('span', null, label)));
  const wrong = el('span', { class: 'help wrong' });
  const answer = await openDialog({
    title,
    body: [el('p', null, about), el('div', { class: 'field' }, el('label', { for: 'table-file' }, 'File'), file, wrong), ...wishes],
    answers: [{ label: 'Import', value: 'go', kind: 'go' }],
    onAnswer() {
      if (file.files?.length) return true;
      wrong.textContent = 'Choose a file first.';
      announce(wrong.textContent);
      file.setAttribute('aria-invalid', 'true');
      file.focus();
      return false;
    },
  });
  const chosen = file.files?.[0];
  if (!answer || !chosen) return;
  const form = new FormData();
  form.append('file', chosen, chosen.name);
  const wished = wishes.map((wish) => /** @type {HTMLInputElement} */ (wish.querySelector('input'))).filter((box) => box.checked).map((box) => `${box.name}=true`).join('&');
  const away = toast(`Bringing in ${chosen.name}…`);
  try {
    const report = await request('POST', `studies/${study}/${path}${wished ? `?${wished}` : ''}`, form, { unreached: TWICE });
    away();
    done();
    await tell(study, chosen.name, report, what);
  } catch (problem) {
    away();
    if (!(problem instanceof ApiProblem)) throw problem;
    await openDialog({ title: problem.title, body: notice('bad', chosen.name, problem.status === 0 ? problem.detail : `${problem.detail} Nothing was brought in.`) });
  }
}

/** @param {string} title @param {{place: string, message: string}[]} warnings */
function listed(title, warnings) {
  if (warnings.length === 0) return [];
  const more = warnings.length - MOST_TOLD;
  return [el('h3', null, title), el('ul', { class: 'stack scroll report', tabindex: '0', 'aria-label': title }, ...warnings.slice(0, MOST_TOLD).map((row) => el('li', null, el('b', null, row.place), ` ${row.message}`))),
    more > 0 && el('p', { class: 'help' }, `and ${count.format(more)} more.`)].filter((part) => part !== false);
}

/** @param {string} study @param {string} file @param {any} report @param {[string, string]} what */
async function tell(study, file, report, [one, many]) {
  const counted = (/** @type {number} */ n) => `${count.format(n)} ${n === 1 ? one : many}`;
  const answer = await openDialog({
    title: `${counted(report.added)} added`,
    wide: report.warnings.length > 0,
    body: [
      el('p', null, [`${file}: ${count.format(report.rows)} ${report.rows === 1 ? 'row' : 'rows'}`, report.there > 0 && `${counted(report.there)} there already`,
        report.made?.length > 0 && `new codes: ${report.made.join(', ')}`].filter(Boolean).join('; ') + '.'),
      ...listed('How the file was read', report.warnings.slice(0, report.remarks)),
      ...listed('Not taken, or not as it stands there', report.warnings.slice(report.remarks)),
    ],
    answers: report.change && report.added > 0 ? [{ label: 'Undo all of it', value: 'undo' }, { label: 'Keep', value: 'keep', kind: 'go' }] : [{ label: 'Close', value: 'keep', kind: 'go' }],
  });
  if (answer === 'undo') await takeBack(study, 'undo', report.change);
}
