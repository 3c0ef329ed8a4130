// What can be done with a code, from the sheet, the tree and the keys alike.

import { guid7 } from '../guid.js';
import { openPicker } from '../picker.js';
import { announce } from '../toast.js';
import { askDelete, askName, askSplit } from './ask.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./codes.js').Code} Code */

const TOP = 'top';

/** @param {number} count @param {string} what */
export const counted = (count, what) => `${count.toLocaleString('en-GB')} ${what}${count === 1 ? '' : 's'}`;

/** @param {Desk} desk @returns {Promise<string | null>} The new code. */
export async function addCode(desk) {
  const beside = desk.code;
  const parentOf = (/** @type {boolean} */ under) => (under ? beside?.id : beside?.parent) ?? null;
  const named = await askName({
    title: 'New code', under: beside && { name: beside.name, group: desk.codebook.childrenOf(beside.id).length > 0 },
    taken: (name, under) => desk.codebook.childrenOf(parentOf(under)).some((one) => one.name.toLowerCase() === name.toLowerCase()),
  });
  if (!named) return null;
  const id = guid7();
  const parent = parentOf(named.under);
  void desk.act({ verb: `Add ${named.name}`, method: 'PUT', path: desk.path(id), body: { name: named.name, parent, inVivo: named.vivo }, creates: id }, () => `Added ${named.name}`);
  return id;
}

/** @param {Desk} desk @param {Code} code @param {string} name @param {boolean} inVivo */
export function rename(desk, code, name, inVivo) {
  if (name === '' || (name === code.name && inVivo === code.inVivo)) return;
  void desk.act({ verb: `Rename ${code.name}`, method: 'PATCH', path: desk.path(code.id), body: { name, inVivo } }, () => `Renamed to ${name}`);
}

/** @param {Desk} desk @param {Code} code @param {number} dye @param {number} weave */
export function dye(desk, code, dye, weave) {
  if (dye === code.dye && weave === code.weave) return;
  void desk.act({ verb: `Colour ${code.name}`, method: 'PUT', path: desk.path(code.id, 'colour'), body: { dye, weave } });
}

/** Where a row was dropped or an arrow led. @param {Desk} desk @param {import('../tree-model.js').Move} move */
export function move(desk, { id, target, where }) {
  const [code, to] = [desk.codebook.get(id), desk.codebook.get(target)];
  if (!code || !to) return;
  const under = where === 'into' ? to : desk.codebook.get(to.parent);
  const taken = under !== desk.codebook.get(code.parent) && desk.codebook.childrenOf(under?.id ?? null).some((one) => one.name.toLowerCase() === code.name.toLowerCase());
  if (taken) return announce(`There is a ${code.name} there already`);
  if (where === 'into') desk.tree.model.closed.delete(target);
  const body = where === 'into' ? { parent: target } : { [where]: target };
  const place = where === 'into' ? `under ${to.name}` : `${where} ${to.name}`;
  announce(`${code.name}, now ${place}`);
  void desk.act({ verb: `Move ${code.name}`, method: 'PUT', path: desk.path(id, 'move'), body }, () => `Moved ${code.name} ${place}`);
}

/** @param {Desk} desk @param {Code} code @param {DOMRect} at */
export async function pickPlace(desk, code, at) {
  const choices = desk.codebook.choices((one) => !desk.codebook.isWithin(one.id, code.id));
  openPicker({
    choices: [{ id: TOP, name: 'The top of the codebook' }, ...choices], at, label: `Move ${code.name} under`, verb: 'move under',
    onPick: ({ id, name }) => {
      const parent = id === TOP ? null : id;
      if (parent) desk.tree.model.closed.delete(parent);
      void desk.act({ verb: `Move ${code.name}`, method: 'PUT', path: desk.path(code.id, 'move'), body: { parent } }, () => `Moved ${code.name} ${parent ? `under ${name}` : 'to the top'}`);
    },
  });
}

/** @param {Desk} desk @param {Code} code @param {DOMRect} at @param {(id: string) => void} open */
export async function pickMerge(desk, code, at, open) {
  void desk.withMeanings();
  openPicker({
    choices: desk.codebook.choices((one) => !one.retired && !desk.codebook.isWithin(one.id, code.id)), at, label: `Merge ${code.name} into`, verb: 'merge',
    onPick: (into) => {
      const done = desk.act({ verb: `Merge ${code.name} into ${into.name}`, method: 'PUT', path: desk.path(code.id, 'merge'), body: { into: into.id } }, (answer) => toldOf(code, into.name, answer));
      open(into.id);
      void done;
    },
  });
}

/** @param {Code} code @param {string} into @param {{moved: number, doubled: number, children: number, renamed: string[]}} answer */
function toldOf(code, into, { moved, doubled, children, renamed }) {
  return [
    `Merged ${code.name} into ${into}. ${counted(moved, 'segment')} moved`,
    doubled > 0 ? `${doubled} that stood in both kept once` : '',
    children > 0 ? `${counted(children, 'code')} now under ${into}` : '',
    renamed.length > 0 ? `renamed there: ${renamed.join('; ')}` : '',
  ].filter(Boolean).join(', ');
}

/** @param {Desk} desk @param {Code} code @param {(id: string) => void} open */
export async function split(desk, code, open) {
  const asked = await askSplit(desk, code);
  if (!asked) return;
  const id = guid7();
  const done = desk.act(
    { verb: `Split ${code.name}`, method: 'PUT', path: desk.path(code.id, 'split'), body: { id, name: asked.name, segments: asked.segments }, creates: id },
    (answer) => `Split ${asked.name} from ${code.name}. ${counted(answer.moved, 'segment')} moved`);
  if (await done) open(id);
}

/** @param {Desk} desk @param {Code} code @param {boolean} away */
export function retire(desk, code, away) {
  const verb = away ? 'retire' : 'restore';
  void desk.act({ verb: `${away ? 'Retire' : 'Restore'} ${code.name}`, method: 'PUT', path: desk.path(code.id, verb) },
    () => (away ? `Retired ${code.name}. Its ${counted(code.own.segments, 'segment')} stay` : `Restored ${code.name}`));
}

/** @param {Desk} desk @param {Code} code @param {(id: string | null) => void} open */
export async function remove(desk, code, open) {
  const under = desk.codebook.codes.filter((one) => one.id !== code.id && desk.codebook.isWithin(one.id, code.id)).length;
  const whole = under + code.whole.segments > 0;
  if (whole && !(await askDelete(code, under))) return;
  const next = desk.codebook.childrenOf(code.parent).find((one) => one.id !== code.id)?.id ?? code.parent
    ?? desk.codebook.codes.find((one) => !desk.codebook.isWithin(one.id, code.id))?.id ?? null;
  const done = desk.act({ verb: `Delete ${code.name}`, method: 'DELETE', path: `${desk.path(code.id)}?whole=${whole}` }, () => `Deleted ${code.name}`);
  open(next);
  void done;
}
