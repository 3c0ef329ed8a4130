// Shows an act as done before the server has it. What the server says afterwards replaces it.

import { el } from '../dom.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk @param {{method: string, path: string, body?: any}} act */
export function paint(desk, act) {
  const [, , , theme, what, item] = act.path.split('/');
  if (!act.path.startsWith(`studies/${desk.study}/themes/`) || !theme) return;
  const column = desk.board.querySelector(`.theme[data-theme-id="${theme}"]`);
  if (!what) paintTheme(desk, theme, column, act);
  else if (what === 'codes' && item) paintCode(desk, column, item, act);
  else if (what === 'segments' && item) paintSegment(column, item, act);
  else if (what === 'number' && column) paintNumber(desk, column, act.body.number);
}

/** @param {Desk} desk @param {string} id @param {Element | null} column @param {{method: string, body?: any}} act */
function paintTheme(desk, id, column, { method, body }) {
  if (method === 'DELETE') return column?.remove();
  const known = desk.theme(id);
  if (known) Object.assign(known, Object.fromEntries(Object.entries(body ?? {}).filter(([, value]) => value !== null && value !== undefined)));
  if (!known && body?.label) return begin(desk, id, body.label);
  if (known?.overarching) return words(desk.board.querySelector('.over .title'), body?.label);
  words(column?.querySelector('.title'), body?.label);
  words(column?.querySelector('.sub'), body?.subtitle);
  words(column?.querySelector('.idea'), body?.centralIdea);
  words(column?.querySelector('.status'), body?.status);
}

/** @param {Desk} desk @param {string} id @param {string} label */
function begin(desk, id, label) {
  const columns = desk.board.querySelector('#columns');
  if (!columns || columns.querySelector(`[data-theme-id="${id}"]`)) return;
  const number = columns.children.length + 1;
  columns.querySelector('.last')?.classList.remove('last');
  columns.append(el('article', { class: 'theme last', 'data-theme-id': id, 'data-number': number, 'aria-label': `Theme ${number}: ${label}` },
    el('span', { class: 'knot n' }, number), el('span', { class: 'status' }, 'candidate'),
    el('header', null, el('h2', null, el('button', { type: 'button', class: 'title unsaved', 'data-edit': id }, label))),
    el('p', { class: 'idea' }), el('section', null, el('h3', null, el('b', null, '0 codes')), el('ul', { class: 'codes' }))));
  desk.themes.push({ id, number, label, subtitle: '', centralIdea: '', boundary: '', status: 'candidate', overarching: false });
}

/** @param {Element | null | undefined} place @param {string | undefined} said */
function words(place, said) {
  if (!place || said === undefined || said === null || place.textContent === said) return;
  place.textContent = said;
  place.classList.add('unsaved');
}

/** @param {Desk} desk @param {Element | null} column @param {string} code @param {{method: string, body?: any}} act */
function paintCode(desk, column, code, { method, body }) {
  if (method === 'DELETE') return rowIn(column, code)?.remove();
  if (!column || rowIn(column, code)) return;
  const left = body?.from ? desk.board.querySelector(`.theme[data-theme-id="${body.from}"]`) : null;
  const row = rowIn(left, code) ?? freeRow(desk, code);
  if (!row) return;
  row.classList.remove('more');
  row.classList.add('unsaved');
  column.querySelector('.codes')?.append(row);
}

/** @param {Element | null} column @param {string} code */
function rowIn(column, code) {
  return column?.querySelector(`[data-code="${code}"]`)?.closest('li') ?? null;
}

/** @param {Desk} desk @param {string} id */
function freeRow(desk, id) {
  const code = desk.free.find((one) => one.id === id);
  return code ? el('li', null, el('div', { class: 'code', role: 'button', tabindex: 0, draggable: 'true', 'data-code': id, 'data-name': code.name },
    el('i', { class: `swatch dye-${code.dye}${code.weave > 1 ? ` weave-${code.weave}` : ''}` }), el('span', { class: `name${code.inVivo ? ' vivo' : ''}` }, code.name),
    el('span', { class: 'n' }, `${code.segments} · ${code.participants}`))) : null;
}

/** @param {Element | null} column @param {string} segment @param {{method: string, body?: any}} act */
function paintSegment(column, segment, { method, body }) {
  const quote = /** @type {HTMLElement | null | undefined} */ (column?.querySelector(`blockquote[data-segment="${segment}"]`));
  if (!column || !quote) return;
  if (method === 'DELETE') return quote.remove();
  if (body?.stance && body.stance !== quote.dataset.stanceOf) {
    quote.dataset.stanceOf = body.stance;
    quote.classList.toggle('against', body.stance === 'contrary');
    column.querySelector(`section[aria-label="${body.stance === 'contrary' ? 'Contrary' : 'Supporting'}"] h3`)?.after(quote);
  }
  if (typeof body?.chosen === 'boolean') {
    quote.dataset.chosen = body.chosen ? 'yes' : 'no';
    quote.querySelector('.in-report')?.remove();
    if (body.chosen) quote.querySelector('.by')?.append(el('span', { class: 'in-report' }, 'in the report'));
  }
  if (body?.asNow) quote.querySelector('.changed')?.remove();
  quote.querySelector('.quote')?.classList.add('unsaved');
}

/** @param {Desk} desk @param {Element} column @param {number} number */
function paintNumber(desk, column, number) {
  const columns = /** @type {Element} */ (column.parentElement);
  column.remove();
  columns.insertBefore(column, columns.children[number - 1] ?? null);
  [...columns.children].forEach((one, index) => {
    one.classList.toggle('last', index === columns.children.length - 1);
    const knot = one.querySelector('.knot');
    if (knot) knot.textContent = String(index + 1);
    one.setAttribute('data-number', String(index + 1));
    const theme = desk.theme(one.getAttribute('data-theme-id'));
    if (theme) theme.number = index + 1;
  });
}
