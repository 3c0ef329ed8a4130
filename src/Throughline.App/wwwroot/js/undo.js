// Ctrl Z and Ctrl ⇧ Z on every page of a study: the last act of this person is undone, or done again. What is not saved yet
// is waited for, so that what is undone is what was done last.

import { api, ApiProblem } from './api.js';
import { el } from './dom.js';
import { outbox } from './outbox.js';
import { toast } from './toast.js';

const PATIENCE_MS = 5000;

/** @returns {Promise<boolean>} Whether everything is saved, in a time that one is ready to wait. */
export function allSaved() {
  if (outbox.state.waiting === 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const away = () => {
      clearTimeout(timer);
      outbox.removeEventListener('outbox:changed', look);
    };
    const timer = setTimeout(() => { away(); resolve(false); }, PATIENCE_MS);
    const look = () => {
      if (outbox.state.waiting > 0) return;
      away();
      resolve(true);
    };
    outbox.addEventListener('outbox:changed', look);
  });
}

/** @param {string} study @param {ApiProblem} problem */
function tellConflict(study, problem) {
  const since = problem.since;
  toast([el('b', null, problem.title), `. ${problem.detail} `,
    el('a', { class: 'link', href: since ? `/studies/${study}/history/${since}` : `/studies/${study}/history` }, 'Show it')]);
}

/**
 * @param {string} study
 * @param {'undo' | 'redo'} act
 * @param {number} [change] One of the history; without it, one's own last.
 * @returns {Promise<any>} The change that was undone or redone; undefined where it was not, which has been told.
 */
export async function takeBack(study, act, change) {
  if (!(await allSaved())) {
    toast(`Not yet: ${outbox.state.waiting} of your changes ${outbox.state.waiting === 1 ? 'is' : 'are'} still being saved.`);
    return undefined;
  }
  try {
    const done = await api.post(`studies/${study}/changes/${act}?${change === undefined ? 'own=true' : `id=${change}`}`);
    const other = act === 'undo' ? 'redo' : 'undo';
    toast(`${act === 'undo' ? 'Undone' : 'Done again'}: ${done.summary}`, { label: act === 'undo' ? 'Redo' : 'Undo', undo: () => takeBack(study, other, done.id) });
    document.dispatchEvent(new CustomEvent('tl:taken-back', { detail: done }));
    return done;
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    if (problem.status === 409) tellConflict(study, problem);
    else toast(`${problem.title}. ${problem.detail}`);
    return undefined;
  }
}

/** @param {string} study @returns {import('./keys.js').Key[]} */
export const undoKeys = (study) => [
  { keys: 'Ctrl+z', does: 'undo your last change', group: 'Everywhere', run: () => void takeBack(study, 'undo') },
  { keys: 'Ctrl+Shift+z', does: 'do it again', group: 'Everywhere', run: () => void takeBack(study, 'redo') },
  { keys: 'Ctrl+y', does: 'do it again', group: 'Everywhere', hidden: true, run: () => void takeBack(study, 'redo') },
];
