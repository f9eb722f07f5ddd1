// @ts-check
import { html } from 'lit';
import { formatCount } from './format.js';
import { t, word } from './i18n.js';
import { Part, missing, skeleton } from './parts.js';
import { Watch, store } from './store.js';

const ROWS = 8;

/** The tokens most signals of the last day are about. */
class Trending extends Part {
  constructor() {
    super();
    new Watch(this, 'analytics');
  }

  render() {
    return html`<section class="card h-full min-h-[344px]" aria-labelledby="trending-title">
      <div class="card-head"><h2 id="trending-title">${t('trending.title')}</h2><span class="text-xs text-muted">${t('period.day')}</span></div>
      ${this.#body()}
    </section>`;
  }

  #body() {
    const error = store.errors.analytics;
    if (!store.historical) return error ? missing(error) : skeleton(6, 'h-9');
    const tokens = store.historical.tokens.slice(0, ROWS);
    if (!tokens.length) return html`<p class="px-4 md:px-5 py-8 text-center text-muted">${t('trending.empty')}</p>`;
    const top = Math.max(...tokens.map((token) => token.signals));
    return html`<ol class="flex flex-col gap-3.5 px-4 md:px-5 pb-4">${tokens.map((token, i) => tokenRow(token, i, top))}</ol>
      <p class="px-4 md:px-5 pb-4 text-xs text-muted">${origins()}</p>`;
  }
}

/** What the figures rest on. */
function origins() {
  const shares = Object.entries(store.historical?.summary.byOrigin ?? {}).filter(([, n]) => n > 0);
  if (!shares.length) return t('trending.note');
  return t('trending.origins', { list: shares.map(([origin, n]) => `${formatCount(n)} ${word('origin', origin).toLowerCase()}`).join(', ') });
}

/** @param {import('./types.js').Historical['tokens'][0]} token @param {number} i @param {number} top */
const tokenRow = (token, i, top) => html`<li class="flex items-center gap-3">
  <span class="num w-4 text-sm text-muted">${i + 1}</span>
  <div class="min-w-0 flex-1">
    <div class="flex items-baseline justify-between gap-2">
      <a class="truncate font-semibold hover:underline" href="/signals?from=-24h&token=${token.symbol}">${token.symbol}</a>
      <span class="num text-sm whitespace-nowrap text-text2">${t('trending.signals', { n: token.signals })}</span>
    </div>
    <svg class="mt-1 block h-1.5 w-full rounded-chip bg-sunken" aria-hidden="true"><rect class="fill-accent" width="${(100 * token.signals) / top}%" height="100%" rx="3" /></svg>
    <p class="mt-1 flex justify-between gap-2 text-xs">
      <span class="flex gap-2"><span class="text-bull"><span aria-hidden="true">▲</span> ${token.bullish}<span class="sr-only"> ${t('side.bullish')}</span></span><span class="text-bear"><span aria-hidden="true">▼</span> ${token.bearish}<span class="sr-only"> ${t('side.bearish')}</span></span></span>
      <span class="text-muted">${t('trending.channels', { n: token.channels })}</span>
    </p>
  </div>
</li>`;

customElements.define('sr-trending', Trending);
