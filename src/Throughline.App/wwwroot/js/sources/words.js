// Does a line hold all the words that were typed?

/** @param {string} text */
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** @param {string} typed @param {string} text @returns {boolean} */
export function match(typed, text) {
  const within = plain(text);
  return plain(typed).split(/\s+/).every((word) => within.includes(word));
}
