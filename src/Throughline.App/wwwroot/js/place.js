// Where something floats beside something else: below it, or above where there is no room, always within the window.

const GAP = 8;

/**
 * @param {HTMLElement} floating Already shown, so that it has a size.
 * @param {DOMRect | {left: number, top: number, bottom: number, right: number}} beside
 * @param {{gap?: number, indent?: number, align?: 'start' | 'end'}} [how]
 */
export function placeBeside(floating, beside, { gap = GAP, indent = 0, align = 'start' } = {}) {
  const { innerWidth, innerHeight } = window;
  const { offsetWidth: width, offsetHeight: height } = floating;
  const wanted = align === 'end' ? beside.right - width - indent : beside.left + indent;
  const below = beside.bottom + gap;
  const above = beside.top - gap - height;
  const top = below + height <= innerHeight - GAP || above < GAP ? below : above;
  floating.style.left = `${Math.max(GAP, Math.min(wanted, innerWidth - width - GAP))}px`;
  floating.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
}
