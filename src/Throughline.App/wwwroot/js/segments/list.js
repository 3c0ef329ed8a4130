// The list of segments.

import { DrawnList } from '../drawn-list.js';
import { announce } from '../toast.js';

export class SegmentList extends DrawnList {
  constructor() {
    super({ region: 'segments', scroller: 'segment-list', item: '.item', group: '.group', prefix: 's-', page: 100, most: 1000 });
  }

  get all() {
    return Number(document.getElementById('place')?.dataset.all ?? 0);
  }

  /** @param {HTMLElement} fresh */
  draw(fresh) {
    super.draw(fresh);
    Object.assign(this.root.dataset, fresh.dataset);
    if (!fresh.dataset.children) delete this.root.dataset.children;
  }

  /** @param {import('../unseen.js').Done} act */
  paint({ method, path }) {
    const id = path.includes('/themes/') ? null : path.split('/segments/')[1];
    if (!id) return;
    if (method === 'DELETE') this.take(id);
    else this.at(id)?.classList.add('unsaved');
  }

  /** @param {string} address */
  async go(address) {
    await super.go(address);
    const found = document.getElementById('found-count')?.textContent ?? '';
    announce(`${found} ${found === '1' ? 'segment' : 'segments'}`);
  }
}
