// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatCount, formatHundredths } from './format.js';
import { t, word } from './i18n.js';
import { Load, fetchKept } from './kept.js';
import { month } from './month.js';
import { NEWS } from './outcomes.js';
import { Part, Watching, icon, missing, skeleton } from './parts.js';
import './price.js';

const ROWS = 7;

/** @typedef {{ symbol: string, score: number, signals: number, bullish: number, bearish: number, channels: number }} Heated */

/** The tokens that are called more than usual: how hot, at what price, by how many. */
class Trending extends Part {
  constructor() {
    super();
    /** @type {Load<{ origin: string, from: string, data: Heated[] }>} */
    this.load = new Load(this);
    new Watching(this, [[month, 'change']]);
  }

  connectedCallback() {
    super.connectedCallback();
    month.start();
  }

  willUpdate() {
    const { origin } = month;
    if (origin) this.load.want(origin, async () => ({ origin, ...(await fetchKept('/analytics/trending', { origin, limit: ROWS })).body }));
  }

  render() {
    const more = `/analytics?tab=tokens${month.origin ? `&origin=${month.origin}` : ''}#method`;
    return html`<section class="card h-full" aria-labelledby="trending-title">
      <div class="card-head"><h2 id="trending-title" class="flex-1">${t('trending.title')}</h2><span class="text-xs text-muted">${t('period.day')}</span><a class="btn-icon -my-2 -mr-2" href=${more} aria-label=${t('trending.method')} title=${t('trending.method')}>${icon('#i-info', 'size-4')}</a></div>
      ${this.#body()}
    </section>`;
  }

  #body() {
    const { value } = this.load;
    const error = this.load.error ?? (month.origin ? undefined : month.error);
    if (error) return missing(error);
    if (!value) return skeleton(ROWS, 'h-10');
    const { origin, data, from } = value;
    const list = (/** @type {string} */ token, /** @type {string} */ side) => `/signals?${new URLSearchParams({ token, origin, from, kind: NEWS.join(','), ...(side && { side }) })}`;
    const named = html`<p class="px-4 pb-4 text-xs text-muted md:px-5">${t('trending.of', { origin: word('origin', origin) })}</p>`;
    if (!data.length) return html`<p class="px-4 py-8 text-center text-muted md:px-5">${t('trending.empty')}</p>${named}`;
    return html`<ol class="trend">${repeat(data, ({ symbol }) => symbol, (token, i) => row(token, i, data[0].score, origin, list))}</ol>${named}`;
  }
}

/** @param {Heated} token @param {number} i @param {number} top @param {string} origin @param {(token: string, side: string) => string} list address of the list of what is counted */
function row({ symbol, score, signals, bullish, bearish, channels }, i, top, origin, list) {
  return html`<li>
    <span class="num w-4 text-sm text-muted">${i + 1}</span>
    <div class="min-w-0 flex-1">
      <p class="flex items-baseline justify-between gap-2"><a class="truncate font-semibold hover:underline" href="/analytics?tab=tokens&token=${encodeURIComponent(symbol)}&origin=${origin}">${symbol}</a><span class="num text-xs text-muted"><span class="sr-only">${t('trending.score')} </span>${formatHundredths(score)}</span></p>
      <svg class="score-bar" aria-hidden="true"><rect class="interval-all" width="100%" height="100%" rx="3" /><rect class="fill-accent" width="${top ? (100 * score) / top : 0}%" height="100%" rx="3" /></svg>
      <p class="trend-under">${side('▲', bullish, 'bullish', 'text-bull', list(symbol, 'bullish'))}${side('▼', bearish, 'bearish', 'text-bear', list(symbol, 'bearish'))}${bullish + bearish < signals ? html`<a class="hover:underline" href=${list(symbol, '')}>${t('trending.signals', { n: signals })}</a>` : nothing}<span>${t('trending.channels', { n: channels })}</span></p>
    </div>
    <sr-price .token=${symbol} .origin=${origin}></sr-price>
  </li>`;
}

/** @param {string} sign @param {number} n @param {string} name @param {string} colour @param {string} href */
const side = (sign, n, name, colour, href) => (n ? html`<a class="num ${colour} hover:underline" href=${href}><span aria-hidden="true">${sign}</span> ${formatCount(n)}<span class="sr-only"> ${t(`side.${name}`)}</span></a>` : nothing);

customElements.define('sr-trending', Trending);
