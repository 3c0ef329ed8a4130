// Where one is in a text and where to go next: a turn, a time, what is not coded yet, a segment that a link names.

import { openDialog } from '../dialog.js';
import { el } from '../dom.js';
import { countWords, trimmed } from './bounds.js';
import { covered, uncovered } from './segments.js';

/** @typedef {import('./words.js').Words} Words */
/** @typedef {import('./segments.js').Segments} Segments */

/** Participants' words that carry no code, from a position on. @param {Words} words @param {Segments} segments @param {number} from @returns {[number, number] | null} */
export function nextUncoded(words, segments, from) {
  const joined = covered(segments.sorted);
  for (let turn = words.turnAt(from); turn < words.turns.length; turn++) {
    if (words.isAsked(turn)) continue;
    const start = words.starts[turn];
    const text = words.textOf(turn);
    for (const [a, b] of uncovered(Math.max(from, start), start + text.length, joined)) {
      const [open, close] = trimmed(text, a - start, b - start);
      if (countWords(text.slice(open, close)) > 0) return [start + open, start + close];
    }
  }
  return null;
}

/** How much of what participants say carries a code, from 0 to 1. @param {Words} words @param {Segments} segments */
export function shareCoded(words, segments) {
  let [all, coded] = [0, 0];
  for (let turn = 0; turn < words.turns.length; turn++) if (!words.isAsked(turn)) all += words.textOf(turn).length;
  for (const [from, to] of covered(segments.sorted)) {
    for (const piece of words.pieces(from, to)) if (!words.isAsked(piece.turn)) coded += piece.to - piece.from;
  }
  return all === 0 ? 0 : coded / all;
}

/** The turn that a number or a time means: 45, 19:52, 1:02:07. @param {Words} words @param {string} typed @returns {number | null} */
export function turnNamed(words, typed) {
  const parts = typed.trim().split(':').map(Number);
  if (typed.trim() === '' || parts.some((part) => !Number.isFinite(part) || part < 0)) return null;
  if (parts.length === 1) {
    const found = words.turns.findIndex((turn) => turn.id === `t${parts[0]}`);
    return found >= 0 ? found : words.turns[parts[0] - 1] && !words.turns.some((turn) => turn.id) ? parts[0] - 1 : null;
  }
  const ms = parts.reduce((seconds, part) => seconds * 60 + part, 0) * 1000;
  let last = null;
  for (let turn = 0; turn < words.turns.length; turn++) {
    const time = words.timeOf(turn);
    if (time === null) continue;
    if (time > ms) break;
    last = turn;
  }
  return last;
}

/** @param {Words} words @returns {Promise<number | null>} The turn to go to. */
export async function askPlace(words) {
  const input = el('input', { class: 'in', id: 'go-to', autocomplete: 'off', inputmode: 'numeric' });
  const wrong = el('p', { class: 'help wrong', role: 'alert', hidden: true }, 'There is no such turn or time here.');
  const answer = await openDialog({
    title: 'Go to',
    body: el('div', { class: 'field' }, el('label', { for: 'go-to' }, 'A turn (45) or a time (19:52)'), input, wrong),
    answers: [{ label: 'Go', value: 'go', kind: 'go' }],
    onAnswer: () => {
      wrong.hidden = turnNamed(words, input.value) !== null;
      return wrong.hidden;
    },
  });
  return answer === 'go' ? turnNamed(words, input.value) : null;
}

/**
 * What the address names: #t45, #segment-<id>, #at-120-164 in code points.
 * @param {string} hash @param {Words} words @param {Segments} segments @param {import('./points.js').Points} points
 * @returns {{segment?: string, stretch?: [number, number], at: number} | null}
 */
export function placeNamed(hash, words, segments, points) {
  const [, kind, rest] = /^#(t|segment-|at-)(.+)$/.exec(hash) ?? [];
  if (kind === 't') {
    const turn = turnNamed(words, rest);
    return turn === null ? null : { at: words.starts[turn] };
  }
  if (kind === 'segment-') {
    const segment = segments.get(rest);
    return segment && { segment: segment.id, at: segment.start };
  }
  const [start, end] = (rest ?? '').split('-').map(Number);
  if (kind !== 'at-' || !Number.isInteger(start)) return null;
  const from = points.toUnits(start);
  return { at: from, stretch: [from, Number.isInteger(end) ? points.toUnits(end) : from] };
}

/**
 * What the address asks for: ?segment=<id>, or ?at= in code units where the segment is gone.
 * @param {string} query @param {Words} words @param {Segments} segments
 * @returns {{segment?: string, stretch?: [number, number], at: number} | null}
 */
export function placeAsked(query, words, segments) {
  const asked = new URLSearchParams(query);
  const segment = segments.get(asked.get('segment') ?? '');
  if (segment) return { segment: segment.id, at: segment.start };
  const at = Number(asked.get('at') ?? NaN);
  return Number.isInteger(at) && at >= 0 && at < words.end ? { at, stretch: [at, at] } : null;
}
