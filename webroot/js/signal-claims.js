// @ts-check
/**
 * What a channel claims of a call, each claim beside what prices gave and what is to be made of it. Profits are claimed with
 * leverage, of the best target and before costs, so a profit is held against the way of the price itself.
 *
 * @typedef {import('./types.js').Detail} Detail
 * @typedef {import('./types.js').Claim} Claim
 * @typedef {import('./types.js').Outcome} Outcome
 * @typedef {{ verdict: string, why: string, way?: number }} Finding the way is in percent of the price paid, without leverage
 */
import { html, nothing } from 'lit';
import { formatR, formatSigned } from './format.js';
import { t, word } from './i18n.js';
import { lookOf } from './outcome.js';
import { gist, isBearish } from './signal-words.js';
import './time.js';

// channels round, and pay another price than the one measured: so much more is no overstatement
const SHARE = 0.1;
const POINTS = 0.5;

/** @type {Record<string, [string, string]>} sign and colour of a verdict */
const LOOKS = {
  holds: ['✓', 'chip-bull'],
  fails: ['✕', 'chip-bear'],
  overstated: ['↑', 'chip-warn'],
  unfilled: ['○', 'chip-warn'],
  waiting: ['…', 'chip-plain'],
  untold: ['?', 'chip-plain'],
};

const TARGETS = ['TARGET_HIT', 'ALL_TARGETS_HIT'];
const MEASURED = [...TARGETS, 'STOP_HIT', 'ENTRY_FILLED'];

/** What an update says. @param {Claim} claim */
export const toldOf = (claim) => gist(/** @type {any} */ ({ ...claim, kind: 'signal_update' }));

/** @param {Detail} detail */
export const claimList = (detail) => html`<ul class="one-claims">${detail.claims.map((claim) => row(claim, detail))}</ul>`;

/** @param {Claim} claim @param {Detail} detail */
function row(claim, detail) {
  const { verdict, why, way } = findingOf(claim, detail);
  const [sign, style] = LOOKS[verdict] ?? LOOKS.untold;
  return html`<li data-verdict=${verdict}>
    <p class="one-claim"><span class="font-medium">${toldOf(claim)}</span><span class="chip ${style}"><span aria-hidden="true">${sign}</span>${word('panel.measured', verdict)}</span><span class="one-when"><sr-time .at=${claim.postedAt}></sr-time></span></p>
    <dl class="one-beside num">${claim.profitPercent === undefined || way === undefined ? nothing : pairOf(t('panel.claim.way'), formatSigned(way))}${pairOf(t('panel.claim.plan'), planOf(detail))}</dl>
    <p class="one-why">${why}</p></li>`;
}

/** @param {string} name @param {string} value */
const pairOf = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** What the whole plan gave, or why that is not known. @param {Detail} detail */
function planOf(detail) {
  const { r, percent, state } = detail.outcome ?? {};
  if (percent !== undefined) return [r !== undefined && formatR(r), formatSigned(percent)].filter(Boolean).join(' · ');
  const look = lookOf(detail);
  if (!look) return t('panel.claim.plan.none');
  return state === 'open' ? t('panel.claim.plan.running') : word('outcome', look);
}

/** @param {Claim} claim @param {Detail} detail @returns {Finding} */
export function findingOf(claim, detail) {
  const { event, measured, profitPercent } = claim;
  const unknown = unknownOf(claim, detail);
  if (unknown) return unknown;
  if (measured === 'fails') return { verdict: measured, why: t(MEASURED.includes(event) ? `panel.claim.fails.${event}` : 'panel.claim.fails') };
  if (measured === 'unfilled') return { verdict: measured, why: t('panel.claim.unfilled') };
  if (profitPercent === undefined) return { verdict: 'holds', why: t('panel.claim.holds') };
  const way = wayOf(claim, detail);
  if (way === undefined) return { verdict: 'holds', why: t('panel.claim.noWay') };
  return { ...weighed(profitPercent, way, detail.leverage), way };
}

/** Why nothing can be told, or not yet. @param {Claim} claim @param {Detail} detail @returns {Finding | null} */
function unknownOf({ event, measured }, detail) {
  const { outcome } = detail;
  if (measured) return null;
  if (lookOf(detail) === 'waiting' && outcome?.state !== 'waiting') return { verdict: 'waiting', why: t('panel.claim.early') };
  if (!outcome || outcome.state === 'no_data') return { verdict: 'untold', why: t('panel.claim.noPrices') };
  if (!MEASURED.includes(event)) return { verdict: 'untold', why: t('panel.claim.own') };
  if (TARGETS.includes(event) && !outcome.targets) return { verdict: 'untold', why: t('panel.claim.noTarget') };
  if (event === 'STOP_HIT' && outcome.noStop) return { verdict: 'untold', why: t('panel.claim.noStop') };
  return outcome.settledAt ? { verdict: 'untold', why: t('panel.claim.noPrices') } : { verdict: 'waiting', why: t('panel.claim.early') };
}

/** @param {number} claimed percent @param {number} way percent @param {number | undefined} leverage of the call @returns {Finding} */
function weighed(claimed, way, leverage) {
  if (claimed <= way + Math.abs(way) * SHARE + POINTS) return { verdict: 'holds', why: t('panel.claim.profit') };
  const gaps = { claimed: formatSigned(claimed), way: formatSigned(way), leverage };
  const most = way * (leverage ?? 1);
  const levered = most > way && Math.abs(claimed - most) <= most * SHARE + POINTS;
  return { verdict: 'overstated', why: t(levered ? 'panel.claim.levered' : 'panel.claim.more', gaps) };
}

/** From the mean price paid to where the claimed target or the stop closed. @param {Claim} claim @param {Detail} detail @returns {number | undefined} percent, gain above 0 */
function wayOf({ event, targetIndex }, detail) {
  const { fills = [], exits = [] } = detail.outcome ?? {};
  const hits = exits.filter(({ by }) => by === 'target');
  const place = event === 'TARGET_HIT' ? Math.min(targetIndex ?? 1, detail.outcome?.targets ?? 1) : hits.length;
  const exit = TARGETS.includes(event) ? hits[place - 1] : event === 'STOP_HIT' ? exits.find(({ by }) => by === 'stop') : undefined;
  const held = fills.filter(({ at }) => exit && Date.parse(at) <= Date.parse(exit.at));
  const part = held.reduce((sum, fill) => sum + fill.part, 0);
  if (!exit || !part) return undefined;
  const paid = held.reduce((sum, fill) => sum + Number(fill.price) * fill.part, 0) / part;
  return ((isBearish(detail) ? -1 : 1) * 100 * (Number(exit.price) - paid)) / paid;
}
