// @ts-check
import { get } from './api.js';
import { minute } from './minute.js';
import { UNASKED, usualOrigin } from './origins.js';

const PERIOD = { from: '-30d', bucket: 'day' };
const AGAIN_AFTER = 10_000;

/** @typedef {import('./share.js').Share} Share */
/** @typedef {{ from: string, to: string, series: { at: string, winRate: Share, outcomes: Record<string, number> }[], summary: { winRate: Share, outcomes: Record<string, number>, byOrigin: Record<string, number> } }} Figures */

/**
 * How the calls of the last 30 days turned out, asked for each minute. Of one origin: witnessed, invented and entered calls are
 * never mixed in one figure. Tells by `change`.
 */
class Month extends EventTarget {
  /** @type {Figures | null} */
  answer = null;
  /** @type {import('./api.js').ApiError | null} why the last answer did not come */
  error = null;
  origin = '';
  #begun = false;
  #asking = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #again;

  /** Begins to ask, once. */
  start() {
    if (this.#begun) return;
    this.#begun = true;
    minute.addEventListener('tick', () => this.load());
    this.load();
  }

  async load() {
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#again);
    try {
      const all = await get('/analytics/historical', { ...PERIOD, origin: UNASKED.join(',') });
      const counts = all.summary.byOrigin;
      const origin = usualOrigin(counts);
      const alone = UNASKED.every((other) => other === origin || !counts[other]);
      this.answer = alone ? all : await get('/analytics/historical', { ...PERIOD, origin });
      this.origin = origin;
      this.error = null;
    } catch (error) {
      this.error = /** @type {import('./api.js').ApiError} */ (error);
      this.#again = setTimeout(() => document.hidden || this.load(), AGAIN_AFTER);
    }
    this.#asking = false;
    this.dispatchEvent(new Event('change'));
  }
}

export const month = new Month();
