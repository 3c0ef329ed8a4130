// Runs before the first paint, so it is a classic script: what a person chose must not flash or jump.
(() => {
  const root = document.documentElement;
  /** @param {string} key */
  const kept = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };

  const theme = kept('tl:theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

  const parts = location.pathname.split('/').filter((part) => part !== '');
  root.dataset.page = (parts[0] === 'studies' ? parts[2] ?? 'study' : parts[0]) ?? 'start';
  for (const pane of ['start', 'end']) {
    const width = Number(kept(`tl:pane:${root.dataset.page}:${pane}`));
    if (width > 0) root.style.setProperty(`--${pane}`, `${width}px`);
  }

  const read = Number(kept('tl:read'));
  if (read >= 15 && read <= 22) root.style.setProperty('--read', `${read / 16}rem`);
})();
