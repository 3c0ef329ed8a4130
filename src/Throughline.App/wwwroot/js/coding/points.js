// Positions are UTF-16 code units in script and Unicode code points in REST. They differ only behind characters outside the
// Basic Multilingual Plane, so it is enough to know where those stand.

export class Points {
  /** @param {readonly number[]} astral Offsets of the first units of all surrogate pairs, ascending. */
  constructor(astral) {
    this.astral = astral;
  }

  /** @param {number} unit @returns {number} Within a pair it counts as before it. */
  toPoints(unit) {
    return unit - this.#countWhere((offset) => offset < unit);
  }

  /** @param {number} point @returns {number} */
  toUnits(point) {
    return point + this.#countWhere((offset, index) => offset - index < point);
  }

  /** How many from the start hold; the question must turn false once and stay so. @param {(offset: number, index: number) => boolean} holds */
  #countWhere(holds) {
    let [low, high] = [0, this.astral.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.astral[middle], middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
