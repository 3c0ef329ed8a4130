// Making elements without ever parsing a string as markup: names of codes and words of participants are hostile.

/**
 * @typedef {Node | string | number | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | null | undefined | EventListener>} Attributes
 */

/**
 * An attribute that is false, null or undefined is left out; one that is true is empty; `onclick` and its like are listeners.
 * @template {string} K
 * @param {K} tag
 * @param {Attributes | null} [attributes]
 * @param {...Child} children
 * @returns {K extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[K] : HTMLElement}
 */
export function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') made.addEventListener(name.replace(/^on/, ''), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...kept(children));
  return /** @type {any} */ (made);
}

/** @param {Element} parent @param {...Child} children */
export function fill(parent, ...children) {
  parent.replaceChildren(...kept(children));
}

/** @param {Child[]} children */
function kept(children) {
  return children
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of the sprite, as `<Icon>` makes it on the server. @param {string} name @param {string} [classes] */
export function icon(name, classes = '') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `i ${classes}`.trim());
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

const SIGNS = { '': 'info', ok: 'check', warn: 'warn', bad: 'stop' };

/** What is told beside the work. @param {keyof typeof SIGNS} kind @param {string} title @param {...Child} words */
export function notice(kind, title, ...words) {
  return el('div', { class: `notice ${kind}`.trim(), role: kind === 'bad' && 'alert' }, icon(SIGNS[kind]), el('b', null, title), el('span', null, ...words));
}

/** The swatch of a code. @param {{dye?: number, weave?: number}} code @param {string} [classes] */
export function swatch(code, classes = '') {
  const weave = (code.weave ?? 1) > 1 ? ` weave-${code.weave}` : '';
  return el('i', { class: `swatch dye-${code.dye ?? 0}${weave} ${classes}`.trim(), 'aria-hidden': 'true' });
}

/** Keys as caps, separated by spaces: `caps('Ctrl ↵')`. @param {string} keys */
export function caps(keys) {
  return keys.split(' ').map((key) => el('kbd', null, key));
}

/** Is the person writing? Then single keys are letters. @param {EventTarget | null} target */
export function inField(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || (target.matches('input, textarea, select')
      && !target.matches('[type="checkbox"], [type="radio"], [type="button"], [type="submit"]')));
}

/** When the frame that comes next has been painted: for what no key should wait for. @param {() => void} run */
export function afterFrame(run) {
  requestAnimationFrame(() => {
    const pipe = new MessageChannel();
    pipe.port1.onmessage = () => run();
    pipe.port2.postMessage(null);
  });
}
