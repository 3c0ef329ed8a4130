// The one outbox of the page, on the browser's own means. Its events reach the document too.

import { ApiProblem, request } from './api.js';
import { Outbox } from './outbox-queue.js';
import { openStore } from './outbox-store.js';

/** @typedef {import('./outbox-store.js').Act} Act */

const ANSWER_WITHIN = 60_000;

/** @param {Act} act */
async function transmit(act) {
  try {
    return await request(act.method, act.path, act.body, {
      headers: { 'X-Throughline-Act': act.id },
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
  } catch (fault) {
    throw fault instanceof ApiProblem ? fault : new ApiProblem({ title: 'No answer came in time' }, 0);
  }
}

/** One tab at a time sends for a study. Without Web Locks two may send the same act, which the server takes once. */
/** @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
function lock(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}

export const outbox = new Outbox({
  open: openStore,
  transmit,
  lock,
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
  now: Date.now,
  channel: 'BroadcastChannel' in globalThis ? new BroadcastChannel('throughline:outbox') : null,
});

for (const name of ['outbox:changed', 'outbox:saved', 'outbox:refused', 'outbox:discarded']) {
  outbox.addEventListener(name, (event) => {
    document.dispatchEvent(new CustomEvent(name, { detail: /** @type {CustomEvent} */ (event).detail }));
  });
}

addEventListener('online', () => outbox.hurry());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && outbox.state.trouble) outbox.hurry();
});
addEventListener('beforeunload', (event) => {
  if (!outbox.state.durable && outbox.state.waiting > 0) event.preventDefault();
});
void outbox.resume();
