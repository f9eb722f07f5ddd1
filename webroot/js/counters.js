// @ts-check
import { html, nothing } from 'lit';
import { formatCount, formatPercent, formatSeconds } from './format.js';
import { t, word } from './i18n.js';
import { Part, skeleton, trouble } from './parts.js';
import { sparkbars, sparkline } from './sparkline.js';
import { Watch, store } from './store.js';

const DAY = '/signals?from=-24h';

/** @param {import('./types.js').Bucket} hour */
const total = (hour) => hour.bullish + hour.bearish + hour.neutral;

/** The four figures at the top. Each says what it counts and over which time. */
class Counters extends Part {
  constructor() {
    super();
    new Watch(this, 'analytics', 'signals');
  }

  render() {
    if (!store.historical) {
      const error = store.errors.analytics;
      if (error) return html`<section class="card">${trouble(error, () => store.loadAnalytics())}</section>`;
      return html`<div class="grid grid-cols-2 gap-3 md:grid-cols-4 md:gap-4" aria-hidden="true">
        ${[1, 2, 3, 4].map(() => html`<div class="card min-h-[124px] pt-5 md:min-h-[108px]">${skeleton(2, 'h-6')}</div>`)}
      </div>`;
    }
    return html`<section aria-label=${t('counters.label')} class="grid grid-cols-2 gap-3 md:grid-cols-4 md:gap-4">
      ${this.#signals()}<sr-win-rate><div class="card h-full"></div></sr-win-rate><sr-running><div class="card h-full"></div></sr-running>${this.#delay()}
    </section>`;
  }

  #signals() {
    const previous = store.historical?.summary.previous.signals ?? 0;
    const now = store.signalCount();
    const change = previous > 0 ? (now - previous) / previous : null;
    const sign = change === null || Math.abs(change) < 0.005 ? '' : change > 0 ? '▲ ' : '▼ ';
    const under = change === null ? t('counters.noPrevious') : html`<span class="font-medium text-text2">${sign}${formatPercent(Math.abs(change))}</span> ${t('counters.previous', { n: previous })}`;
    return tile(t('counters.signals'), formatCount(now), html`${origins()}${under}`, sparkline(store.hours().map(total), 'text-accent-text'), DAY);
  }

  #delay() {
    const { medianLatencySeconds: median, latencyOf } = store.historical?.summary ?? {};
    const delays = (store.signals.rows ?? [])
      .filter((signal) => signal.origin === 'witnessed')
      .slice(0, 24)
      .map((signal) => Math.max(0, Date.parse(signal.firstSeenAt) - Date.parse(signal.postedAt)))
      .reverse();
    const measured = typeof median === 'number';
    return tile(
      t('counters.delay'),
      measured ? formatSeconds(median) : '–',
      measured ? (latencyOf ? t('counters.delayOf', { n: latencyOf }) : t('counters.delayNote')) : t('counters.noDelay'),
      measured ? sparkbars(delays, 'text-muted') : nothing,
      `${DAY}&origin=witnessed`,
    );
  }
}

/** What they are, unless all were witnessed. */
function origins() {
  const shares = Object.entries(store.historical?.summary.byOrigin ?? {}).filter(([, n]) => n > 0);
  if (shares.length === 1) return shares[0][0] === 'witnessed' ? nothing : `${word('origin', shares[0][0])} · `;
  return shares.map(([origin, n]) => `${formatCount(n)} ${word('origin', origin)} · `);
}

/** @param {string} label @param {string} figure @param {unknown} under @param {unknown} drawing @param {string} [href] the list behind the figure */
export const tile = (label, figure, under, drawing, href = '') => html`<a class="card flex h-full min-h-[124px] min-w-0 flex-col p-4 md:min-h-[108px]" href=${href || nothing}>
  <h2 class="text-sm font-normal tracking-normal text-muted">${label}</h2>
  <div class="mt-1 flex items-end justify-between gap-3">
    <p class="num text-xl font-semibold tracking-[-0.02em]">${figure}</p>
    <div class="flex min-w-0 flex-1 justify-end pb-1">${drawing}</div>
  </div>
  <p class="mt-1 text-xs text-muted">${under}</p>
</a>`;

customElements.define('sr-counters', Counters);
