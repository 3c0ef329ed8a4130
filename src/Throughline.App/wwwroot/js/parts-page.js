// Brings the sheet of parts to life, on made-up codes.

import { openDialog } from './dialog.js';
import { el } from './dom.js';
import { showKeys } from './keys.js';
import { outbox } from './outbox.js';
import { openPicker } from './picker.js';
import { toast } from './toast.js';
import { guid7 } from './guid.js';

/** @typedef {import('./tree-model.js').TreeNode} TreeNode */
/** @typedef {import('./tree-model.js').Move} Move */

const NAMES = {
  'Places of work': ['Hot-desking in the practice', 'Working from the car', '‘which door was mine’'],
  Belonging: ['Being the only one', '‘nobody’s team’', 'Peer group of link workers'],
  Boundaries: ['Saying no without a script', 'Referral with no words', 'Risk beyond the role', 'Nowhere to go up'],
};

/** @type {TreeNode[]} */
let nodes = Object.entries(NAMES).flatMap(([group, codes], at) => [
  { id: `g${at}`, name: group, group: true, counts: [90 + at] },
  ...codes.map((name, index) => ({
    id: `c${at}${index}`, parent: `g${at}`, name, dye: ((at * 7 + index * 5) % 24) + 1, weave: at === 2 ? 2 : 1, vivo: name.startsWith('‘'), counts: [12 + index],
  })),
]);

const tree = /** @type {import('./tree.js').Tree} */ (document.querySelector('#parts-tree'));
tree.nodes = nodes;
tree.selected = 'c20';
tree.addEventListener('tl-move', (event) => {
  const { id, target, where } = /** @type {CustomEvent<Move>} */ (event).detail;
  const moved = nodes.find((node) => node.id === id);
  const beside = nodes.find((node) => node.id === target);
  if (!moved || !beside) return;
  nodes = nodes.filter((node) => node !== moved);
  const parent = where === 'into' ? target : beside.parent ?? null;
  nodes.splice(nodes.indexOf(beside) + (where === 'before' ? 0 : 1), 0, { ...moved, parent });
  tree.nodes = nodes;
});

const choices = nodes.filter((node) => !node.group).map((node) => ({
  ...node, path: nodes.find((group) => group.id === node.parent)?.name,
  meaning: node.id === 'c20' ? 'The link worker turns down a referral, a task or a person, or wants to and does not, with nothing agreed beforehand.' : undefined,
}));
const many = Array.from({ length: 2000 }, (_, at) => ({ id: `m${at}`, name: `Code ${at} of ${NAMES.Boundaries[at % 4]}`, path: 'Many', dye: (at % 24) + 1 }));

/** @param {string} id @param {() => void} run */
const on = (id, run) => document.getElementById(id)?.addEventListener('click', run);

/** @param {Event['target']} button @param {typeof choices | typeof many} from */
function pick(button, from) {
  openPicker({
    choices: from, at: /** @type {Element} */ (button).getBoundingClientRect(), label: 'Code this selection', hint: '19 words', verb: 'code', fresh: 'New code', more: true,
    onPick: (choice) => toast(['Coded with ', el('b', null, choice.name)]), onFresh: (name) => toast(`New code ‘${name}’`),
  });
}

on('open-picker', () => pick(document.getElementById('open-picker'), choices));
on('open-many', () => pick(document.getElementById('open-many'), many));
on('open-keys', () => void showKeys());
on('open-toast', () => toast(['Merged. ', el('b', null, '9 segments'), ' moved'], { undo: () => toast('Undone') }));
on('try-refused', () => void outbox.send({ verb: 'Code with Saying no without a script', method: 'PUT', path: `studies/parts/segments/${guid7()}`, body: {} }));
on('open-dialog', () => void openDialog({
  title: 'Split this code',
  body: [el('div', { class: 'field' }, el('label', { for: 'split-name' }, 'Name of the new code'), el('input', { class: 'in', id: 'split-name' })), el('p', { class: 'help' }, 'You choose next which of the 41 segments go with it.')],
  answers: [{ label: 'Leave it', value: 'leave' }, { label: 'Split', value: 'split', kind: 'go' }],
}));
