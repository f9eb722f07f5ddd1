// @ts-check
import { formatAgo, formatMoment } from './format.js';

const SOON = 200;

/** @type {Set<RelativeTime>} */
const shown = new Set();
/** @type {Set<RelativeTime>} */
const untitled = new Set();

/** `<sr-time .at=${iso}>`: how long ago, soon with the full time as its title. All of them step every 30 s. */
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
    if (!untitled.size) setTimeout(titleAll, SOON);
    untitled.add(this);
  }

  /** Says the full time: by itself, since the first one takes longer to write than a page to draw. */
  entitle() {
    this.#time.title = formatMoment(new Date(this.#at));
  }
}

customElements.define('sr-time', RelativeTime);

function titleAll() {
  untitled.forEach((time) => time.entitle());
  untitled.clear();
}

const refreshAll = () => shown.forEach((time) => time.refresh());
setInterval(refreshAll, 30_000);
document.addEventListener('settingchange', refreshAll);
