// One row of the tree of codes, as it is drawn.

import { el, icon, swatch } from './dom.js';
import { marked } from './match.js';

/**
 * @param {import('./tree-model.js').Row} row
 * @param {{id: string, filter: string, active: boolean, selected: boolean, movable: boolean}} how
 */
export function treeRow({ node, level, place, size, open, indent }, { id, filter, active, selected, movable }) {
  const kinds = [node.group && 'group', node.retired && 'retired', active && 'is-active'].filter(Boolean).join(' ');
  const name = filter ? marked(node.name, filter).map((part) => (part.hit ? el('em', null, part.text) : part.text)) : [node.name];
  const drawn = el('div', {
    class: `code tree-row ${kinds}`, role: 'treeitem', id, 'data-id': node.id, draggable: movable && 'true',
    'aria-level': level, 'aria-posinset': place, 'aria-setsize': size, 'aria-expanded': open === null ? null : String(open), 'aria-selected': String(selected),
  },
  open === null && !node.group ? null : el('span', { class: 'twist' }, open !== null && icon('chevron')),
  node.group ? null : swatch(node),
  el('span', { class: `name${node.vivo ? ' vivo' : ''}` }, ...name),
  counts(node.counts));
  drawn.style.setProperty('--indent', `${indent}px`);
  return drawn;
}

/** @param {readonly (string | number)[] | undefined} values */
function counts(values) {
  if (!values || values.length === 0) return null;
  if (values.length === 1) return el('span', { class: 'n' }, values[0]);
  return el('span', { class: 'n two' }, ...values.map((value) => el('span', null, value)));
}
