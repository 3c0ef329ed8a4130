// Under 1100px a pane becomes a drawer: <button class="drawer-button opens-start" aria-controls="id of the pane">.

/** @param {Element | null} element */
const buttonOf = (element) => /** @type {HTMLElement | null} */ (element?.closest('.drawer-button') ?? null);

/** @param {HTMLElement} pane @param {HTMLElement | null} button @param {boolean} open */
function show(pane, button, open) {
  pane.classList.toggle('is-open', open);
  button?.setAttribute('aria-expanded', String(open));
  if (!open) return button?.focus();
  const first = pane.querySelector('input, button, [tabindex="0"], a[href]');
  if (first instanceof HTMLElement) first.focus();
}

/** @param {Element} pane */
const buttonFor = (pane) => /** @type {HTMLElement | null} */ (document.querySelector(`.drawer-button[aria-controls="${CSS.escape(pane.id)}"]`));

/** When a script last opened one: the press that made it do so is not one beside the drawer. */
let opened = 0;

/** Opens or closes a pane where it is a drawer now, and leaves the focus to the caller. @param {string} id @param {boolean} open */
export function drawer(id, open) {
  const pane = document.getElementById(id);
  const button = pane && buttonFor(pane);
  if (!pane || !button?.checkVisibility()) return;
  pane.classList.toggle('is-open', open);
  button.setAttribute('aria-expanded', String(open));
  if (open) opened = performance.now();
}

document.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = buttonOf(target);
  const asked = button && document.getElementById(button.getAttribute('aria-controls') ?? '');
  if (asked) return show(asked, button, !asked.classList.contains('is-open'));
  if (event.timeStamp < opened) return;
  for (const pane of document.querySelectorAll('.pane.is-open')) {
    if (!pane.contains(target) && !target.closest('[popover], dialog')) {
      pane.classList.remove('is-open');
      buttonFor(pane)?.setAttribute('aria-expanded', 'false');
    }
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  const pane = /** @type {HTMLElement | null} */ (document.querySelector('.pane.is-open'));
  if (pane) show(pane, buttonFor(pane), false);
});

for (const button of document.querySelectorAll('.drawer-button')) button.setAttribute('aria-expanded', 'false');
