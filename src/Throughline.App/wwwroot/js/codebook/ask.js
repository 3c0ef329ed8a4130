// The questions that the codebook page asks: a name, which segments, whether all of it.

import { api } from '../api.js';
import { openDialog } from '../dialog.js';
import { el, fill } from '../dom.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./codes.js').Code} Code */

const LISTED = 2000;

/** @param {string} text @param {boolean} [checked] */
function choice(text, checked = false) {
  const box = el('input', { type: 'checkbox' });
  box.checked = checked;
  return { box, label: el('label', { class: 'choice' }, box, text) };
}

/**
 * @param {{title: string, under?: {name: string, group: boolean}, taken: (name: string, under: boolean) => boolean}} asked
 * @returns {Promise<{name: string, vivo: boolean, under: boolean} | null>}
 */
export async function askName({ title, under, taken }) {
  const name = el('input', { class: 'in', id: 'new-name', maxlength: '200', autocomplete: 'off' });
  const vivo = choice('A participant’s own words');
  const below = under && choice(`Under ${under.name}`, under.group);
  const wrong = el('p', { class: 'help wrong', role: 'alert' });
  vivo.box.addEventListener('change', () => name.classList.toggle('said', vivo.box.checked));
  const answer = await openDialog({
    title,
    body: el('div', { class: 'stack ask' }, el('div', { class: 'field' }, el('label', { for: 'new-name' }, 'Name'), name, wrong), vivo.label, below?.label),
    answers: [{ label: 'Add', value: 'add', kind: 'go' }],
    onAnswer: () => {
      const given = name.value.trim();
      if (given !== '' && !taken(given, below?.box.checked ?? false)) return true;
      fill(wrong, given === '' ? 'A code needs a name.' : `There is a ${given} there already.`);
      name.setAttribute('aria-invalid', 'true');
      name.focus();
      return false;
    },
  });
  return answer ? { name: name.value.trim(), vivo: vivo.box.checked, under: below?.box.checked ?? false } : null;
}

/** @param {Desk} desk @param {Code} code @returns {Promise<{name: string, segments: string[]} | null>} */
export async function askSplit(desk, code) {
  const { last } = await api.get(`${desk.path(code.id)}?last=${LISTED}`);
  const name = el('input', { class: 'in', id: 'split-name', maxlength: '200', autocomplete: 'off' });
  const wrong = el('p', { class: 'help wrong', role: 'alert' });
  const rows = last.map((/** @type {any} */ said) => el('label', { class: 'choice pick' },
    el('input', { type: 'checkbox', value: said.id }),
    el('span', null, el('span', { class: 'quote' }, said.text), el('span', { class: 'by' }, `${said.speaker ?? said.sourceName}${said.turn ? `, turn ${said.turn}` : ''}`))));
  const list = el('div', { class: 'picks scroll', role: 'group', 'aria-label': `Segments of ${code.name}`, tabindex: '0' }, ...rows);
  const chosen = () => /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll('input:checked')]).map((box) => box.value);
  const count = el('span', { class: 'quiet' }, `0 of ${rows.length}`);
  list.addEventListener('change', () => fill(count, `${chosen().length} of ${rows.length}`));
  const answer = await openDialog({
    title: `Split ${code.name}`, wide: true,
    body: el('div', { class: 'stack ask' },
      el('div', { class: 'field' }, el('label', { for: 'split-name' }, 'Name of the new code'), name, wrong),
      el('p', { class: 'label row' }, el('span', { class: 'grow' }, 'The segments that go to it'), count), list,
      code.own.segments > rows.length && el('p', { class: 'help' }, `The latest ${rows.length} of ${code.own.segments} are listed.`)),
    answers: [{ label: 'Split', value: 'split', kind: 'go' }],
    onAnswer: () => {
      const missing = name.value.trim() === '' ? 'The new code needs a name.' : chosen().length === 0 ? 'Choose at least one segment.' : '';
      fill(wrong, missing);
      return missing === '';
    },
  });
  return answer ? { name: name.value.trim(), segments: chosen() } : null;
}

/** @param {Code} code @param {number} under */
export async function askDelete(code, under) {
  const parts = [under > 0 && `${under} ${under === 1 ? 'code' : 'codes'} under it`, code.whole.segments > 0 && `${code.whole.segments} ${code.whole.segments === 1 ? 'segment' : 'segments'}`];
  const what = parts.filter(Boolean).join(' and ');
  const answer = await openDialog({
    title: `Delete ${code.name}`,
    body: el('p', null, `Deleting it takes ${what} as well. It can be undone. To keep them and code nothing new with it, retire it instead.`),
    answers: [{ label: `Delete with ${what}`, value: 'delete', kind: 'undoes' }],
  });
  return answer !== null;
}
