// A question that a panel or an undo cannot answer: the browser's own dialog, so that focus stays in it and comes back.

import { el, icon } from './dom.js';

/**
 * @typedef {object} Answer
 * @property {string} label A verb that says what happens.
 * @property {string} value What the promise gives.
 * @property {'go' | 'undoes'} [kind]
 * @property {boolean} [stays] The dialog remains open; `onAnswer` decides.
 */

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {string | Node | (string | Node)[]} body
 * @property {Answer[]} [answers] Without any there is only the cross.
 * @property {boolean} [wide]
 * @property {(value: string, dialog: HTMLDialogElement) => boolean | void} [onAnswer] False keeps it open.
 */

let next = 0;

/** @param {Question} question @returns {Promise<string | null>} The value of the answer; null if it was closed. */
export function openDialog({ title, body, answers = [], wide, onAnswer }) {
  const before = document.activeElement;
  const heading = `dialog-${++next}`;
  const dialog = el('dialog', { class: `dialog${wide ? ' wide' : ''}`, 'aria-labelledby': heading },
    el('header', null,
      el('h2', { id: heading }, title),
      el('button', { type: 'button', class: 'btn bare icon', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('x'))),
    el('div', { class: 'body' }, ...(Array.isArray(body) ? body : [body])),
    answers.length > 0 && el('footer', null, ...answers.map(button)));

  /** @param {Answer} answer */
  function button({ label, value, kind }) {
    return el('button', { type: 'button', class: `btn ${kind ?? ''}`, 'data-value': value, onclick: () => give(value) }, label);
  }

  /** @param {string} value */
  function give(value) {
    if (onAnswer?.(value, dialog) !== false) dialog.close(value);
  }

  dialog.addEventListener('keydown', (event) => {
    const go = answers.find((answer) => answer.kind === 'go');
    // Enter on a field of files opens the browser's own choice.
    if (event.key !== 'Enter' || !go || !(event.target instanceof HTMLInputElement) || event.target.type === 'file') return;
    event.preventDefault();
    give(go.value);
  });
  document.body.append(dialog);
  dialog.showModal();
  const first = /** @type {HTMLElement | null} */ (dialog.querySelector('.body :is(input:not([type="checkbox"]), textarea, select)') ?? dialog.querySelector('.btn.go'));
  first?.focus();
  return new Promise((resolve) => dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    resolve(dialog.returnValue || null);
  }));
}
