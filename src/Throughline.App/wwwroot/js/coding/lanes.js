// Stripes side by side: two that share a line never share a lane; what finds no lane is folded into one hatched lane.

/**
 * @typedef {object} Span
 * @property {number} top
 * @property {number} bottom
 */

/**
 * @param {readonly Span[]} spans In the order of the text, the longer first; that order decides who gets the inner lane.
 * @param {number} lanes
 * @returns {{lanes: number[], folds: {top: number, bottom: number, of: number[]}[]}} The lane of each, -1 where folded; and
 *   what is folded, joined where it touches, with the indices of the spans in it.
 */
export function arrange(spans, lanes) {
  /** @type {number[]} */ const free = [];
  /** @type {{top: number, bottom: number, of: number[]}[]} */ const folds = [];
  const given = spans.map((span, index) => {
    let lane = free.findIndex((bottom) => bottom <= span.top);
    if (lane < 0 && free.length < lanes) lane = free.length;
    if (lane >= 0) free[lane] = span.bottom;
    else fold(folds, span, index);
    return lane;
  });
  return { lanes: given, folds };
}

/** @param {{top: number, bottom: number, of: number[]}[]} folds @param {Span} span @param {number} index */
function fold(folds, span, index) {
  const last = folds.at(-1);
  if (last && span.top < last.bottom) {
    last.bottom = Math.max(last.bottom, span.bottom);
    last.of.push(index);
  } else {
    folds.push({ top: span.top, bottom: span.bottom, of: [index] });
  }
}

/**
 * Names in the margin: each where its stripe begins, or below the one before it; what does not fit above the limit is counted.
 * @param {readonly {top: number, height: number}[]} names In order. @param {number} limit @param {number} more Height of "and 3 more".
 * @returns {{tops: number[], rest: number, restTop: number}} Tops of those that are shown.
 */
export function stack(names, limit, more) {
  /** @type {number[]} */ const tops = [];
  let under = -Infinity;
  for (const [index, name] of names.entries()) {
    const top = Math.max(name.top, under);
    const isLast = index === names.length - 1;
    if (index > 0 && top + name.height + (isLast ? 0 : more) > limit) break;
    tops.push(top);
    under = top + name.height;
  }
  return { tops, rest: names.length - tops.length, restTop: under };
}
