// @ts-check
import { formatAgo, formatMoment } from './format.js';

/** @type {Set<RelativeTime>} */
const shown = new Set();

/** `<sr-time .at=${iso}>`: how long ago, under the pointer with the full time as its title. All of them step every 30 s. */
class RelativeTime extends HTMLElement {
  #time = document.createElement('time');
  #at = '';

  connectedCallback() {
    if (!this.#time.isConnected) this.append(this.#time);
    shown.add(this);
    this.refresh();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  set at(/** @type {string} */ iso) {
    if (iso === this.#at) return;
    this.#at = iso;
    this.refresh();
  }

  refresh() {
    const date = new Date(this.#at);
    if (Number.isNaN(date.getTime())) return;
    this.#time.dateTime = this.#at;
    this.#time.textContent = formatAgo(date);
    if (this.#time.title) this.showTitle();
  }

  /** Says the full time, when somebody may want it: to write the first one takes as long as to draw a page. */
  showTitle() {
    if (this.#time.dateTime) this.#time.title = formatMoment(new Date(this.#at));
  }
}

customElements.define('sr-time', RelativeTime);

const refreshAll = () => shown.forEach((time) => time.refresh());
setInterval(refreshAll, 30_000);
document.addEventListener('pointerover', (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.parentElement instanceof RelativeTime) target.parentElement.showTitle();
});
document.addEventListener('settingchange', refreshAll);
