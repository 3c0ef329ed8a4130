// The two forms of the page of variables, beside what they are about: a scale, and named sets of values.

import { el, fill } from '../dom.js';

/** @param {HTMLElement} page @param {string} title @param {Node[]} fields @param {() => void} keep */
function open(page, title, fields, keep) {
  const dialog = /** @type {HTMLDialogElement} */ (el('dialog', { class: 'float dialog form-dialog', 'aria-label': title }));
  const form = el('form', { class: 'stack' });
  const cancel = el('button', { class: 'btn', type: 'button' }, 'Cancel');
  fill(form, el('h2', {}, title), ...fields, el('div', { class: 'row' }, el('button', { class: 'btn go' }, 'Keep'), cancel));
  fill(dialog, form);
  page.append(dialog);
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    keep();
    dialog.close();
  });
  dialog.showModal();
}

/** @param {string} label @param {Record<string, string>} attributes */
function field(label, attributes) {
  const input = /** @type {HTMLInputElement} */ (el('input', { class: 'in', ...attributes }));
  return { input, row: el('div', { class: 'field' }, el('label', { for: attributes.id }, label), input) };
}

/**
 * @param {HTMLElement} page
 * @param {any} scale As it stands; null for a new one.
 * @param {{id: string, name: string}[]} items What it can be made of.
 * @param {(id: string | null, body: object) => void} keep
 */
export function openScale(page, scale, items, keep) {
  const name = field('Name', { id: 's-name', value: scale?.name ?? '', required: '', maxlength: '200' });
  const direction = field('A high score means', { id: 's-direction', value: scale?.direction ?? '', placeholder: 'more confident' });
  const least = field('Lowest answer', { id: 's-least', type: 'number', step: 'any', value: String(scale?.least ?? '') });
  const most = field('Highest answer', { id: 's-most', type: 'number', step: 'any', value: String(scale?.most ?? '') });
  const missing = field('Items that may be missing', { id: 's-missing', type: 'number', min: '0', value: String(scale?.mostMissing ?? 0) });
  const combine = /** @type {HTMLSelectElement} */ (el('select', { class: 'in', id: 's-combine' }, el('option', { value: 'sum' }, 'sum'), el('option', { value: 'mean' }, 'mean')));
  combine.value = scale?.combine ?? 'sum';
  const lines = items.map(({ id, name: called }) => {
    const held = scale?.items.find((/** @type {any} */ i) => i.variable === id);
    const box = /** @type {HTMLInputElement} */ (el('input', { type: 'checkbox' }));
    const turned = /** @type {HTMLInputElement} */ (el('input', { type: 'checkbox', 'aria-label': `${called} is reversed` }));
    box.checked = Boolean(held);
    turned.checked = Boolean(held?.reversed);
    return { id, box, turned, row: el('li', { class: 'row' }, el('label', { class: 'choice grow' }, box, called), el('label', { class: 'choice quiet' }, turned, 'reversed')) };
  });
  open(page, scale ? `Change ${scale.name}` : 'New scale', [
    name.row, el('fieldset', {}, el('legend', { class: 'cap' }, 'Items'), el('ul', { class: 'scale-items', tabindex: '0' }, ...lines.map((l) => l.row))),
    el('div', { class: 'field' }, el('label', { for: 's-combine' }, 'The score is their'), combine),
    el('div', { class: 'pair' }, least.row, most.row), el('p', { class: 'help' }, 'Left empty, the range is taken from the categories and the answers.'), missing.row, direction.row,
  ], () => keep(scale?.id ?? null, {
    name: name.input.value, combine: combine.value, direction: direction.input.value, mostMissing: Number(missing.input.value || 0),
    least: least.input.value === '' ? null : Number(least.input.value), most: most.input.value === '' ? null : Number(most.input.value),
    items: lines.filter((l) => l.box.checked).map((l) => ({ variable: l.id, reversed: l.turned.checked })),
  }));
}

/**
 * @param {HTMLElement} page
 * @param {{value: string, label: string, count: number, band: string}[]} counts
 * @param {(sets: {name: string, values: string[]}[]) => void} keep
 */
export function openSets(page, counts, keep) {
  const lines = counts.filter((c) => c.value !== '').map((c, i) => {
    const id = `set-${i}`;
    const input = /** @type {HTMLInputElement} */ (el('input', { class: 'in', id, value: c.band, maxlength: '100' }));
    return { value: c.value, input, row: el('div', { class: 'field across' }, el('label', { for: id }, `${c.label} `, el('span', { class: 'quiet' }, String(c.count))), input) };
  });
  open(page, 'Named sets', [el('p', { class: 'help' }, 'Give values that belong together the same name. What has none is in no band.'), ...lines.map((l) => l.row)], () => {
    /** @type {Map<string, string[]>} */
    const sets = new Map();
    for (const { value, input } of lines) {
      const name = input.value.trim();
      if (name) sets.set(name, [...(sets.get(name) ?? []), value]);
    }
    keep([...sets].map(([name, values]) => ({ name, values })));
  });
}
