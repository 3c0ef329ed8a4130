// <tl-attach>: gives sources the pictures and recordings that they name and that did not come with them.

import { api, ApiProblem, BYTES } from '../api.js';
import { el, fill } from '../dom.js';
import { toast } from '../toast.js';
import { takeBack } from '../undo.js';
import { filesOf } from './dropped.js';

/** @typedef {{source: string, name: string, kind: string, file: string, checksum: string, bytes: number}} Missing */

class Attach extends HTMLElement {
  #busy = false;

  connectedCallback() {
    this.study = this.getAttribute('study') ?? '';
    this.addEventListener('click', (event) => {
      const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-attach]'));
      if (button) this.#ask(button.dataset.attach === 'folder');
    });
    this.addEventListener('dragover', (event) => { event.preventDefault(); event.stopPropagation(); });
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) void filesOf(event.dataTransfer).then((files) => this.#take(files));
    });
    addEventListener('beforeunload', (event) => { if (this.#busy) event.preventDefault(); });
  }

  /** @returns {Missing[]} */
  get missing() {
    return JSON.parse(this.dataset.missing ?? '[]');
  }

  /** @param {boolean} folder */
  #ask(folder) {
    const input = /** @type {HTMLInputElement} */ (el('input', { type: 'file', multiple: this.missing.length > 1, webkitdirectory: folder }));
    input.addEventListener('change', () => void this.#take([...(input.files ?? [])]));
    input.click();
  }

  /** @param {File[]} files */
  async #take(files) {
    if (files.length === 0 || this.#busy) return;
    const { pairs, troubles } = matched(this.missing, files);
    this.#busy = true;
    let change;
    let done = 0;
    for (const [line, file] of pairs) {
      this.#tell(`Attaching ${file.name}, ${done + 1} of ${pairs.length}…`);
      try {
        ({ change } = await api.put(`studies/${this.study}/sources/${line.source}/media?file=${encodeURIComponent(file.name)}`, file, BYTES) ?? {});
        done++;
      } catch (problem) {
        if (!(problem instanceof ApiProblem)) throw problem;
        troubles.push(`${problem.title}. ${problem.detail}`);
      }
    }
    this.#busy = false;
    const told = done === 1 ? `Attached ${pairs[0][1].name}` : `Attached ${done} files`;
    if (done > 0 && done === pairs.length && troubles.length === 0) {
      sessionStorage.setItem('tl:attached', JSON.stringify({ told, change: done === 1 ? change : undefined }));
      location.reload();
    } else {
      this.#tell(...(done > 0 ? [`${told}.`] : []), ...troubles);
    }
  }

  /** @param {...string} lines */
  #tell(...lines) {
    fill(/** @type {Element} */ (this.querySelector('.told')), ...lines.map((line) => el('p', null, line)));
  }
}

/** What was attached before this page was drawn afresh is told on it. @param {string} study */
function tellBefore(study) {
  const kept = sessionStorage.getItem('tl:attached');
  if (!kept) return;
  sessionStorage.removeItem('tl:attached');
  const { told, change } = JSON.parse(kept);
  toast(told, change === undefined ? {} : { undo: () => takeBack(study, 'undo', change).then((done) => { if (done) location.reload(); }) });
}

/** Which file goes where: one chosen for one source is meant for it; else names decide, and lengths where they are known. @param {Missing[]} missing @param {File[]} files */
export function matched(missing, files) {
  /** @type {[Missing, File][]} */ const pairs = [];
  /** @type {string[]} */ const troubles = [];
  if (missing.length === 1 && files.length === 1) return { pairs: [/** @type {[Missing, File]} */ ([missing[0], files[0]])], troubles };
  const key = (/** @type {string} */ name) => name.normalize('NFC').toLocaleLowerCase('en');
  for (const line of missing) {
    const named = files.filter((file) => [key(line.file), key(line.name)].includes(key(file.name)) && (!line.checksum || !line.bytes || file.size === line.bytes));
    if (named.length === 1) pairs.push([line, named[0]]);
    else if (named.length > 1) troubles.push(`${named.length} files could be ${line.name}. Open it and attach the right one there.`);
  }
  if (pairs.length === 0 && troubles.length === 0) {
    troubles.push(`None of ${files.length === 1 ? 'this name' : `these ${files.length} files`} is looked for. Wanted: ${missing.slice(0, 5).map((line) => line.name).join(', ')}${missing.length > 5 ? ' …' : ''}.`);
  }
  return { pairs, troubles };
}

customElements.define('tl-attach', Attach);
tellBefore(location.pathname.split('/')[2] ?? '');
