// What one browser remembers of one person's habits. Losing it costs nothing but comfort, so failures are silent.

/** @param {string} key @returns {string | null} */
export function recall(key) {
  try {
    return localStorage.getItem(`tl:${key}`);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string | number | null} value Null forgets. */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(`tl:${key}`);
    else localStorage.setItem(`tl:${key}`, String(value));
  } catch {
    // A full or forbidden store: the habit lasts as long as the page.
  }
}
