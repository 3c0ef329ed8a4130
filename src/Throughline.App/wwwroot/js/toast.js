// Told and done: what just happened, with its undo. And what only ears need to hear.

import { el } from './dom.js';

const STAYS_MS = 8000;

/** @typedef {{undo?: () => unknown, label?: string}} ToastHow `label` replaces "Undo". */

/** @returns {HTMLElement} */
function region() {
  const there = document.querySelector('.toasts');
  if (there instanceof HTMLElement) return there;
  const made = el('div', { class: 'toasts', role: 'alert', 'aria-live': 'assertive', 'aria-atomic': 'false' });
  document.body.append(made);
  return made;
}

/**
 * One toast replaces the one before it, unless that can still be undone.
 * @param {string | (string | Node)[]} told "Merged. 9 segments moved"; nodes may stress a part with <b>.
 * @param {ToastHow} [how]
 */
export function toast(told, { undo, label = 'Undo' } = {}) {
  for (const old of region().querySelectorAll('.toast:not(:has(.btn))')) old.remove();
  const shown = el('div', { class: 'toast' }, el('span', null, ...(Array.isArray(told) ? told : [told])));
  const away = () => shown.remove();
  if (undo) shown.append(el('button', { type: 'button', class: 'btn small', onclick: () => { away(); undo(); } }, label));
  let timer = setTimeout(away, STAYS_MS);
  const hold = () => clearTimeout(timer);
  const let_go = () => { hold(); timer = setTimeout(away, STAYS_MS); };
  shown.addEventListener('pointerenter', hold);
  shown.addEventListener('pointerleave', let_go);
  shown.addEventListener('focusin', hold);
  shown.addEventListener('focusout', let_go);
  region().append(shown);
  return away;
}

/** Said once to a screen reader, when it is done speaking: "Coded with Saying no without a script, 19 words". @param {string} words */
export function announce(words) {
  let voice = document.querySelector('#tl-voice');
  if (!voice) {
    voice = el('div', { id: 'tl-voice', class: 'vh', role: 'status', 'aria-live': 'polite' });
    document.body.append(voice);
  }
  // The same words twice must be heard twice.
  voice.textContent = voice.textContent === words ? `${words}\u00a0` : words;
}

region();
announce('');
