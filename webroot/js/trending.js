// @ts-check
import { html, nothing } from 'lit';
import { formatCount } from './format.js';
import { t, word } from './i18n.js';
import { Load, fetchKept } from './kept.js';
import { month } from './month.js';
import { Part, Watching, icon, missing, skeleton } from './parts.js';
import './price.js';

const ROWS = 8;

/** @typedef {{ symbol: string, score: number, signals: number, bullish: number, bearish: number, channels: number }} Heated */

/** The tokens that are called more than usual: how hot, at what price, by how many. */
class Trending extends Part {
  constructor() {
    super();
    /** @type {Load<{ from: string, data: Heated[] }>} */
    this.load = new Load(this);
    new Watching(this, [[month, 'change']]);
  }

  connectedCallback() {
    super.connectedCallback();
    month.start();
  }

  willUpdate() {
    const { origin } = month;
    if (origin) this.load.want(origin, async () => (await fetchKept('/analytics/trending', { origin, limit: ROWS })).body);
  }

  render() {
    const more = `/analytics?tab=tokens${month.origin ? `&origin=${month.origin}` : ''}#method`;
    return html`<section class="card h-full min-h-[470px]" aria-labelledby="trending-title">
      <div class="card-head"><h2 id="trending-title" class="flex-1">${t('trending.title')}</h2><span class="text-xs text-muted">${t('period.day')}</span><a class="btn-icon -my-2 -mr-2" href=${more} aria-label=${t('trending.method')} title=${t('trending.method')}>${icon('#i-info', 'size-4')}</a></div>
      ${this.#body()}
    </section>`;
  }

  #body() {
    const { value } = this.load;
    const error = this.load.error ?? (month.origin ? undefined : month.error);
    if (!value) return error ? missing(error) : skeleton(7, 'h-10');
    const { data, from } = value;
    const named = month.origin === 'witnessed' ? nothing : html`<p class="px-4 pb-4 text-xs text-muted md:px-5">${t('trending.of', { origin: word('origin', month.origin) })}</p>`;
    if (!data.length) return html`<p class="px-4 py-8 text-center text-muted md:px-5">${t('trending.empty')}</p>${named}`;
    return html`<ol class="trend">${data.map((token, i) => row(token, i, data[0].score, from))}</ol>${named}`;
  }
}

/** @param {Heated} token @param {number} i @param {number} top @param {string} from */
function row({ symbol, score, signals, bullish, bearish, channels }, i, top, from) {
  const { origin } = month;
  const list = (/** @type {string} */ side) => `/signals?${new URLSearchParams({ token: symbol, origin, from, ...(side && { side }) })}`;
  return html`<li>
    <span class="num w-4 text-sm text-muted">${i + 1}</span>
    <div class="min-w-0 flex-1">
      <a class="block truncate font-semibold hover:underline" href="/analytics?tab=tokens&token=${encodeURIComponent(symbol)}&origin=${origin}">${symbol}</a>
      <svg class="score-bar" role="img" aria-label=${t('trending.score', { score: score.toFixed(2) })}><rect class="interval-all" width="100%" height="100%" rx="3" /><rect class="fill-accent" width="${top ? (100 * score) / top : 0}%" height="100%" rx="3" /></svg>
      <p class="trend-under">${side('▲', bullish, 'bullish', 'text-bull', list('bullish'))}${side('▼', bearish, 'bearish', 'text-bear', list('bearish'))}${bullish + bearish < signals ? html`<a class="hover:underline" href=${list('')}>${t('trending.signals', { n: signals })}</a>` : nothing}<span>${t('trending.channels', { n: channels })}</span></p>
    </div>
    <sr-price .token=${symbol} .origin=${origin}></sr-price>
  </li>`;
}

/** @param {string} sign @param {number} n @param {string} name @param {string} colour @param {string} href */
const side = (sign, n, name, colour, href) => (n ? html`<a class="num ${colour} hover:underline" href=${href}><span aria-hidden="true">${sign}</span> ${formatCount(n)}<span class="sr-only"> ${t(`side.${name}`)}</span></a>` : nothing);

customElements.define('sr-trending', Trending);
