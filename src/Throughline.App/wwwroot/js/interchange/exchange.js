// What an exchange holds, does and leaves out, drawn the same before anything is kept and ever after.

import { el, notice } from '../dom.js';

/**
 * @typedef {{kind: string, id: string, name: string, did: string, field: string, here: string | null, there: string | null, key?: string, with?: string | null, settled?: string | null}} Line
 * @typedef {{kind: string, what: string, did: string, count: number, names: string[]}} Kind
 * @typedef {{place: string, reason: string}} Loss
 * @typedef {object} Report
 * @property {string} id
 * @property {string} file
 * @property {string} program
 * @property {string} project
 * @property {boolean} dryRun
 * @property {Record<string, number>} read
 * @property {{rule: string, basis: string, score: number | null, startOnWord: number, selections: number} | null} positions
 * @property {Loss[]} losses
 * @property {string[]} missing
 * @property {Record<string, number>} did
 * @property {number} unchanged
 * @property {number} matched
 * @property {Line[]} lines
 * @property {Kind[]} kinds
 */

const count = new Intl.NumberFormat('en-GB');

/** @param {number} n @param {string} one @param {string} [many] */
export const told = (n, one, many) => `${count.format(n)} ${n === 1 ? one : many ?? `${one}s`}`;

const READ = /** @type {[string, string][]} */ ([['sources', 'source'], ['codes', 'code'], ['selections', 'selection'], ['codings', 'coding'], ['users', 'coder'],
  ['cases', 'case'], ['variables', 'variable'], ['notes', 'note'], ['sets', 'set'], ['links', 'link'], ['graphs', 'graph']]);

/** What the file holds, in a line. @param {Report} report */
export const holds = (report) => READ.filter(([key]) => report.read[key] > 0).map(([key, one]) => told(report.read[key], one)).join(', ') || 'nothing that a study holds';

const FIELDS = /** @type {Record<string, string>} */ ({
  Name: 'name', ParentId: 'place in the codebook', Colour: 'colour', '#definition': 'definition', Description: 'description', NotCodable: 'whether it only gathers', Start: 'where it begins',
  End: 'where it ends', CodeId: 'code', CoderId: 'coder', SourceId: 'source', Text: 'words', Title: 'title', RecordedOn: 'day of recording', Label: 'label', MediaId: 'recording', Drawing: 'drawing', Dye: 'colour', Weave: 'pattern',
  Position: 'order', RetiredAt: 'retired', DefinitionVersion: 'definition', ContentHash: 'words', TextVersion: 'words',
});

/** @param {string} field */
export const fieldOf = (field) => FIELDS[field] ?? (field.startsWith('#value:') ? `value of ${field.slice(7)}` : field.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`).toLowerCase());

const DID = /** @type {[string, string, string][]} */ ([
  ['conflict', 'Changed on both sides', 'warn'], ['changed', 'Changed there', ''], ['moved', 'Moved there', ''], ['removed', 'Gone there', ''],
  ['kept out', 'Removed here, stays so', ''], ['added', 'New', 'ok'],
]);

/** What is done by kind, with the names of the first. @param {Report} report @param {boolean} [removals] Whether what is gone there goes here. @param {'h2' | 'h3'} [heading] */
export function kindsOf(report, removals, heading = 'h3') {
  return DID.flatMap(([did, title]) => {
    const kinds = (report.kinds ?? []).filter((kind) => kind.did === did);
    if (kinds.length === 0) return [];
    const sum = kinds.reduce((all, kind) => all + kind.count, 0);
    const how = did !== 'removed' ? title : removals === false ? 'Gone there, stays here unless you say otherwise' : goneTold(report, sum);
    return [el('section', { class: 'did', 'aria-label': how }, el(heading, null, how, ' ', el('span', { class: 'quiet' }, count.format(sum))),
      el('ul', null, ...kinds.map((kind) => el('li', null, el('b', null, told(kind.count, ...split(kind))), ' ',
        namesOf(kind)))))];
  });
}

/** What became here of what is gone there. @param {Report} report @param {number} sum */
function goneTold(report, sum) {
  const went = report.lines.filter((line) => line.did === 'removed' && line.settled === 'theirs').length;
  return went === 0 ? 'Gone there, stayed here' : went >= sum ? 'Gone there, removed here' : `Gone there, ${count.format(went)} of them removed here`;
}

/** What has no name is only counted. @param {Kind} kind */
function namesOf(kind) {
  const names = kind.names.filter((name) => name !== split(kind)[0]);
  const more = kind.count - names.length;
  return names.length > 0 && el('span', { class: 'soft' }, `${names.join(' · ')}${more > 0 ? ` and ${count.format(more)} more` : ''}`);
}

/** @param {Kind} kind @returns {[string, string]} */
const split = (kind) => /** @type {[string, string]} */ (kind.what.split('/'));

/** What was altered, thing by thing. @param {Report} report @param {string} [title] */
export function linesOf(report, title = 'What changes in') {
  const lines = report.lines.filter((line) => line.did === 'changed' || line.did === 'moved');
  if (lines.length === 0) return null;
  return el('details', { class: 'altered' }, el('summary', null, `${title} ${told(new Set(lines.map((line) => line.id)).size, 'thing')}`),
    el('table', { class: 'grid' }, el('thead', null, el('tr', null, ...['What', 'In it', 'Here', 'There'].map((head) => el('th', null, head)))),
      el('tbody', null, ...lines.slice(0, 300).map((line) => el('tr', null, el('td', null, line.name), el('td', { class: 'soft' }, fieldOf(line.field)), el('td', null, worded(line.here)), el('td', null, worded(line.there)))))),
    lines.length > 300 && el('p', { class: 'help' }, `and ${count.format(lines.length - 300)} more.`));
}

/** How each conflict was settled, as it was kept. @param {Report} report */
export function settledOf(report) {
  const lines = report.lines.filter((line) => line.did === 'conflict' && line.settled);
  if (lines.length === 0) return null;
  return el('details', { class: 'altered', open: lines.length <= 12 }, el('summary', null, `How ${told(new Set(lines.map((line) => line.id)).size, 'thing')} changed on both sides ${lines.length === 1 ? 'was' : 'were'} settled`),
    el('table', { class: 'grid' }, el('thead', null, el('tr', null, ...['What', 'In it', 'Here', 'There', 'Holds'].map((head) => el('th', null, head)))),
      el('tbody', null, ...lines.map((line) => el('tr', null, el('td', null, line.name), el('td', { class: 'soft' }, line.field ? fieldOf(line.field) : 'all of it'), el('td', null, sideOf(line, 'here')), el('td', null, sideOf(line, 'there')),
        el('td', null, line.settled === 'theirs' ? 'there' : 'here'))))));
}

/** What a side of a conflict says. @param {Line} line @param {'here' | 'there'} side */
export const sideOf = (line, side) => (line.field ? worded(line[side]) : line[side] ?? (side === 'here' ? 'removed here' : 'gone there'));

/** Two wordings, each with what only it has marked. @param {string} one @param {string} other @returns {[(string | HTMLElement)[], (string | HTMLElement)[]]} */
export function apart(one, other) {
  const [a, b] = [one, other].map((text) => text.split(/(\s+)/));
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  // Where nearly all differs, marks say nothing.
  if (start + end < 3) return [[one], [other]];
  /** @param {string[]} words */
  const marked = (words) => [words.slice(0, start).join(''), el('mark', null, words.slice(start, words.length - end).join('')), words.slice(words.length - end).join('')].filter((part) => part instanceof HTMLElement ? part.textContent : part !== '');
  return [marked(a), marked(b)];
}

/** @param {string | null} value */
export const worded = (value) => (value === null || value === '' ? 'nothing' : value === 'True' ? 'yes' : value === 'False' ? 'no' : value);

/** A study's archive is called by the day. @param {string} name */
export const archiveOf = (name) => `${name} ${new Date().toISOString().slice(0, 10)}.throughline`;

/** How places in the words were understood, for people. @param {Report} report */
export function positionsOf(report) {
  const at = report.positions;
  if (!at || at.score === null) return null;
  const share = at.selections > 0 ? at.startOnWord / at.selections : 1;
  const basis = at.basis.startsWith('scored')
    ? `${report.program || 'The program'} does not say how it counts characters, so every known way was tried. This one fits best.`
    : `Characters are counted as ${report.program || 'the program'} counts them.`;
  return notice(share < 0.9 ? 'warn' : 'ok', `${count.format(at.startOnWord)} of ${told(at.selections, 'selection')} in words ${at.startOnWord === 1 ? 'begins' : 'begin'} at the start of a word`,
    `${basis} ${Math.round((at.score ?? 0) * 100)} % begin and end between words. `,
      share < 0.9 ? 'People mostly mark whole words, so places may be shifted: look at some of them before you go on. ' : '', el('span', { class: 'quiet' }, `(${at.rule})`));
}

/** What is lost, by place. @param {Loss[]} losses @param {string} title @param {boolean} [open] */
export function lossesOf(losses, title, open = false) {
  if (losses.length === 0) return null;
  /** @type {Map<string, Map<string, number>>} */ const places = new Map();
  for (const { place, reason } of losses) {
    const reasons = places.get(place) ?? new Map();
    places.set(place, reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
  }
  return el('details', { class: 'losses', open: open || losses.length <= 12 }, el('summary', null, title),
    el('dl', { class: 'facts wide' }, ...[...places].flatMap(([place, reasons]) => [el('dt', null, place || 'The file'),
      el('dd', null, ...[...reasons].map(([reason, times]) => el('p', null, reason, times > 1 && el('span', { class: 'quiet' }, ` ${count.format(times)} times`))))])));
}

/** @param {string[]} missing */
export function missingOf(missing) {
  if (missing.length === 0) return null;
  return el('details', { class: 'losses' }, el('summary', null, `${told(missing.length, 'file')} that the project names and does not hold`),
    el('p', { class: 'help' }, 'All that is said of them comes in. The files can be attached afterwards, on the page of sources.'),
    el('ul', { class: 'names' }, ...missing.map((file) => el('li', null, file))));
}
