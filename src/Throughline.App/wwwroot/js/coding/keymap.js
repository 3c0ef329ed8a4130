// The keys of the coding page. Single letters work outside of fields; arrows and their like while the text has the focus.

import { afterFrame } from '../dom.js';
import { keys } from '../keys.js';
import { announce } from '../toast.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./find.js').Find} Find */
/** @typedef {import('../keys.js').Key} Key */

/** @param {Desk} desk @param {Find} find @param {{go: (id: string) => void}} page */
export function bindKeys(desk, find, page) {
  keys.addAll(codingKeys(desk));
  keys.addAll(movingKeys(desk));
  keys.addAll([
    { keys: 'f', does: 'find in this text', run: () => find.open() },
    { keys: 't', does: 'go to a turn or time', run: () => void desk.goTo() },
    { keys: 'Shift+n', does: 'next source', run: () => page.go('next-source') },
    { keys: 'Shift+p', does: 'previous source', run: () => page.go('previous-source') },
    { keys: 'Ctrl+z', does: 'undo', run: () => void desk.undo(false) },
    { keys: 'Ctrl+Shift+z', does: 'redo', run: () => void desk.undo(true) },
    { keys: 'Ctrl+y', does: 'redo', hidden: true, run: () => void desk.undo(true) },
  ]);
}

/** @param {Desk} desk @returns {Key[]} */
function codingKeys(desk) {
  return [
    { keys: 'c', does: 'code', run: () => desk.pickCode() },
    { keys: 'i', does: 'in vivo: the words name the code', run: () => desk.inVivo() },
    { keys: '.', does: 'last code again', run: () => desk.again() },
    { keys: 'n', does: 'note', run: () => desk.note() },
    { keys: ']', does: 'next segment', run: () => desk.step(1) },
    { keys: '[', does: 'previous segment', run: () => desk.step(-1) },
    { keys: 'r', does: 'recode the segment', run: () => desk.recode() },
    { keys: 'x', does: 'split the segment before the picked words', run: () => desk.split() },
    { keys: 'Delete', does: 'remove the segment', run: () => desk.remove() },
    { keys: 'Backspace', does: 'remove the segment', hidden: true, run: () => desk.remove() },
    { keys: 'Alt+ArrowRight', does: 'its end a word on', run: () => desk.resize('end', 1) },
    { keys: 'Alt+ArrowLeft', does: 'its end a word back', run: () => desk.resize('end', -1) },
    { keys: 'Alt+Shift+ArrowRight', does: 'its start a word on', run: () => desk.resize('start', 1) },
    { keys: 'Alt+Shift+ArrowLeft', does: 'its start a word back', run: () => desk.resize('start', -1) },
    { keys: 'Alt+ArrowDown', does: 'the segment a word on', run: () => desk.move(1) },
    { keys: 'Alt+ArrowUp', does: 'the segment a word back', run: () => desk.move(-1) },
    { keys: 'u', does: 'next uncoded words', run: () => desk.uncoded() },
    { keys: 's', does: 'folded stripes', run: () => announce(desk.transcript.toggleFolds() ? 'All stripes are shown' : 'Stripes beyond four are folded') },
  ];
}

/** @param {Desk} desk @returns {Key[]} */
function movingKeys(desk) {
  const { transcript } = desk;
  const { picked } = transcript;
  const reading = () => transcript.contains(document.activeElement) || document.activeElement === document.body;
  const begin = () => {
    if (!picked.placed) picked.set(transcript.selection.firstInWindow(), transcript.selection.firstInWindow());
  };
  /** A bigger step up and down than to the sides. */
  const bigger = () => (picked.unit === 'word' ? 'sentence' : 'turn');
  /** What is picked then is said, when it is painted. @param {() => void} run */
  const pick = (run) => () => {
    begin();
    run();
    afterFrame(() => announce(picked.spoken));
  };
  const group = 'Picking words';
  /** @param {string} key @param {string} does @param {() => void} run @returns {Key} */
  const key = (key, does, run) => ({ keys: key, does, group, when: reading, run: pick(run) });
  return [
    key('ArrowRight', 'next word (or sentence, or turn)', () => picked.move(1, picked.unit)),
    key('ArrowLeft', 'previous', () => picked.move(-1, picked.unit)),
    key('ArrowDown', 'next sentence (or turn)', () => picked.move(1, bigger())),
    key('ArrowUp', 'previous sentence (or turn)', () => picked.move(-1, bigger())),
    key('Shift+ArrowRight', 'one word more', () => picked.extend(1, 'word')),
    key('Shift+ArrowLeft', 'one word less', () => picked.extend(-1, 'word')),
    key('Shift+ArrowDown', 'one sentence more', () => picked.extend(1, 'sentence')),
    key('Shift+ArrowUp', 'one sentence less', () => picked.extend(-1, 'sentence')),
    key('Home', 'first word of the turn', () => picked.toEdge(-1, false)),
    key('End', 'last word of the turn', () => picked.toEdge(1, false)),
    key('Shift+Home', 'to the beginning of the turn', () => picked.toEdge(-1, true)),
    key('Shift+End', 'to the end of the turn', () => picked.toEdge(1, true)),
    { keys: 'e', does: 'wider: word, sentence, turn', group, run: pick(() => picked.wider()) },
    { keys: 'Shift+e', does: 'narrower', group, run: pick(() => picked.narrower()) },
  ];
}
