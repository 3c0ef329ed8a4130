// Guid v7: 48 bits of milliseconds, then a counter within the millisecond, then chance. Ordered as they were made.

let lastTime = 0;
let counter = 0;

/** A new id, in the form that the server keeps for life. @param {number} [now] @returns {string} */
export function guid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  advance(now, ((bytes[6] & 0x03) << 8) | bytes[7]);
  for (let place = 5, time = lastTime; place >= 0; place--, time = Math.floor(time / 256)) bytes[place] = time % 256;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A clock that goes back, or a full counter, borrows from the future rather than lose the order. @param {number} now @param {number} seed */
function advance(now, seed) {
  if (now > lastTime) {
    lastTime = now;
    counter = seed;
  } else if (++counter > 0xfff) {
    lastTime += 1;
    counter = seed;
  }
}
