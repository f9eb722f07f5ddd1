// @ts-check
import { html, nothing } from 'lit';
import { choice, counted, disclosure, emptied, freshness, intervalBar, sentences } from './analytics-parts.js';
import { MOST, PERIODS, SINCE, signalsLink, view, watchView } from './analytics-view.js';
import { formatCount, formatPercent, formatR, formatSigned, formatTenths } from './format.js';
import { language, t, word } from './i18n.js';
import { Load, fetchKept } from './kept.js';
import { CALLS, STATES } from './outcomes.js';
import { Part, skeleton, trouble } from './parts.js';
import { FEWEST, intervalText } from './share.js';

const STEP = 10;
const signed = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });

/**
 * A channel as the board has it.
 *
 * @typedef {{ rank: number | null, score: number | null, channel: { id: string, username: string | null, title: string }, card: any }} Ranked
 */

/** @param {Ranked} row */
const figuresOf = (row) => row.card[view.get('unit') === 'r' ? 'inR' : 'inPercent'];

/** @param {number} n @param {number} of */
const part = (n, of) => (of ? n / of : 0);

/** What each column sorts by; null goes last. @type {Record<string, (row: Ranked) => number | null | undefined>} */
const KEYS = {
  score: (row) => row.score,
  expectancy: (row) => figuresOf(row)?.expectancy,
  winRate: (row) => figuresOf(row)?.winRate?.share,
  results: (row) => figuresOf(row)?.winRate?.of ?? 0,
  edited: (row) => part(row.card.counts.edited, row.card.counts.calls),
  deleted: (row) => part(row.card.counts.deleted, row.card.counts.calls),
};

/** Channels by what a call of theirs surely gives. */
class Leaderboard extends Part {
  constructor() {
    super();
    /** @type {Load<Awaited<ReturnType<typeof fetchKept>>>} */
    this.load = new Load(this);
    watchView(this);
  }

  willUpdate() {
    const query = { period: view.get('period'), unit: view.get('unit'), minResults: view.get('minResults'), origin: view.origin, limit: 200 };
    this.load.want(JSON.stringify(query), () => fetchKept('/analytics/channels/leaderboard', query));
  }

  render() {
    const { value, error, stale, again } = this.load;
    const board = value?.body.boards.find((/** @type {any} */ it) => it.origin === view.origin);
    return html`<div class="stack" aria-busy=${stale}>
      <section class="card overflow-hidden" aria-labelledby="board-title">
        <div class="card-head">
          <h2 id="board-title">${t('analysis.board')}</h2>
          ${controls()}
        </div>
        ${error ? trouble(error, again) : !value ? skeleton(8) : html`<div class=${stale ? 'dimmed' : ''}>${board ? table(board) : noCalls()}</div>`}
      </section>
      ${disclosure(t('analysis.board.rests'), sentences(['analysis.board.rests.score', 'analysis.board.rests.rate', 'analysis.board.rests.least', 'analysis.board.rests.all', 'analysis.board.rests.apart', 'analysis.board.rests.stop'], { n: Number(view.get('minResults')), origin: word('origin', view.origin) }))}
      ${freshness(value?.kept)}
    </div>`;
  }
}

const controls = () => html`<div class="board-controls no-print">
  ${choice(t('analysis.period'), PERIODS.map((period) => ({ name: t(`analysis.period.${period}`), href: view.href({ period }), on: view.get('period') === period })))}
  ${choice(t('analysis.unit'), ['r', 'percent'].map((unit) => ({ name: t(`analysis.unit.${unit}`), href: view.href({ unit }), on: view.get('unit') === unit, title: t(`analysis.unit.${unit}.title`) })))}
  <label class="least">${t('analysis.least')}<input type="range" min=${FEWEST} max=${MOST} step=${STEP} .value=${view.get('minResults')} @change=${leastChosen} @input=${leastMoved} /><output class="num" .value=${view.get('minResults')}></output>${t('analysis.least.results')}</label>
</div>`;

/** @param {Event} event */
function leastChosen({ target }) {
  view.go(view.href({ minResults: /** @type {HTMLInputElement} */ (target).value }), { replace: true });
}

/** The number goes along while the slider moves; the board comes when it rests. @param {Event} event */
function leastMoved({ target }) {
  const slider = /** @type {HTMLInputElement} */ (target);
  /** @type {HTMLOutputElement} */ (slider.nextElementSibling).value = slider.value;
}

const noCalls = () => emptied(t('analysis.board.empty', { origin: word('origin', view.origin).toLowerCase() }), view.get('period') === 'all' ? t('analysis.board.empty.next') : html`<a class="link" href=${view.href({ period: 'all' })}>${t('analysis.board.empty.longer')}</a>`);

/** @param {Ranked[]} rows those with evidence first, whatever the order */
function sorted(rows) {
  const column = view.get('sort').replace('-', '');
  const sign = view.get('sort').startsWith('-') ? -1 : 1;
  const key = KEYS[column];
  return rows.toSorted((a, b) => Number(a.rank === null) - Number(b.rank === null) || Number(key(a) == null) - Number(key(b) == null) || sign * ((key(a) ?? 0) - (key(b) ?? 0)));
}

/** @param {string} column @param {string} [more] classes */
function head(column, more = '') {
  const sort = view.get('sort');
  const on = sort.replace('-', '') === column;
  const falling = sort === `-${column}`;
  return html`<th scope="col" class=${more} aria-sort=${on ? (falling ? 'descending' : 'ascending') : nothing}><a class="sort" href=${view.href({ sort: falling ? column : `-${column}` })}>${t(`analysis.column.${column}`)}${column === 'winRate' ? html`<span class="wide-only">${t('analysis.column.interval')}</span>` : nothing}<span aria-hidden="true">${on ? (falling ? '↓' : '↑') : ''}</span></a></th>`;
}

/** @param {any} board */
function table(board) {
  const widest = Math.max(0.01, ...board.data.map((/** @type {Ranked} */ { score }) => Math.abs(score ?? 0)));
  return html`<p class="board-sum">${t('analysis.board.sum', { n: board.channels, ranked: board.ranked, results: board.results, mean: board.mean === null ? '–' : value(board.mean) })}</p>
    <table class="data-table board">
      <thead><tr>
        <th scope="col" class="text-right">${t('analysis.column.rank')}</th><th scope="col">${t('analysis.column.channel')}</th>
        ${head('score')}${head('expectancy', 'from-wide text-right')}${head('winRate')}${head('results', 'from-wide text-right')}${head('edited', 'from-widest text-right')}${head('deleted', 'from-widest text-right')}
      </tr></thead>
      <tbody>${sorted(board.data).map((row) => line(row, widest))}</tbody>
    </table>`;
}

/** A result in the unit of the board. @param {number} n */
const value = (n) => (view.get('unit') === 'r' ? formatR(n) : formatSigned(n));

/** @param {Ranked} row @param {number} widest score */
function line(row, widest) {
  const { rank, score, channel, card } = row;
  const figures = figuresOf(row);
  const share = figures?.winRate ?? null;
  const listed = (/** @type {Record<string, string>} */ more) => signalsLink({ channel: channel.id, origin: view.origin, from: SINCE[view.get('period')], kind: CALLS.join(','), outcome: STATES.join(','), ...more });
  const href = signalsLink({ channel: channel.id, origin: view.origin, from: SINCE[view.get('period')] });
  return html`<tr class=${rank === null ? 'thin' : ''}>
    <td class="num text-right">${rank ?? html`<span title=${t('analysis.board.noRank')}>–</span>`}</td>
    <td class="channel"><a class="row-link" href=${href}><bdi dir="auto">${channel.title}</bdi></a>
      <p class="from-narrow num">${t('analysis.board.small', { n: share?.of ?? 0, mean: figures ? value(figures.expectancy) : '–' })}</p>
      <p class="until-widest num">${t('analysis.board.fate', { edited: formatTenths(part(card.counts.edited, card.counts.calls)), deleted: formatTenths(part(card.counts.deleted, card.counts.calls)) })}</p>
      ${rank === null ? html`<p class="text-xs">${t('analysis.board.noRank')}</p>` : nothing}</td>
    <td class="score">${score === null ? '–' : html`<span class="num">${signed.format(score)}</span>${scoreBar(score, widest)}`}</td>
    <td class="from-wide num text-right">${figures ? html`${value(figures.expectancy)}${figures.lowerBound === null ? nothing : html`<span class="under" title=${t('analysis.atLeast.title')}>${t('analysis.atLeast', { value: value(figures.lowerBound) })}</span>`}` : '–'}</td>
    <td class="rate">${share ? html`<span class="num"><span class="font-medium">${formatPercent(share.share)}</span> <span class="text-xs whitespace-nowrap">${intervalText(share)}</span></span>${intervalBar(share)}` : '–'}</td>
    <td class="from-wide num text-right">${formatCount(share?.of ?? 0)}<span class="under">${t('analysis.ofCalls', { n: card.counts.calls })}</span></td>
    <td class="from-widest num text-right">${formatTenths(part(card.counts.edited, card.counts.calls))}<span class="under">${counted(card.counts.edited, listed({ is: 'edited' }), t('analysis.board.edited', { n: card.counts.edited, channel: channel.title }))}</span></td>
    <td class="from-widest num text-right">${formatTenths(part(card.counts.deleted, card.counts.calls))}<span class="under">${counted(card.counts.deleted, listed({ is: 'deleted' }), t('analysis.board.deleted', { n: card.counts.deleted, channel: channel.title }))}</span></td>
  </tr>`;
}

/** From the middle to the right what is above 0, to the left what is below. @param {number} score @param {number} widest */
function scoreBar(score, widest) {
  const length = (50 * Math.abs(score)) / widest;
  return html`<svg class="score-bar" aria-hidden="true"><rect class="interval-all" width="100%" height="100%" rx="3" /><rect class=${score < 0 ? 'score-below' : 'score-above'} x="${score < 0 ? 50 - length : 50}%" width="${length}%" height="100%" /><line class="interval-even" x1="50%" x2="50%" y1="0" y2="100%" /></svg>`;
}

customElements.define('sr-leaderboard', Leaderboard);
