// @ts-check
import { html, nothing } from 'lit';
import { differs, formatPoints, intervalBar } from './analytics-parts.js';
import { signalsLink, view } from './analytics-view.js';
import { formatCount, formatPercent, formatR, formatTenths } from './format.js';
import { t } from './i18n.js';
import { OVER, RUNNING } from './outcomes.js';
import { intervalText, isThin } from './share.js';

/** @typedef {import('./analytics-parts.js').Share} Share */
/** @typedef {{ signals: number, edited: number, deleted: number, outcomes: Record<string, number>, winRate: Share, averageR: number | null, averageROf: number }} Tally */

/** @param {Tally} tally @param {readonly string[]} states */
export const count = ({ outcomes }, states) => states.reduce((sum, state) => sum + (outcomes[state] ?? 0), 0);

/** The figures of a period, each with its change. @param {{ from: string, to: string, summary: Tally & { previous: Tally } }} answer */
export function figures({ from, to, summary }) {
  const before = summary.previous;
  const listed = (/** @type {Record<string, string>} */ more) => signalsLink({ origin: view.origin, from, to, ...more });
  const link = (/** @type {readonly string[]} */ outcome = []) => listed({ outcome: outcome.join(',') });
  return html`<section class="figures" aria-label=${t('analysis.figures')}>
    ${figure('signals', formatCount(summary.signals), nothing, relative(summary.signals, before.signals), summary.signals ? link() : '')}
    ${figure('open', formatCount(count(summary, RUNNING)), t('analysis.ofWaiting', { n: summary.outcomes.waiting ?? 0 }), t('analysis.stillOpen', { n: count(before, RUNNING) }), count(summary, RUNNING) ? link(RUNNING) : '')}
    ${figure('closed', formatCount(count(summary, OVER)), t('analysis.neverFilled', { n: summary.outcomes.unfilled ?? 0 }), relative(count(summary, OVER), count(before, OVER)), count(summary, OVER) ? link(OVER) : '')}
    ${figure('meanR', summary.averageR === null ? '–' : formatR(summary.averageR), t('analysis.ofResults', { n: summary.averageROf }), meanChange(summary, before), '')}
    ${winRate(summary.winRate, before.winRate, summary.winRate ? link(OVER) : '')}
    ${fate('edits', summary.edited, summary.signals, before.edited, before.signals, listed({ is: 'edited' }))}
    ${fate('deletions', summary.deleted, summary.signals, before.deleted, before.signals, listed({ is: 'deleted' }))}
  </section>`;
}

/** @param {string} name @param {unknown} value @param {unknown} under @param {unknown} change @param {string} href */
const figure = (name, value, under, change, href) => html`<div class="card figure">
  <h2 class="figure-name">${t(`analysis.figure.${name}`)}</h2>
  <p class="figure-value num">${href ? html`<a class="count-link" href=${href}>${value}</a>` : value}</p>
  ${under === nothing ? nothing : html`<p class="figure-under">${under}</p>`}${changed(change)}
</div>`;

/** @param {unknown} change */
const changed = (change) => (view.get('compare') === 'on' ? html`<p class="figure-change">${change}</p>` : nothing);

/** With how many results and how far off it may be; too few of them are no rate. @param {Share} share @param {Share} before @param {string} href */
function winRate(share, before, href) {
  const thin = isThin(share);
  const value = share ? formatPercent(share.share) : '–';
  return html`<div class="card figure figure-wide">
    <h2 class="figure-name">${t('analysis.figure.winRate')}</h2>
    <div class="figure-row"><p class="figure-value num ${thin ? 'text-muted' : ''}">${href ? html`<a class="count-link" href=${href}>${value}</a>` : value}</p>${intervalBar(share)}</div>
    <p class="figure-under">${share ? `${t('analysis.ofResults', { n: share.of })} · ${t('analysis.interval95', { interval: intervalText(share) })}` : t('analysis.noResult')}${thin && share ? ` · ${t('analysis.tooFew')}` : ''}</p>
    ${changed(rateChange(share, before))}
  </div>`;
}

/** @param {Share} share @param {Share} before */
function rateChange(share, before) {
  if (!share || !before) return t('analysis.noneBefore');
  const text = t('analysis.pointsFrom', { sign: sign(share.share - before.share, 0.0005), points: formatPoints(share.share - before.share), before: formatPercent(before.share), n: before.of });
  return differs(share, before) ? text : `${text} · ${t('analysis.chance')}`;
}

/** @param {Tally} now @param {Tally} before */
function meanChange(now, before) {
  if (now.averageR === null || before.averageR === null) return t('analysis.noneBefore');
  return t('analysis.rFrom', { sign: sign(now.averageR - before.averageR, 0.005), r: formatR(now.averageR - before.averageR), before: formatR(before.averageR), n: before.averageROf });
}

/** What happened to posts afterwards, as a share of all. @param {string} name @param {number} n @param {number} of @param {number} nBefore @param {number} ofBefore @param {string} href */
function fate(name, n, of, nBefore, ofBefore, href) {
  const under = of ? t('analysis.ofSignals', { part: formatTenths(n / of) }) : nothing;
  const difference = of && ofBefore ? n / of - nBefore / ofBefore : null;
  const change = difference === null ? t('analysis.noneBefore') : t('analysis.pointsBefore', { sign: sign(difference, 0.0005), points: formatPoints(difference), n: nBefore });
  return figure(name, formatCount(n), under, change, n ? href : '');
}

/** @param {number} now @param {number} before */
function relative(now, before) {
  if (!before) return t('analysis.noneBefore');
  const change = (now - before) / before;
  return t('analysis.percentFrom', { sign: sign(change, 0.005), percent: formatPercent(Math.abs(change)), n: before });
}

/** @param {number} difference @param {number} least that shows */
const sign = (difference, least) => (Math.abs(difference) < least ? '±' : difference > 0 ? '▲' : '▼');
