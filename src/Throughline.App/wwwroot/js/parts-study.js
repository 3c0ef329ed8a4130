// The frame of a study at work, on made-up codes, for looking at.

import { keys } from './keys.js';
import { openPicker } from './picker.js';
import { announce, toast } from './toast.js';

const BOOK = {
  'Places of work': ['Hot-desking in the practice', 'Working from the car', 'Home as the office', 'Between two employers', 'Left off the e-mail list', 'Smart cards and log-ins', '‘which door was mine’'],
  Belonging: ['Named as part of the team', 'Invited to meetings, or not', 'Being the only one', 'Peer group of link workers', '‘nobody’s team’'],
  'Understanding of the role': ['Explaining the role again', 'GPs’ picture of the role', 'Patients’ picture of the role', 'Unsuitable referrals', 'Referral with no words', '‘a dumping ground’', 'What success looks like', 'Counting contacts'],
  Boundaries: ['Saying no without a script', 'Holding people on the books', 'Doing for, doing with', 'Risk beyond the role', 'Out of hours', 'Carrying it home'],
  'Reshaping the job': ['Mission and values', 'Confidence from a result'],
};

const groups = Object.entries(BOOK);
/** @type {(import('./tree-model.js').TreeNode & { path?: string })[]} */
const nodes = groups.flatMap(([group, codes], at) => [
  { id: `g${at}`, name: group, group: true, counts: [121 - at * 9] },
  ...codes.map((name, index) => ({
    id: `c${at}-${index}`, parent: `g${at}`, name, path: group, dye: ((at * 9 + index * 7 + 16) % 24) + 1, weave: at === 3 && index < 2 ? 2 : 1, vivo: name.startsWith('‘'), counts: [41 - index * 3],
  })),
]);

const tree = /** @type {import('./tree.js').Tree} */ (document.querySelector('#codebook'));
tree.nodes = nodes;
tree.selected = 'c3-0';
const filter = /** @type {HTMLInputElement} */ (document.querySelector('#filter'));
filter.addEventListener('input', () => { tree.filter = filter.value; });

keys.add({
  keys: 'c',
  does: 'code',
  run: () => void openPicker({
    choices: nodes.filter((node) => !node.group), at: /** @type {Element} */ (document.querySelector('#picked')).getBoundingClientRect(),
    label: 'Code this selection', hint: '19 words', verb: 'code', fresh: 'New code', more: true, indent: 40,
    onPick: (choice) => { announce(`Coded with ${choice.name}, 19 words`); toast(`Coded with ${choice.name}`); },
    onFresh: (name) => toast(`New code ‘${name}’`),
  }),
});
