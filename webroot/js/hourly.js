// @ts-check
import { html, nothing } from 'lit';
import { formatClock, formatCount, formatMoment } from './format.js';
import { t } from './i18n.js';
import { Part, Watching, icon, missing, skeleton } from './parts.js';
import { Watch, store } from './store.js';

const PARTS = /** @type {const} */ (['bullish', 'neutral', 'bearish']);
const COLOUR = /** @type {const} */ ({ bullish: 'chart-bull', neutral: 'chart-neutral', bearish: 'chart-bear' });
const DRAW_AT_MOST_EVERY = 1_000;

/** Signals per hour of the last day, stacked by direction; the same as a table on demand. */
class Hourly extends Part {
  static properties = { asTable: { state: true }, broken: { state: true }, printed: { state: true } };

  constructor() {
    super();
    this.asTable = false;
    this.broken = false;
    this.printed = false; // a picture alone tells too little on paper
    /** @type {any} */
    this.chart = null;
    this.drawnAt = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later = undefined;
    new Watching(this, [[document, 'themechange'], [document, 'settingchange']], () => {
      this.#destroy();
      this.requestUpdate();
    });
    new Watching(this, [[window, 'beforeprint'], [window, 'afterprint']], ({ type }) => (this.printed = type === 'beforeprint'));
    new Watch(this, 'analytics');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.later);
    this.#destroy();
  }

  render() {
    const error = store.errors.analytics;
    return html`<section class="card flex min-h-[344px] flex-col" aria-labelledby="hourly-title">
      <div class="card-head">
        <h2 id="hourly-title" class="flex-1">${t('hourly.title')}</h2>
        <div class="order-1 flex w-full items-center gap-x-3 text-xs text-text2 sm:order-none sm:w-auto">
          <span class="inline-flex items-center gap-1"><span class="text-chart-bull" aria-hidden="true">▲</span>${t('side.bullish')}</span>
          <span class="inline-flex items-center gap-1"><span class="text-chart-neutral" aria-hidden="true">●</span>${t('side.neutral')}</span>
          <span class="inline-flex items-center gap-1"><span class="text-chart-bear" aria-hidden="true">▼</span>${t('side.bearish')}</span>
        </div>
        <button class="btn-quiet -mr-2" type="button" @click=${() => (this.asTable = !this.asTable)}>
          ${this.asTable ? icon('#i-chart-column', 'size-4') : icon('#i-table', 'size-4')}${t(this.asTable ? 'hourly.asChart' : 'hourly.asTable')}
        </button>
      </div>
      ${!store.historical ? (error ? missing(error) : skeleton(1, 'h-[260px]')) : this.asTable || this.broken ? this.#table() : html`${this.#canvas()}${this.printed ? this.#table() : nothing}`}
    </section>`;
  }

  updated() {
    const canvas = this.querySelector('canvas');
    if (!canvas) return this.#destroy();
    const wait = this.drawnAt + DRAW_AT_MOST_EVERY - Date.now();
    if (this.chart && wait > 0) {
      this.later ??= setTimeout(() => this.#draw(canvas), wait);
    } else {
      this.#draw(canvas);
    }
  }

  #canvas() {
    const hours = store.hours();
    const empty = hours.every((hour) => hour.bullish + hour.bearish + hour.neutral === 0);
    return html`<div class="relative min-h-0 flex-1 px-4 pb-4">
      <div class="relative h-[264px]"><canvas role="img" aria-label=${sentence(hours)}></canvas></div>
      ${empty ? html`<p class="absolute inset-x-0 top-1/3 text-center text-muted">${t('hourly.empty')}</p>` : nothing}
    </div>`;
  }

  #table() {
    return html`<div class="paper-whole mx-4 mb-4 max-h-[264px] overflow-auto rounded-control border border-line" tabindex="0" role="region" aria-labelledby="hourly-title">
      <table class="data-table">
        <thead class="sticky top-0">
          <tr>
            <th scope="col">${t('hourly.hour')}</th>
            ${PARTS.map((part) => html`<th scope="col" class="text-right">${t(`side.${part}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${store
            .hours()
            .toReversed()
            .map((hour) => html`<tr><td><a class="hover:underline" href=${listOf(hour)}><time datetime=${hour.at} title=${formatMoment(new Date(hour.at))}>${formatClock(new Date(hour.at))}</time></a></td>${PARTS.map((part) => html`<td class="num text-right">${figure(hour, part)}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>`;
  }

  async #draw(/** @type {HTMLCanvasElement} */ canvas) {
    this.later = undefined;
    this.drawnAt = Date.now();
    const charts = await import('./charts.js').catch(() => null);
    if (!charts) {
      this.broken = true; // the table says the same
      return;
    }
    if (!canvas.isConnected || !store.historical) return;
    if (this.chart?.canvas !== canvas) {
      this.#destroy();
      this.chart = charts.stackedBars(canvas, PARTS.map((part) => ({ label: t(`side.${part}`), colour: COLOUR[part] })), (_, hour) => location.assign(listOf(store.hours()[hour])));
    }
    const hours = store.hours();
    this.chart.data.labels = hours.map((hour) => formatClock(new Date(hour.at)));
    PARTS.forEach((part, i) => (this.chart.data.datasets[i].data = hours.map((hour) => hour[part])));
    this.chart.update('none');
  }

  #destroy() {
    this.chart?.destroy();
    this.chart = null;
  }
}

/** @param {import('./types.js').Bucket} hour */
const listOf = ({ at }) => `/signals?from=${at}&to=${new Date(Date.parse(at) + 3_600_000).toISOString()}`;

/** Leads to its signals; what has no side is no filter of the list. @param {import('./types.js').Bucket} hour @param {typeof PARTS[number]} part */
function figure(hour, part) {
  const n = hour[part];
  if (!n || part === 'neutral') return formatCount(n);
  const label = t('hourly.list', { n, side: t(`side.${part}`), time: formatClock(new Date(hour.at)) });
  return html`<a class="hover:underline" href=${`${listOf(hour)}&side=${part}`} aria-label=${label}>${formatCount(n)}</a>`;
}

/** What the picture says, in words. @param {import('./types.js').Bucket[]} hours */
function sentence(hours) {
  const totals = hours.map((hour) => hour.bullish + hour.bearish + hour.neutral);
  const peak = Math.max(0, ...totals);
  if (peak === 0) return t('hourly.empty');
  const at = hours[totals.indexOf(peak)];
  return t('hourly.sentence', { n: peak, time: formatClock(new Date(at.at)), bullish: at.bullish, bearish: at.bearish });
}

customElements.define('sr-hourly', Hourly);
