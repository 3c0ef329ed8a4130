// Letters to those chosen. Names come out of the opened vault into one Word file; nothing of it is kept in the browser.

import { ApiProblem, apiPath } from '../api.js';
import { openDialog } from '../dialog.js';
import { el } from '../dom.js';
import { toast } from '../toast.js';

/** @param {string} path @param {string} template @param {() => Promise<void>} after */
export async function writeLetters(path, template, after) {
  let wanted = { template, codes: /** @type {string[] | null} */ (null) };
  const answer = await openDialog({
    title: 'A letter to each of them',
    body: [
      el('div', { class: 'field' }, el('label', { for: 'letter' }, 'The letter'), el('textarea', { class: 'in grows', id: 'letter', rows: '14' }, template),
        el('span', { class: 'help' }, 'Each gets their own {{name}}, {{code}}, {{address}}, {{email}}, {{telephone}}; {{study}} and {{date}} are the same for all.')),
      el('div', { class: 'field' }, el('label', { for: 'letter-codes' }, 'To whom'), el('input', { class: 'in', id: 'letter-codes', autocomplete: 'off', placeholder: 'all who were not approached yet' }),
        el('span', { class: 'help' }, 'Study codes, or nothing. The vault must be open; that their names were used is recorded.')),
    ],
    answers: [{ label: 'Write them', value: 'go', kind: 'go' }, { label: 'Leave it', value: 'no' }],
    onAnswer: (_, dialog) => {
      const codes = /** @type {HTMLInputElement} */ (dialog.querySelector('#letter-codes')).value.split(/[\s,;]+/).filter(Boolean);
      wanted = { template: /** @type {HTMLTextAreaElement} */ (dialog.querySelector('#letter')).value, codes: codes.length > 0 ? codes : null };
    },
  });
  if (answer !== 'go') return;
  try {
    const { file, without } = await letters(path, wanted);
    const link = el('a', { href: URL.createObjectURL(file), download: 'letters.docx' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(/** @type {HTMLAnchorElement} */ (link).href), 60_000);
    toast(without.length > 0 ? `The letters are written, but for ${without.join(', ')}: the vault does not say who they are` : 'The letters are written');
    await after();
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    toast(`${problem.title}. ${problem.detail}`);
  }
}

/** @param {string} path @param {{template: string, codes: string[] | null}} wanted @returns {Promise<{file: Blob, without: string[]}>} */
async function letters(path, wanted) {
  const answer = await fetch(apiPath(`${path}/letters`), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Throughline-Token': document.querySelector('meta[name="tl-antiforgery"]')?.getAttribute('content') ?? '' },
    body: JSON.stringify(wanted),
    credentials: 'same-origin',
  }).catch(() => null);
  if (!answer) throw new ApiProblem({ title: 'The server cannot be reached', detail: 'No letter was written.' }, 0);
  if (!answer.ok) throw new ApiProblem(await answer.json().catch(() => ({})), answer.status);
  const without = (answer.headers.get('X-Throughline-Without') ?? '').split(',').filter(Boolean).map(decodeURIComponent);
  return { file: await answer.blob(), without };
}
