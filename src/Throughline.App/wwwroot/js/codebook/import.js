// A codebook from a file: sent as it is, reported row by row, and undone as one act.

import { ApiProblem, request, TWICE } from '../api.js';
import { openDialog } from '../dialog.js';
import { el, notice } from '../dom.js';
import { toast } from '../toast.js';
import { counted } from './acts.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {{row: number, name: string, status: string, message: string}} Row */

const TOLD = { added: 'added', changed: 'changed', unchanged: 'as they were', refused: 'refused' };

/** @param {Desk} desk */
export function pickFile(desk) {
  const input = el('input', { type: 'file', accept: '.csv,.tsv,.txt,.xlsx,.docx', class: 'vh', tabindex: '-1', 'aria-hidden': 'true', id: 'codebook-file' });
  document.querySelector('#codebook-file')?.remove();
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    input.remove();
    if (file) void bring(desk, file);
  });
  document.body.append(input);
  input.click();
}

/** @param {Desk} desk @param {File} file */
export async function bring(desk, file) {
  const away = toast(`Bringing in ${file.name}…`);
  const form = new FormData();
  form.append('file', file, file.name);
  try {
    const report = await request('POST', `studies/${desk.study}/codes/import`, form, { unreached: TWICE });
    away();
    desk.refresh();
    await tell(desk, report);
  } catch (problem) {
    away();
    if (!(problem instanceof ApiProblem)) throw problem;
    await openDialog({ title: problem.title, body: notice('bad', file.name, problem.status === 0 ? problem.detail : `${problem.detail} Nothing was brought in.`) });
  }
}

/** @param {Desk} desk @param {{file: string, added: number, changed: number, unchanged: number, refused: number, rows: Row[], warnings: {place: string, message: string}[], change?: number}} report */
async function tell(desk, report) {
  const parts = Object.entries(TOLD).map(([status, told]) => [/** @type {any} */ (report)[status], told]).filter(([count]) => count > 0);
  const said = parts.length === 0 ? 'There were no codes in it.' : `${parts.map(([count, told]) => `${count.toLocaleString('en-GB')} ${told}`).join(', ')}.`;
  const rows = report.rows.filter((row) => row.status !== 'unchanged' && (row.message !== '' || row.status === 'refused'));
  const answer = await openDialog({
    title: `${report.file}: ${counted(report.rows.length, 'row')}`,
    wide: rows.length > 0,
    body: [
      el('p', null, said),
      report.warnings.length > 0 && el('ul', { class: 'stack', 'aria-label': 'How the file was read' }, ...report.warnings.map((warning) => el('li', null, el('b', null, warning.place), ` ${warning.message}`))),
      rows.length > 0 && el('div', { class: 'scroll report', tabindex: '0', role: 'region', 'aria-label': 'What was done, row by row' }, el('table', { class: 'grid' },
        el('thead', null, el('tr', null, ...['Row', 'Code', '', ''].map((head) => el('th', { scope: 'col' }, head)))),
        el('tbody', null, ...rows.map((row) => el('tr', null, el('td', { class: 'num' }, row.row), el('td', null, row.name),
          el('td', null, el('span', { class: `tag ${row.status === 'refused' ? 'bad' : 'line'}` }, row.status)), el('td', null, row.message)))))),
    ].filter((part) => part !== false),
    answers: report.change ? [{ label: 'Undo all of it', value: 'undo' }, { label: 'Keep', value: 'keep', kind: 'go' }] : [{ label: 'Close', value: 'keep', kind: 'go' }],
  });
  if (answer === 'undo' && report.change) await desk.undo(report.change);
}
