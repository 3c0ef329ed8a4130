// <tl-recording>: the recording of the words that lie open. A click on the time of a turn plays from there.

import { keys } from '../keys.js';

class Recording extends HTMLElement {
  connectedCallback() {
    const player = /** @type {HTMLAudioElement} */ (this.querySelector('audio'));
    document.querySelector('tl-transcript')?.addEventListener('click', (event) => {
      const time = /** @type {Element} */ (event.target).closest('a.time');
      const turn = /** @type {HTMLElement | null} */ (time?.closest('.turn') ?? null);
      if (!turn?.dataset.ms || /** @type {MouseEvent} */ (event).ctrlKey) return;
      event.preventDefault();
      player.currentTime = Number(turn.dataset.ms) / 1000;
      player.play().catch(() => {});
    }, { capture: true });
    keys.add({ keys: 'Space', does: 'play or pause the recording', run: () => { if (player.paused) player.play().catch(() => {}); else player.pause(); } });
  }
}

customElements.define('tl-recording', Recording);
