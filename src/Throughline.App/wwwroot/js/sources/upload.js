// <tl-upload>: files and folders dropped anywhere on the page, or chosen, go up in batches with their progress; then the report.

import { api, ApiProblem } from '../api.js';
import { el, fill } from '../dom.js';
import { announce, toast } from '../toast.js';
import { filesOf } from './dropped.js';
import { Queue } from './queue.js';

/** @typedef {import('./queue.js').Queued} Queued */

const count = new Intl.NumberFormat('en-GB');

class Upload extends HTMLElement {
  /** @type {Queue | null} */ #queue = null;
  #depth = 0;

  connectedCallback() {
    this.study = this.getAttribute('study') ?? '';
    this.addEventListener('click', (event) => {
      const button = /** @type {HTMLElement} */ (event.target).closest('[data-choose]');
      if (button instanceof HTMLElement) this.choose(button.dataset.choose === 'folder');
    });
    // The whole window takes files, so that one let fall a little beside does not replace the page.
    addEventListener('dragenter', (event) => this.#over(event, 1));
    addEventListener('dragleave', (event) => this.#over(event, -1));
    addEventListener('dragover', (event) => { if (carriesFiles(event)) event.preventDefault(); });
    addEventListener('drop', (event) => void this.#drop(event));
    addEventListener('beforeunload', (event) => { if (this.#queue) event.preventDefault(); });
  }

  /** @param {boolean} folder */
  choose(folder) {
    const input = /** @type {HTMLInputElement} */ (el('input', { type: 'file', multiple: true, webkitdirectory: folder }));
    input.addEventListener('change', () => void this.take([...(input.files ?? [])]));
    input.click();
  }

  /** @param {DragEvent} event @param {number} step */
  #over(event, step) {
    if (!carriesFiles(event)) return;
    this.#depth = Math.max(0, this.#depth + step);
    this.classList.toggle('is-over', this.#depth > 0);
  }

  /** @param {DragEvent} event */
  async #drop(event) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    this.#depth = 0;
    this.classList.remove('is-over');
    await this.take(await filesOf(/** @type {DataTransfer} */ (event.dataTransfer)));
  }

  /** @param {File[]} files */
  async take(files) {
    const wanted = files.filter((file) => !file.name.startsWith('.') && !file.name.startsWith('~$'));
    if (wanted.length === 0) return;
    if (this.#queue) return void toast('One import is on its way. Drop these when it has ended.');
    const { readable, lost } = await sift(wanted);
    if (lost.length > 0) toast(`${lost[0].name}${lost.length > 1 ? ` and ${lost.length - 1} more` : ''} could not be opened, and was left out.`);
    if (readable.length > 0) await this.#run(new Queue(readable, this.#means(), (progress) => this.#tell(progress)));
  }

  /** @param {Queue} queue */
  async #run(queue) {
    this.#queue = queue;
    let problem = null;
    try {
      await queue.run();
    } catch (fault) {
      problem = fault;
    }
    this.#queue = null;
    this.#panel.hidden = true;
    if (problem) toast(problem instanceof ApiProblem ? `${problem.title}. ${problem.detail}` : String(problem));
    if (queue.answers.length > 0 && !problem) location.href = `/studies/${this.study}/imports/${queue.import}`;
    else if (queue.cancelled) toast('The import was cancelled. Nothing came in.');
  }

  /** @returns {import('./queue.js').Means} */
  #means() {
    return {
      send: (from, batch, signal) => api.post(`studies/${this.study}/sources/import?import=${this.#queue?.import}&from=${from}`, formOf(batch), { signal }),
      mayPass: (fault) => fault instanceof ApiProblem && fault.mayPass && fault.status !== 507,
      wait: (milliseconds, signal) => new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        for (const target of [window, signal]) target.addEventListener(target === window ? 'online' : 'abort', () => { clearTimeout(timer); resolve(undefined); }, { once: true });
      }),
    };
  }

  get #panel() {
    return /** @type {HTMLElement} */ (this.querySelector('.uploading'));
  }

  /** @param {import('./queue.js').Progress} progress */
  #tell({ done, all, name, waits }) {
    const panel = this.#panel;
    const told = waits
      ? `The server cannot be reached. ${count.format(done)} of ${count.format(all)} files are in; the rest goes on by itself.`
      : `Importing ${count.format(Math.min(all, done + 1))} of ${count.format(all)} files.`;
    if (panel.hidden) {
      announce(told);
      panel.hidden = false;
      fill(panel, el('p', { class: 'told cut' }), el('button', { type: 'button', class: 'btn small', onclick: () => this.#queue?.cancel() }, 'Cancel'),
        el('progress', { class: 'progress', 'aria-label': 'Files imported' }));
    }
    fill(/** @type {Element} */ (panel.querySelector('.told')), told, ' ', el('span', { class: 'quiet' }, waits ? '' : name));
    const bar = /** @type {HTMLProgressElement} */ (panel.querySelector('progress'));
    bar.max = all;
    bar.value = done;
  }
}

/** @param {DragEvent} event */
function carriesFiles(event) {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** @param {Queued[]} batch */
function formOf(batch) {
  const form = new FormData();
  for (const { id, file } of batch) form.append(id, file, file.name);
  return form;
}

/** A file that vanished or is locked would fail a whole batch, and look like a lost connection. @param {File[]} files */
async function sift(files) {
  /** @type {File[]} */ const readable = [];
  /** @type {File[]} */ const lost = [];
  await Promise.all(files.map(async (file) => {
    const opened = await file.slice(0, 1).arrayBuffer().then(() => true, () => false);
    (opened ? readable : lost).push(file);
  }));
  const order = new Map(files.map((file, at) => [file, at]));
  readable.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return { readable, lost };
}

customElements.define('tl-upload', Upload);
