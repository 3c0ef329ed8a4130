// Letters to those chosen. Names come out of the opened vault into one file; nothing of it is kept in the browser.

import { ApiProblem, download } from '../api.js';
import { openDialog } from '../dialog.js';
import { el, fill, icon } from '../dom.js';
import { toast } from '../toast.js';

/**
 * @typedef {object} Known What the page knows of the letters.
 * @property {string} letter The text as it is kept.
 * @property {string[]} places What may stand between double braces.
 * @property {string} study
 * @property {string[]} waiting Those whom nobody has approached yet.
 * @property {'none' | 'closed' | 'open'} vault
 */

const PLACE = /\{\{([^{}\n]{0,60})\}\}/g;

/** @param {string} study @param {string} path @param {Known} known @param {() => Promise<void>} after */
export async function writeLetters(study, path, known, after) {
  const letter = /** @type {HTMLTextAreaElement} */ (el('textarea', { class: 'in', id: 'letter', rows: '13' }, known.letter));
  const to = /** @type {HTMLInputElement} */ (el('input', { class: 'in', id: 'letter-codes', autocomplete: 'off', placeholder: known.waiting.join(', ') || 'R017, R044' }));
  const shown = el('div', { class: 'letter', role: 'region', 'aria-label': 'As it will read' });
  const codes = () => to.value.split(/[\s,;]+/).filter(Boolean);
  const draw = () => fill(shown, ...preview(letter.value, codes()[0] ?? known.waiting[0] ?? 'R000', known));
  letter.addEventListener('input', draw);
  to.addEventListener('input', draw);
  draw();
  let wanted = { template: known.letter, codes: /** @type {string[] | null} */ (null) };
  const answer = await openDialog({
    title: 'A letter to each of them', wide: true,
    body: [
      known.vault !== 'open' && el('p', { class: 'notice warn' }, icon('lock'), el('b', null, known.vault === 'none' ? 'There is no identity vault yet' : 'The identity vault is closed'),
        el('span', null, 'Their names stand in it and nowhere else. ', el('a', { class: 'link', href: `/${study}/vault` }, known.vault === 'none' ? 'Set it up' : 'Open it'), ' first; what you wrote here is kept as soon as letters are written.')),
      el('div', { class: 'letter-sides' },
        el('div', { class: 'field' }, el('label', { for: 'letter' }, 'The letter'), letter,
          el('span', { class: 'help' }, `In double braces stands what is filled in for each: ${known.places.map((place) => `{{${place}}}`).join(', ')}.`)),
        el('div', { class: 'field' }, el('b', { class: 'label' }, 'As it will read'), shown)),
      el('div', { class: 'field' }, el('label', { for: 'letter-codes' }, 'To whom'), to,
        el('span', { class: 'help' }, `${known.waiting.length > 0 ? `Left empty: the ${known.waiting.length} who were not approached yet.` : 'Everybody was approached: name those whom you want to write to again.'} That their names were used is recorded.`)),
    ].filter(Boolean),
    answers: [{ label: 'Write them in Word', value: 'docx', kind: 'go' }, { label: 'As a web page, to print', value: 'html' }, { label: 'Leave it', value: 'no' }],
    onAnswer: (value) => {
      if (value === 'no') return true;
      const wrong = shown.querySelector('.wrong');
      if (wrong) wrong.scrollIntoView({ block: 'nearest' });
      wanted = { template: letter.value, codes: codes().length > 0 ? codes() : null };
      return !wrong;
    },
  });
  if (answer !== 'docx' && answer !== 'html') return;
  try {
    const headers = await download(`${path}/letters?format=${answer}`, wanted, `letters.${answer}`);
    const without = (headers.get('X-Throughline-Without') ?? '').split(',').filter(Boolean).map(decodeURIComponent);
    toast(without.length > 0 ? `The letters are written, but for ${without.join(', ')}: the vault does not say who they are` : 'The letters are written');
    await after();
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    toast(`${problem.title}. ${problem.detail}`);
  }
}

/** The letter to one of them. Names stay in the vault: where they go is marked. @param {string} template @param {string} code @param {Known} known */
function preview(template, code, { study, places }) {
  const date = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return template.split(/\n{2,}/).filter((p) => p.trim()).map((paragraph) => el('p', null, ...paragraph.trim().split(PLACE).map((words, i) => {
    if (i % 2 === 0) return words;
    const place = words.trim().toLowerCase();
    if (!places.includes(place)) return el('span', { class: 'help wrong' }, `{{${words}}} stands for nothing`);
    return { code, study, date }[place] ?? el('span', { class: 'place' }, `${place} of ${code}`);
  })));
}
