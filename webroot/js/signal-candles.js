// @ts-check
// The prices round a call, with its plan, and where it was filled and left.
/** @typedef {import('./types.js').Signal} Signal */
import { html, nothing } from 'lit';
import { get } from './api.js';
import { formatClock, formatMoment, formatPrice } from './format.js';
import { language, t, word } from './i18n.js';
import { Load } from './load.js';
import { Part, Watching, icon, skeleton, trouble } from './parts.js';
import { lengthOf, levelsOf, stretchOf } from './signal-span.js';

/** What an outcome names as its feed while none is set up. */
const NO_FEED = 'none';

const LOOK = { entry: { colour: 'chart-open', dash: [6, 4] }, target: { colour: 'chart-bull', dash: [] }, stop: { colour: 'chart-bear', dash: [2, 3] } };
const SIGNIFICANT = 6;
const DAY = 86_400_000;
const FOLLOW_EVERY = 60_000;

class Candles extends Part {
  static properties = { signal: { attribute: false }, asTable: { state: true }, broken: { state: true } };

  constructor() {
    super();
    /** @type {Signal} */
    this.signal = /** @type {any} */ (null);
    this.asTable = false;
    this.broken = false;
    /** @type {Load<any>} */
    this.load = new Load(this);
    /** @type {any} */
    this.chart = null;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.following = undefined;
    new Watching(this, [[document, 'themechange'], [document, 'settingchange']]);
  }

  connectedCallback() {
    super.connectedCallback();
    // while a call runs its stretch grows with the time, and with it the question
    this.following = setInterval(() => document.hidden || this.#ask(), FOLLOW_EVERY);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.following);
    this.#destroy();
  }

  willUpdate(/** @type {Map<string, unknown>} */ changed) {
    if (changed.has('signal')) this.#ask();
  }

  #ask() {
    const stretch = stretchOf(this.signal);
    if (!stretch || stretch.feed === NO_FEED) return;
    const { symbol, feed, ...query } = stretch;
    this.load.want(JSON.stringify(stretch), () => get(`/market/${encodeURIComponent(symbol)}/candles`, { ...query, ...(feed && { feed }), limit: 400 }));
  }

  render() {
    const table = this.asTable || this.broken;
    const { value } = this.load;
    return html`<section class="card one-chart" aria-labelledby="one-chart">
      <div class="card-head"><h2 id="one-chart" class="flex-1">${t('one.chart')}</h2>
        ${value?.data.length ? html`<button class="btn-quiet -mr-2 no-print" type="button" aria-pressed=${table} @click=${() => (this.asTable = !table)}>${icon(table ? '#i-chart-candlestick' : '#i-table', 'size-4')}${t(table ? 'one.asChart' : 'one.asTable')}</button>` : nothing}</div>
      ${this.#content(table)}
    </section>`;
  }

  /** @param {boolean} table */
  #content(table) {
    const { value, error } = this.load;
    const stretch = stretchOf(this.signal);
    if (!stretch) return none('noMarket');
    if (stretch.feed === NO_FEED) return none('noPrices');
    if (error) return trouble(error, this.load.again);
    if (!value) return skeleton(1, 'one-tall');
    if (!value.data.length) return none(value.listed === false ? 'notListed' : 'noPrices');
    const { far } = this.#levels(value);
    return html`<p class="one-pad text-xs text-muted">${value.market} · ${value.interval} · ${word('basis.feed', value.feed)}</p>
      ${table ? this.#table(value.data) : html`<div class="one-canvas"><canvas role="img" aria-label=${this.#sentence(value)}></canvas></div>
      <ul class="one-keys">${['entry', 'target', 'stop', 'filled', 'left'].map((name) => html`<li data-key=${name}>${t(`one.key.${name}`)}</li>`)}</ul>`}
      ${far.length ? html`<p class="one-pad text-xs text-muted">${t('one.chart.far', { levels: far.map(labelOf).join(' · ') })}</p>` : nothing}`;
  }

  async updated() {
    const canvas = this.querySelector('canvas');
    if (!canvas) return this.#destroy();
    const charts = await import('./charts-candles.js').catch(() => null);
    if (!charts) {
      this.broken = true; // the table says the same
      return;
    }
    if (!canvas.isConnected || !this.load.value?.data.length) return;
    this.#destroy();
    this.chart = charts.candleChart(canvas, this.#picture(this.load.value));
  }

  /** @param {any} answer @returns {import('./charts-candles.js').Picture} */
  #picture(answer) {
    const { outcome } = this.signal;
    const length = lengthOf(answer.interval);
    const times = answer.data.map((/** @type {any} */ candle) => Date.parse(candle.at));
    const indexOf = (/** @type {string} */ time) => times.findLastIndex((/** @type {number} */ at) => at <= Date.parse(time));
    /** @param {import('./types.js').Trade[]} trades @param {'in' | 'out'} shape */
    const marks = (trades, shape) =>
      trades.map(({ at, price, by }) => ({ index: indexOf(at), price: Number(price), shape, colour: shape === 'in' ? 'chart-open' : by === 'stop' ? 'chart-bear' : by === 'target' ? 'chart-bull' : 'text2' }));
    const wide = times.at(-1) - times[0] > 2 * DAY || length >= DAY;
    const posted = indexOf(this.signal.postedAt);
    return {
      candles: answer.data.map((/** @type {any} */ candle) => ({ open: Number(candle.open), high: Number(candle.high), low: Number(candle.low), close: Number(candle.close), name: nameOf(candle.at, wide) })),
      lines: this.#levels(answer).near.map((level) => ({ at: Number(level.price), label: labelOf(level), ...LOOK[level.part] })),
      marks: [...marks(outcome?.fills ?? [], 'in'), ...marks(outcome?.exits ?? [], 'out')].filter(({ index }) => index >= 0),
      post: posted < 0 ? null : { index: posted, label: t('one.step.posted') },
      price: priceOf,
    };
  }

  /** @param {any} answer */
  #levels({ data }) {
    return levelsOf(this.signal, { low: Math.min(...data.map((/** @type {any} */ it) => Number(it.low))), high: Math.max(...data.map((/** @type {any} */ it) => Number(it.high))) });
  }

  /** @param {any[]} candles */
  #table(candles) {
    return html`<div class="one-scroll" tabindex="0" role="region" aria-labelledby="one-chart"><table class="data-table">
      <thead class="sticky top-0"><tr>${['at', 'open', 'high', 'low', 'close'].map((name, i) => html`<th scope="col" class=${i ? 'text-right' : ''}>${t(`one.candle.${name}`)}</th>`)}</tr></thead>
      <tbody>${candles.map((candle) => html`<tr><th scope="row"><time datetime=${candle.at}>${formatMoment(new Date(candle.at), 'short')}</time></th>${['open', 'high', 'low', 'close'].map((name) => html`<td class="num text-right">${formatPrice(candle[name])}</td>`)}</tr>`)}</tbody>
    </table></div>`;
  }

  /** What the picture says, in words. @param {any} answer */
  #sentence({ data, market, interval }) {
    const { near, far } = this.#levels({ data });
    const plan = [...near, ...far].map(labelOf).join(', ');
    const numbers = { low: priceOf(Math.min(...data.map((/** @type {any} */ it) => Number(it.low)))), high: priceOf(Math.max(...data.map((/** @type {any} */ it) => Number(it.high)))) };
    return t('one.chart.sentence', { market, interval, n: data.length, from: formatMoment(new Date(data[0].at), 'short'), to: formatMoment(new Date(data.at(-1).at), 'short'), open: formatPrice(data[0].open), close: formatPrice(data.at(-1).close), ...numbers, plan: plan || t('one.chart.noPlan') });
  }

  #destroy() {
    this.chart?.destroy();
    this.chart = null;
  }
}

/** @param {string} why */
const none = (why) => html`<div class="one-none"><p class="font-medium">${t(`one.chart.${why}`)}</p><p class="text-sm text-text2">${t(`one.chart.${why}.text`)}</p></div>`;

/** @param {import('./signal-span.js').Level} level */
const labelOf = ({ part, number, price }) => `${t(`one.key.${part}`)}${number ? ` ${number}` : ''} ${formatPrice(price)}`;

const short = new Intl.NumberFormat(language, { maximumSignificantDigits: SIGNIFICANT });
const priceOf = (/** @type {number} */ value) => short.format(value);

/** @param {string} at @param {boolean} wide */
function nameOf(at, wide) {
  const date = new Date(at);
  return wide ? formatMoment(date, 'short') : formatClock(date);
}

customElements.define('sr-candles', Candles);
