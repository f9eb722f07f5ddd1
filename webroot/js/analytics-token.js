// @ts-check
import './analytics-outcomes.js';
import { html, nothing } from 'lit';
import { dayText, emptied, freshness, intervalBar, sides } from './analytics-parts.js';
import { stepOf } from './analytics-step.js';
import { PERIODS, SINCE, signalsLink, view, watchView } from './analytics-view.js';
import { formatCompact, formatCount, formatPercent, formatPrice, formatR, formatSigned, formatTenths } from './format.js';
import { t, word } from './i18n.js';
import { Load, fetchKept } from './kept.js';
import { Part, icon, skeleton, trouble } from './parts.js';
import { intervalText, isThin } from './share.js';
import { COLUMNS, WIDTH, dayName, hourName, hoursName } from './week.js';

const LEVELS = 5;

/** All about one token: price, figures, outcomes over time, scorecards, hours. */
class Token extends Part {
  static properties = { token: {} };

  constructor() {
    super();
    this.token = '';
    /** @type {Load<Awaited<ReturnType<typeof fetchKept>>>} */
    this.stats = new Load(this);
    /** @type {Load<any>} */
    this.series = new Load(this);
    watchView(this);
  }

  willUpdate() {
    const { token } = this;
    const { origin } = view;
    this.stats.want(`${token} ${origin}`, () => fetchKept(`/analytics/token/${encodeURIComponent(token)}/stats`, { origin }));
    const query = { ...view.range, bucket: stepOf(view.span), origin, token };
    this.series.want(JSON.stringify(query), async () => (await fetchKept('/analytics/historical', query)).body);
  }

  render() {
    const { value, error, stale, again } = this.stats;
    const body = value?.body;
    return html`<div class="stack" aria-busy=${stale}>
      <section class="card ${stale ? 'dimmed' : ''}" aria-labelledby="token-title">
        <div class="card-head">
          <div class="flex items-center gap-2"><a class="btn-icon no-print" href=${view.href({ token: undefined })} aria-label=${t('analysis.token.back')} title=${t('analysis.token.back')}>${icon('#i-chevron-left')}</a><h2 id="token-title" class="text-lg">${this.token}</h2><span class="text-xs text-muted">${t('analysis.period.all')}</span></div>
          ${body?.price ? price(body.price) : body ? html`<span class="text-sm text-muted">${t('price.none')}</span>` : nothing}
        </div>
        ${error ? trouble(error, again) : !body ? skeleton(3, 'h-8') : body.signals ? facts(body, this.token) : uncalled(this.token)}
      </section>
      ${this.#outcomes()}
      ${body?.signals ? html`${cards(body.scorecards, this.token)}${week(body)}` : nothing}
      ${freshness(value?.kept)}
    </div>`;
  }

  #outcomes() {
    const { value, error, stale, again } = this.series;
    if (error) return html`<section class="card">${trouble(error, again)}</section>`;
    if (!value) return html`<section class="card chart-card pt-5">${skeleton(1, 'h-[260px]')}</section>`;
    return html`<sr-outcomes class=${stale ? 'dimmed' : ''} .steps=${value.series} .from=${value.from} .to=${value.to} .bucket=${value.bucket} .filters=${{ token: this.token, origin: view.origin }}></sr-outcomes>`;
  }
}

/** @param {{ market: string, feed: string, value: string, change24h: number | null }} it */
function price({ market, feed, value, change24h: change }) {
  const way = !change ? 'text-muted' : change > 0 ? 'text-bull' : 'text-bear';
  return html`<p class="text-right"><span class="num text-lg font-semibold">${formatPrice(value)}</span> ${change === null ? nothing : html`<span class="num text-sm font-medium ${way}"><span aria-hidden="true">${change > 0 ? '▲' : change < 0 ? '▼' : '●'}</span> ${formatSigned(change)}</span>`}
    <span class="block text-xs text-muted">${market} · ${word('price.feed', feed)}</span></p>`;
}

/** @param {string} token */
const uncalled = (token) => emptied(t('analysis.token.empty', { symbol: token, origin: word('origin', view.origin).toLowerCase() }), t('analysis.token.empty.next'));

/** @param {string} name @param {unknown} value @param {unknown} [under] */
const fact = (name, value, under = nothing) => html`<div><dt>${t(`analysis.fact.${name}`)}</dt><dd class="num"><span class="font-semibold">${value}</span>${under === nothing ? nothing : html`<span class="under">${under}</span>`}</dd></div>`;

/** @param {any} body @param {string} token */
function facts(body, token) {
  const { winRate, bySide } = body;
  return html`<dl class="facts">
    ${fact('signals', html`<a class="count-link" href=${signalsLink({ token, origin: view.origin })}>${formatCount(body.signals)}</a>`, sides(bySide.bullish, bySide.bearish))}
    ${fact('channels', formatCount(body.channels))}
    ${fact('winRate', winRate ? html`<span class=${isThin(winRate) ? 'text-muted' : ''}>${formatPercent(winRate.share)}</span>` : '–', winRate ? `${intervalText(winRate)} · n = ${formatCount(winRate.of)}` : nothing)}
    ${fact('meanR', body.averageR === null ? '–' : formatR(body.averageR), t('analysis.ofResults', { n: body.averageROf }))}
    ${fact('edits', formatTenths(body.edited / body.signals), formatCount(body.edited))}
    ${fact('deletions', formatTenths(body.deleted / body.signals), formatCount(body.deleted))}
    ${body.firstPostAt ? fact('first', dayText(body.firstPostAt, true)) : nothing}
    ${body.lastPostAt ? fact('last', dayText(body.lastPostAt, true)) : nothing}
  </dl>`;
}

/** @param {any[]} scorecards @param {string} token */
function cards(scorecards, token) {
  const own = scorecards.filter((it) => it.origin === view.origin);
  if (!own.length) return nothing;
  return html`<section class="card overflow-hidden" aria-labelledby="cards-title">
  <div class="card-head"><h2 id="cards-title">${t('analysis.cards')}</h2></div>
  <table class="data-table board">
    <thead><tr><th scope="col">${t('analysis.column.period')}</th><th scope="col" class="text-right">${t('analysis.column.calls')}</th><th scope="col">${t('analysis.column.winRate')} <span class="wide-only">${t('analysis.column.interval')}</span></th><th scope="col" class="text-right">${t('analysis.column.meanR')}</th><th scope="col" class="from-wide text-right">${t('analysis.column.excess')}</th><th scope="col" class="from-wide text-right">${t('analysis.column.runUp')}</th></tr></thead>
    <tbody>${PERIODS.flatMap((period) => own.filter((it) => it.period === period)).map((it) => cardRow(it, token))}</tbody>
  </table>
</section>`;
}

/** @param {any} it a scorecard and its period @param {string} token */
function cardRow({ period, card }, token) {
  const { inR, counts, excess, runUp24h } = card;
  const share = inR?.winRate ?? null;
  return html`<tr class=${isThin(share) ? 'thin' : ''}>
    <th scope="row">${t(`analysis.period.${period}`)}</th>
    <td class="num text-right"><a class="count-link" href=${signalsLink({ token, origin: view.origin, from: SINCE[period], kind: 'trade_signal,token_launch' })}>${formatCount(counts.calls)}</a><span class="under">${t('analysis.over', { n: counts.resolved })}</span></td>
    <td class="rate">${share ? html`<span class="num"><span class="font-medium">${formatPercent(share.share)}</span> <span class="text-xs whitespace-nowrap">${intervalText(share)}<span class="wide-only"> · n = ${formatCount(share.of)}</span></span></span>${intervalBar(share)}` : '–'}</td>
    <td class="num text-right">${inR ? formatR(inR.expectancy) : '–'}</td>
    <td class="from-wide num text-right">${excess ? html`${formatR(excess.r)}<span class="under">n = ${formatCount(excess.of)}</span>` : '–'}</td>
    <td class="from-wide num text-right">${runUp24h === null ? '–' : formatSigned(runUp24h)}</td>
  </tr>`;
}

/** At which hours of the last twelve weeks, three by three; the API tells no single day of them, so nothing here is a link. @param {{ hourOfWeek: number[][], hourOfWeekFrom: string }} body */
function week({ hourOfWeek, hourOfWeekFrom }) {
  const cells = hourOfWeek.map((day) => Array.from({ length: COLUMNS }, (_, i) => day.slice(i * WIDTH, (i + 1) * WIDTH).reduce((a, b) => a + b, 0)));
  const most = Math.max(1, ...cells.flat());
  return html`<section class="card heat-card" aria-labelledby="week-title">
    <div class="card-head"><h2 id="week-title">${t('analysis.heat')}</h2><span class="text-xs text-muted">${t('analysis.token.since', { day: dayText(hourOfWeekFrom) })}</span></div>
    <div class="heat-frame"><table class="heat"><caption class="sr-only">${t('week.caption')}</caption>
      <thead><tr><td></td>${Array.from({ length: COLUMNS }, (_, i) => html`<th scope="col" title=${hoursName(i)}>${hourName(i)}</th>`)}</tr></thead>
      <tbody>${cells.map((day, i) => html`<tr><th scope="row">${dayName(i)}</th>${day.map((n) => html`<td><span class="heat-cell heat-${n ? Math.min(LEVELS - 1, Math.floor((n / most) * LEVELS)) : 'none'}">${n ? formatCompact(n) : '·'}</span></td>`)}</tr>`)}</tbody>
    </table></div>
    <p class="heat-note">${t('week.note')} ${t('week.utc')}</p>
  </section>`;
}

customElements.define('sr-token', Token);
