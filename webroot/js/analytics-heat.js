// @ts-check
import { html, nothing } from 'lit';
import { choice, dayText } from './analytics-parts.js';
import { instant, signalsLink, view, watchView } from './analytics-view.js';
import { formatCompact, formatCount, formatPercent, remembered } from './format.js';
import { t } from './i18n.js';
import { Load, fetchKept } from './kept.js';
import { Part, icon, skeleton, trouble } from './parts.js';
import { FEWEST, intervalText, wilson } from './share.js';
import { HOUR, dayName, hourName, hoursName, inUtc, weekOf } from './week.js';

/** @typedef {import('./week.js').Cell} Cell */

const DAY = 24 * HOUR;
/** By hour the API answers up to 31 days at once. */
const AT_ONCE = 31 * DAY;
const FURTHEST = 3 * AT_ONCE;
const LEVELS = 5;
/** One week can be linked to directly: a cell of it is one stretch of time. */
const DIRECTLY = 8 * DAY;

/** @param {string} origin @param {number} from @param {number} to @returns {Promise<any[]>} hours in order of time */
async function hours(origin, from, to) {
  const parts = [];
  for (let begin = from; begin < to; begin += AT_ONCE) parts.push({ from: instant(begin), to: instant(Math.min(begin + AT_ONCE, to)) });
  const answers = await Promise.all(parts.map((part) => fetchKept('/analytics/historical', { ...part, bucket: 'hour', origin })));
  return answers.flatMap(({ body }) => body.series);
}

/** At which hours of the week signals come, and how those calls turn out. */
class Heat extends Part {
  static properties = { from: {}, to: {}, origin: {} };

  constructor() {
    super();
    this.from = '';
    this.to = '';
    this.origin = '';
    /** @type {Load<any[]>} */
    this.load = new Load(this);
    watchView(this);
  }

  /** Whole hours, so that the question stays the same while the clock goes on. */
  get span() {
    const to = Math.ceil(Date.parse(this.to) / HOUR) * HOUR;
    return { from: Math.max(Math.floor(Date.parse(this.from) / HOUR) * HOUR, to - FURTHEST), to };
  }

  willUpdate() {
    const { from, to } = this.span;
    this.load.want(`${this.origin} ${from} ${to}`, () => hours(this.origin, from, to));
  }

  render() {
    const { value, error, stale, again } = this.load;
    const measures = /** @type {const} */ (['winRate', 'count']).map((name) => ({ name: t(`analysis.heat.${name}`), href: view.href({ measure: name }), on: view.get('measure') === name }));
    return html`<section class="card heat-card" aria-labelledby="heat-title" aria-busy=${stale}>
      <div class="card-head"><h2 id="heat-title" class="flex-1">${t('analysis.heat')}</h2><div class="no-print">${choice(t('analysis.heat.measure'), measures)}</div></div>
      ${error ? trouble(error, again) : value ? html`<div class=${stale ? 'dimmed' : ''}>${this.#table(weekOf(value))}</div>` : skeleton(7, 'h-9')}
    </section>`;
  }

  /** @param {Cell[][]} week */
  #table(week) {
    const most = Math.max(1, ...week.flat().map(({ signals }) => signals));
    const byRate = view.get('measure') === 'winRate';
    return html`<div class="heat-frame"><table class="heat">
        <caption class="sr-only">${t(byRate ? 'analysis.heat.captionRate' : 'week.caption')}</caption>
        <thead><tr><td></td>${week[0].map((_, column) => html`<th scope="col" title=${hoursName(column)}>${hourName(column)}</th>`)}</tr></thead>
        <tbody>${week.map((cells, day) => html`<tr><th scope="row">${dayName(day)}</th>${cells.map((cell, column) => html`<td>${this.#cell(cell, day, column, most, byRate)}</td>`)}</tr>`)}</tbody>
      </table></div>
      ${this.#chosen(week)}
      <p class="heat-note">${this.#note(byRate)}</p>`;
  }

  /** @param {Cell} cell @param {number} day @param {number} column @param {number} most @param {boolean} byRate */
  #cell(cell, day, column, most, byRate) {
    const { signals, hits, of } = cell;
    const name = `${dayName(day, 'long')} ${hoursName(column)}`;
    if (!signals) return html`<span class="heat-cell heat-none"><span aria-hidden="true">·</span><span class="sr-only">${t('week.none', { name })}</span></span>`;
    const thin = byRate && of < FEWEST;
    // from 30 to 70 %; win rates beyond that are rare and tell no more
    const part = byRate ? Math.min(1, Math.max(0, (hits / (of || 1) - 0.3) / 0.4)) : signals / most;
    const level = thin ? 'few' : Math.min(LEVELS - 1, Math.floor(part * LEVELS));
    const label = t(byRate ? (of ? 'analysis.heat.rateOf' : 'analysis.heat.noResult') : 'week.countOf', { name, share: formatPercent(of ? hits / of : 0), n: byRate ? of : signals, signals });
    return html`<a class="heat-cell heat-${level}" href=${this.#link(cell, day, column)} aria-label=${label} title=${label} aria-current=${view.get('cell') === `${day}-${column}` ? 'true' : nothing}>
      <span>${byRate ? (of ? formatPercent(hits / of) : '–') : formatCompact(signals)}</span>${byRate && of ? html`<span class="heat-n">${formatCompact(of)}</span>` : nothing}
    </a>`;
  }

  /** A cell of one stretch of time is a list; of more it shows which these are. @param {Cell} cell @param {number} day @param {number} column */
  #link({ stretches }, day, column) {
    const { from, to } = this.span;
    return to - from <= DIRECTLY && stretches.length === 1 ? this.#listOf(stretches[0]) : view.href({ cell: `${day}-${column}` });
  }

  /** @param {{ from: number, to: number }} stretch */
  #listOf({ from, to }) {
    return signalsLink({ origin: this.origin, from: instant(from), to: instant(to) });
  }

  /** @param {Cell[][]} week */
  #chosen(week) {
    const [day, column] = view.get('cell').split('-').map(Number);
    const cell = week[day]?.[column];
    if (!cell?.stretches.length) return nothing;
    const share = wilson(cell.hits, cell.of);
    return html`<div class="heat-chosen" role="region" aria-label=${t('analysis.heat.chosen')}>
      <p class="flex items-center gap-2"><span class="font-semibold">${dayName(day, 'long')} ${hoursName(column)}</span>
        <a class="btn-icon ml-auto" href=${view.href({ cell: undefined })} aria-label=${t('close')}>${icon('#i-x', 'size-4')}</a></p>
      <p class="text-sm text-text2">${t('analysis.heat.signals', { n: cell.signals })}${share ? ` · ${t('analysis.heat.won', { share: formatPercent(share.share), interval: intervalText(share), n: share.of })}` : ''}</p>
      <ul class="heat-dates">${cell.stretches.toReversed().map((stretch) => html`<li><a class="date-link" href=${this.#listOf(stretch)}>${inUtc() ? dayText(stretch.from) : localDay(stretch.from)} <span class="num">${formatCount(stretch.signals)}</span></a></li>`)}</ul>
    </div>`;
  }

  /** @param {boolean} byRate */
  #note(byRate) {
    const cut = Date.parse(this.to) - Date.parse(this.from) > FURTHEST;
    return [
      byRate ? t('analysis.heat.noteRate', { n: FEWEST }) : t('week.note'),
      t(inUtc() ? 'week.utc' : 'week.local'),
      cut ? t('analysis.heat.cut', { n: FURTHEST / DAY }) : '',
    ].filter(Boolean).join(' ');
  }
}

const localDays = remembered((/** @type {void} */ _) => new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'short' }));

/** @param {number} at */
const localDay = (at) => localDays().format(at);

customElements.define('sr-heat', Heat);
