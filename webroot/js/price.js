// @ts-check
import { html, nothing } from 'lit';
import { formatPrice, formatSigned } from './format.js';
import { t, word } from './i18n.js';
import { Load, fetchKept } from './kept.js';
import { Part } from './parts.js';
import { sparkline } from './sparkline.js';

/** Price of a token, its change in 24 hours, and the way between. */
class Price extends Part {
  static properties = { token: {}, origin: {} };

  constructor() {
    super();
    this.token = '';
    this.origin = '';
    /** @type {Load<any>} */
    this.load = new Load(this);
  }

  willUpdate() {
    // demo calls are measured by invented prices; what the market says of their tokens is another matter
    const query = { interval: '1h', from: '-24h', feed: this.origin === 'demo' ? 'mock' : undefined };
    this.load.want(`${this.token} ${query.feed}`, async () => (await fetchKept(`/market/${encodeURIComponent(this.token)}/candles`, query)).body);
  }

  render() {
    const { value, error, stale } = this.load;
    const candles = stale || error ? [] : (value?.data ?? []); // not those of the token before
    const last = candles.at(-1);
    if (!last) return html`<span class="text-muted">${stale ? '…' : html`–<span class="sr-only"> ${t(error ? error.message : 'price.none')}</span>`}</span>`;
    const change = 100 * (Number(last.close) / Number(candles[0].open) - 1);
    const way = change > 0 ? 'text-bull' : change < 0 ? 'text-bear' : 'text-muted';
    return html`<span class="price-run">${sparkline(candles.map((/** @type {any} */ candle) => Number(candle.close)), way)}</span>
      <span class="price-text num" title="${value.market} · ${word('price.feed', value.feed)}"><span class="font-medium">${formatPrice(last.close)}</span> <span class="price-change ${way}"><span aria-hidden="true">${change > 0 ? '▲' : change < 0 ? '▼' : '●'}</span> ${formatSigned(change)}</span>${value.feed === 'mock' && this.origin !== 'demo' ? html`<span class="price-change text-warn">${word('price.feed', value.feed)}</span>` : nothing}</span>`;
  }
}

customElements.define('sr-price', Price);
