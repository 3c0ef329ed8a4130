// Where words and sentences begin and end, by the rules of Unicode as the browser knows them.

/** @typedef {[number, number]} Stretch Start and end, the end exclusive. */

const LANGUAGE = 'en-GB';
const wordsOf = new Intl.Segmenter(LANGUAGE, { granularity: 'word' });
const sentencesOf = new Intl.Segmenter(LANGUAGE, { granularity: 'sentence' });

/** The last few texts asked about: a caret moves within one turn many times. @type {Map<string, Stretch[]>} */
const kept = new Map();
const KEPT = 8;

/** @param {string} text @param {'word' | 'sentence'} unit @returns {Stretch[]} In order, without the white space between. */
export function stretches(text, unit) {
  const key = `${unit}:${text}`;
  const known = kept.get(key);
  if (known) return known;
  const found = unit === 'word' ? words(text) : sentences(text);
  if (kept.size >= KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
  kept.set(key, found);
  return found;
}

/** @param {string} text @returns {Stretch[]} */
function words(text) {
  /** @type {Stretch[]} */
  const found = [];
  for (const { index, segment, isWordLike } of wordsOf.segment(text)) {
    if (isWordLike) found.push([index, index + segment.length]);
  }
  return found;
}

/** @param {string} text @returns {Stretch[]} */
function sentences(text) {
  /** @type {Stretch[]} */
  const found = [];
  for (const { index, segment } of sentencesOf.segment(text)) {
    const [start, end] = trimmed(text, index, index + segment.length);
    if (end > start) found.push([start, end]);
  }
  return found;
}

/** Without white space at its ends. @param {string} text @param {number} start @param {number} end @returns {Stretch} */
export function trimmed(text, start, end) {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return [start, end];
}

/** The one that holds a place, else the next, else the last. @param {Stretch[]} all @param {number} at @returns {number} -1: there is none. */
export function indexAt(all, at) {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle][1] <= at) low = middle + 1;
    else high = middle;
  }
  return low < all.length ? low : all.length - 1;
}

/** The last that begins before a place, else the first. @param {Stretch[]} all @param {number} end @returns {number} */
export function lastBefore(all, end) {
  const at = all.findLastIndex(([start]) => start < end);
  return Math.max(0, at);
}

/**
 * Widens to whole words or sentences. What stands outside of all words (a comma, a bracket) stays as it is.
 * @param {string} text @param {number} start @param {number} end @param {'word' | 'sentence'} unit @returns {Stretch}
 */
export function around(text, start, end, unit) {
  const all = stretches(text, unit);
  if (all.length === 0) return trimmed(text, start, end);
  const first = all[indexAt(all, start)];
  const last = start === end ? first : all[lastBefore(all, end)];
  return [Math.min(start === end ? first[0] : start, first[0]), Math.max(end, last[1])];
}

/** @param {string} text */
export function countWords(text) {
  let count = 0;
  for (const { isWordLike } of wordsOf.segment(text)) if (isWordLike) count += 1;
  return count;
}
