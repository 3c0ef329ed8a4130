// What the fields of the wishes say, as the sample keeps it.

import { openDialog } from '../dialog.js';
import { el } from '../dom.js';

/** @typedef {{variable: string, band: string}} Band */
/** @typedef {{vary: {variable: string, weight: number}[], cells: {bands: Band[], least: number, most: number | null}[], must: string[], excluded: string[], onlyAgreed: boolean}} Wishes */
/** @typedef {{sample: {size: number, seed: number, frozenAt: string | null, wishes: Wishes}, bands: {id: string, title: string, bands: string[]}[], mean: number | null, letter: string}} Data */

/** @param {HTMLInputElement} field @param {Data} data @returns {Record<string, unknown> | null} What is to be sent; null where nothing is. */
export function changedWishes(field, data) {
  const wishes = structuredClone(data.sample?.wishes);
  const { wish, weight, least } = field.dataset;
  if (!wishes) return null;
  if (wish === 'size' || wish === 'seed') return { [wish]: Number(field.value) };
  if (wish === 'agreed') wishes.onlyAgreed = field.checked;
  else if (wish === 'vary' && field.value) wishes.vary.push({ variable: field.value, weight: 1 });
  else if (wish === 'must' || wish === 'excluded') return { [wish]: field.value.split(/[\s,;]+/).filter(Boolean) };
  else if (weight) /** @type {any} */ (wishes.vary.find((one) => one.variable === weight)).weight = Number(field.value);
  else if (least) {
    wishes.cells = wishes.cells.filter((cell) => cell.bands.length > 1 || cell.most !== null || cell.bands[0].variable !== least);
    const all = data.bands.find((one) => one.id === least)?.bands ?? [];
    if (Number(field.value) > 0) for (const band of all) wishes.cells.push({ bands: [{ variable: least, band }], least: Number(field.value), most: null });
  } else return null;
  return { wishes };
}

/** @param {HTMLElement} button @param {Data} data */
export function fewerWishes(button, data) {
  const wishes = structuredClone(data.sample.wishes);
  const { unvary, uncell } = button.dataset;
  if (unvary) {
    wishes.vary = wishes.vary.filter((one) => one.variable !== unvary);
    wishes.cells = wishes.cells.filter((cell) => cell.bands.every((band) => band.variable !== unvary));
  } else wishes.cells.splice(Number(uncell), 1);
  return { wishes };
}

/** A wish for one band, or for where two cross. @param {Data} data @returns {Promise<Record<string, unknown> | null>} */
export async function crossedWish({ bands, sample }) {
  const pick = (/** @type {string} */ id, /** @type {string} */ label, /** @type {boolean} */ optional) => el('div', { class: 'field' }, el('label', { for: id }, label),
    el('select', { class: 'in', id }, optional && el('option', { value: '' }, 'nothing else'),
      ...bands.map((one) => el('optgroup', { label: one.title }, ...one.bands.map((band) => el('option', { value: JSON.stringify({ variable: one.id, band }) }, `${one.title}: ${band}`))))));
  const number = (/** @type {string} */ id, /** @type {string} */ label) => el('div', { class: 'field' }, el('label', { for: id }, label), el('input', { class: 'in', id, type: 'number', min: '0' }));
  let chosen = /** @type {any} */ (null);
  const wrong = el('p', { class: 'help wrong', role: 'alert' });
  const answer = await openDialog({
    title: 'A wish for a band, or where two cross',
    body: [pick('cell-one', 'Who is', false), pick('cell-two', 'and', true), number('cell-least', 'At least'), number('cell-most', 'At most'), wrong],
    answers: [{ label: 'Wish it', value: 'wish', kind: 'go' }, { label: 'Leave it', value: 'no' }],
    onAnswer: (value, dialog) => {
      if (value !== 'wish') return true;
      const read = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (dialog.querySelector(`#${id}`)).value;
      chosen = { bands: [read('cell-one'), read('cell-two')].filter(Boolean).map((text) => JSON.parse(text)), least: Number(read('cell-least')) || 0, most: read('cell-most') === '' ? null : Number(read('cell-most')) };
      wrong.textContent = chosen.least === 0 && chosen.most === null ? 'Say how many at least, or at most.'
        : chosen.bands.length === 2 && chosen.bands[0].variable === chosen.bands[1].variable ? 'Nobody is in two bands of one variable: cross another.' : '';
      return wrong.textContent === '';
    },
  });
  return answer === 'wish' ? { wishes: { ...sample.wishes, cells: [...sample.wishes.cells, chosen] } } : null;
}
