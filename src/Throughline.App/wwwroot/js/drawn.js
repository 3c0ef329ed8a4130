// What the server draws, put in the place of what stands here, so that one stays where one is.

/** What the server draws at an address, of the part that a selector finds. @param {string} address @param {string} selector */
export async function drawn(address, selector) {
  const answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const region = /** @type {HTMLElement | null} */ (page.querySelector(selector));
  return region ? { region, title: page.title } : null;
}

/** Somebody is writing in a field within; drawing over it would lose letters, so it waits until the field is left. @param {Element | null} root */
export function isWriting(root) {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && !['checkbox', 'radio', 'file'].includes(field.type)))) return false;
  return root?.contains(field) === true && field.value !== field.defaultValue;
}

/** Draws within a root; the focus, what was scrolled and the drawers that lie open stay as they were. @param {HTMLElement} root @param {() => void} draw */
export function inPlace(root, draw) {
  const at = document.activeElement instanceof HTMLElement && root.contains(document.activeElement) ? selectorOf(document.activeElement) : null;
  const scrolled = [...root.querySelectorAll('.scroll')].map((one) => one.scrollTop);
  const open = [...root.querySelectorAll('.pane.is-open')].map((one) => one.id);
  draw();
  root.querySelectorAll('.scroll').forEach((one, index) => { one.scrollTop = scrolled[index] ?? 0; });
  for (const id of open) document.getElementById(id)?.classList.add('is-open');
  if (at) /** @type {HTMLElement | null} */ (root.querySelector(at))?.focus({ preventScroll: true });
}

/** What finds the same thing again. @param {HTMLElement} element */
function selectorOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const row = element.closest('[data-id]');
  if (row) return `[data-id="${CSS.escape(row.getAttribute('data-id') ?? '')}"] ${element.localName}`;
  const act = element.dataset.act;
  return act ? `[data-act="${CSS.escape(act)}"]${element.dataset.of ? `[data-of="${CSS.escape(element.dataset.of)}"]` : ''}` : null;
}
