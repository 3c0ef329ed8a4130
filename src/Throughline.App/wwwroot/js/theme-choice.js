// Day, night, or as the system has it. theme.js applies the same choice before the first paint.

import { recall, remember } from './remember.js';

/** @typedef {'system' | 'light' | 'dark'} Theme */

/** @returns {Theme} */
export function theme() {
  const kept = recall('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** @param {Theme} chosen */
export function setTheme(chosen) {
  remember('theme', chosen === 'system' ? null : chosen);
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

addEventListener('storage', (event) => {
  if (event.key === 'tl:theme') setTheme(theme());
});
