// <tl-exchanges>: the report of one exchange, as it was kept.

import { el, fill } from '../dom.js';
import { toast } from '../toast.js';
import { takeBack } from '../undo.js';
import { holds, kindsOf, linesOf, lossesOf, missingOf, positionsOf, settledOf, told } from './exchange.js';

class Exchanges extends HTMLElement {
  connectedCallback() {
    const data = document.getElementById('exchange-data')?.textContent;
    const place = /** @type {HTMLElement | null} */ (this.querySelector('#report'));
    if (data && place) this.#show(JSON.parse(data), place);
    this.#tell();
  }

  /** @param {import('./exchange.js').Report} report @param {HTMLElement} place */
  #show(report, place) {
    const came = place.dataset.direction === 'in';
    const settled = came ? settledOf(report) : null;
    fill(place, el('p', null, `${came ? 'It held' : 'It holds'} ${holds(report)}.`), came && positionsOf(report),
      ...(came ? kindsOf(settled ? { ...report, kinds: report.kinds.filter((kind) => kind.did !== 'conflict') } : report, undefined, 'h2') : []), settled, came && linesOf(report, 'What changed in'), missingOf(report.missing ?? []),
      lossesOf(report.losses, came ? `${told(report.losses.length, 'thing')} came in otherwise than there, or not` : report.project ? `${told(report.losses.length, 'thing')} that other programs will not see` : `${told(report.losses.length, 'thing')} left out`, true),
      report.losses.length === 0 && el('p', { class: 'soft' }, 'Nothing was lost.'));
  }

  /** What was done on the page before this one, with its undo. */
  #tell() {
    const kept = sessionStorage.getItem('tl:brought-in');
    if (!kept) return;
    sessionStorage.removeItem('tl:brought-in');
    const { told: words, change, begun } = JSON.parse(kept);
    const study = this.getAttribute('study') ?? '';
    toast(words, change === undefined ? {} : { undo: () => takeBack(study, 'undo', change).then((done) => { if (done) location.href = begun ? '/' : `/studies/${study}/exchanges`; }) });
  }
}

customElements.define('tl-exchanges', Exchanges);
