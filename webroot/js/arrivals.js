// @ts-check
import { html } from 'lit';
import { formatCompact } from './format.js';
import { t, word } from './i18n.js';
import { Load, fetchKept } from './kept.js';
import { month } from './month.js';
import { Part, Watching, missing, skeleton } from './parts.js';
import { HOUR, dayName, hourName, hoursName, inUtc, weekOf } from './week.js';

const LEVELS = 5;
/** Whole weeks, so that each hour of the week was there as often. */
const WEEKS = 4;

/** At which hours of the week signals come, in the last four weeks. */
class Arrivals extends Part {
  constructor() {
    super();
    /** @type {Load<{ origin: string, series: any[] }>} */
    this.load = new Load(this);
    new Watching(this, [[month, 'change'], [document, 'settingchange']]);
  }

  connectedCallback() {
    super.connectedCallback();
    month.start();
  }

  willUpdate() {
    const to = Math.ceil(Date.now() / HOUR) * HOUR;
    const from = to - WEEKS * 7 * 24 * HOUR;
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const { origin } = month;
    if (origin) this.load.want(`${origin} ${to}`, async () => ({ origin, series: (await fetchKept('/analytics/historical', { ...span, bucket: 'hour', origin })).body.series }));
  }

  render() {
    const { value } = this.load;
    const error = this.load.error ?? (month.origin ? undefined : month.error);
    return html`<section class="card min-h-[344px]" aria-labelledby="arrivals-title">
      <div class="card-head"><h2 id="arrivals-title" class="flex-1">${t('week.title')}</h2><a class="text-xs text-accent-text hover:underline" href=${`/analytics?measure=winRate${month.origin ? `&origin=${month.origin}` : ''}`}>${t('week.winRates')}</a></div>
      ${error ? missing(error) : value ? table(weekOf(value.series), value.origin) : skeleton(7, 'h-6')}
    </section>`;
  }
}

/** @param {import('./week.js').Cell[][]} week @param {string} origin */
function table(week, origin) {
  const most = Math.max(1, ...week.flat().map(({ signals }) => signals));
  const note = [t('week.of', { origin: word('origin', origin), n: WEEKS }), t('week.note'), t(inUtc() ? 'week.utc' : 'week.local'), t('week.newest')].join(' ');
  return html`<div class="heat-frame"><table class="heat heat-small">
      <caption class="sr-only">${t('week.caption')}</caption>
      <thead><tr><td></td>${week[0].map((_, column) => html`<th scope="col" title=${hoursName(column)}>${hourName(column)}</th>`)}</tr></thead>
      <tbody>${week.map((cells, day) => html`<tr><th scope="row">${dayName(day)}</th>${cells.map((cell, column) => html`<td>${shown(cell, `${dayName(day, 'long')} ${hoursName(column)}`, most, origin)}</td>`)}</tr>`)}</tbody>
    </table></div>
    <p class="heat-note">${note}</p>`;
}

/** A cell leads to the newest of the times that it counts. @param {import('./week.js').Cell} cell @param {string} name @param {number} most @param {string} origin */
function shown({ signals, stretches }, name, most, origin) {
  const newest = stretches.findLast((stretch) => stretch.signals > 0);
  if (!newest) return html`<span class="heat-cell heat-none"><span aria-hidden="true">·</span><span class="sr-only">${t('week.none', { name })}</span></span>`;
  const label = t('week.countOf', { name, n: signals });
  const span = new URLSearchParams({ origin, from: new Date(newest.from).toISOString(), to: new Date(newest.to).toISOString() });
  return html`<a class="heat-cell heat-${Math.min(LEVELS - 1, Math.floor((signals / most) * LEVELS))}" href="/signals?${span}" aria-label=${label} title=${label}>${formatCompact(signals)}</a>`;
}

customElements.define('sr-arrivals', Arrivals);
