// Finding names as they are typed: every word typed must begin a word of the name or lie within it; best first.

/**
 * @typedef {object} Findable
 * @property {string} id
 * @property {string} name
 * @property {string} [path] Where it stands: "Boundaries".
 */

const MARKS = /\p{M}/gu;

/** Case and accents do not hide a name. @param {string} text */
export function fold(text) {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}

/**
 * Names folded once, so that 2,000 of them answer within a key.
 * @template {Findable} T
 */
export class Names {
  /** @param {readonly T[]} items Those of equal worth keep this order. */
  constructor(items) {
    this.entries = items.map((item) => ({ item, ...folded(item) }));
  }

  /** @param {string} typed @param {number} [limit] @returns {{found: T[], total: number}} */
  search(typed, limit = 50) {
    const words = fold(typed).split(/\s+/).filter((word) => word !== '');
    if (words.length === 0) return { found: this.entries.slice(0, limit).map((entry) => entry.item), total: this.entries.length };
    const whole = words.join(' ');
    const hits = [];
    for (const entry of this.entries) {
      const worth = worthOf(entry, words, whole);
      if (worth > 0) hits.push({ item: entry.item, worth });
    }
    hits.sort((one, other) => other.worth - one.worth);
    return { found: hits.slice(0, limit).map((hit) => hit.item), total: hits.length };
  }
}

/** @typedef {{name: string, words: string, path: string}} Folded The words stand between spaces, so that looking finds their ends. */

/** @param {Findable} item @returns {Folded} */
function folded(item) {
  const name = fold(item.name);
  return { name, words: ` ${name.replace(/[^\p{L}\p{N}]+/gu, ' ')} `, path: fold(item.path ?? '') };
}

/** @param {Folded} entry @param {string[]} typed @param {string} whole @returns {number} 0: no match. */
function worthOf({ name, words, path }, typed, whole) {
  if (name === whole) return 1000;
  let worth = name.startsWith(whole) ? 25 : 0;
  for (const word of typed) {
    if (words.includes(` ${word} `)) worth += 130;
    else if (words.includes(` ${word}`)) worth += 100;
    else if (name.includes(word)) worth += 40;
    else if (path.includes(word)) worth += 10;
    else return 0;
  }
  return worth;
}

/**
 * The stretches of a name that were typed, as offsets into the name itself: folding may change lengths.
 * @param {string} name @param {string} typed @returns {{text: string, hit: boolean}[]}
 */
export function marked(name, typed) {
  const { folded, origin } = foldWithOrigin(name);
  const hit = new Array(name.length).fill(false);
  for (const word of fold(typed).split(/\s+/).filter((one) => one !== '')) {
    const place = placeOf(folded, word);
    if (place < 0) continue;
    for (let at = origin[place]; at < (origin[place + word.length] ?? name.length); at++) hit[at] = true;
  }
  /** @type {{text: string, hit: boolean}[]} */
  const parts = [];
  for (let at = 0; at < name.length; at++) {
    const last = parts.at(-1);
    if (last && last.hit === hit[at]) last.text += name[at];
    else parts.push({ text: name[at], hit: hit[at] });
  }
  return parts;
}

/** The beginning of a word before the middle of one. @param {string} folded @param {string} word */
function placeOf(folded, word) {
  for (let place = folded.indexOf(word); place >= 0; place = folded.indexOf(word, place + 1)) {
    if (place === 0 || !/[\p{L}\p{N}]/u.test(folded[place - 1])) return place;
  }
  return folded.indexOf(word);
}

/** @param {string} name */
function foldWithOrigin(name) {
  let folded = '';
  /** @type {number[]} */
  const origin = [];
  let at = 0;
  for (const character of name) {
    const soft = fold(character);
    for (let unit = 0; unit < soft.length; unit++) origin.push(at);
    folded += soft;
    at += character.length;
  }
  return { folded, origin };
}
