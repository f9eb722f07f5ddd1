// @ts-check
/** @typedef {import('./types.js').Signal} Signal */
/** @typedef {import('./types.js').Outcome} Outcome */
import { html, nothing } from 'lit';
import { formatPrice, formatR, formatSigned } from './format.js';
import { t, word } from './i18n.js';

/** @type {Record<string, [string, string]>} sign and colour of a state */
const LOOKS = {
  waiting: ['…', 'chip-plain'],
  open: ['◐', 'chip-info'],
  target: ['✓', 'chip-bull'],
  stopped: ['✕', 'chip-bear'],
  expired: ['◷', 'chip-warn'],
  unfilled: ['○', 'chip-plain'],
  no_data: ['?', 'chip-plain'],
};

const FIRST_PRICES = 5 * 60_000;

/** No price can be known in the first minutes: the call waits for them. @param {Outcome} outcome */
const early = ({ state, reason, arrival }) => state === 'no_data' && reason === 'no_prices' && Date.now() - Date.parse(arrival) < FIRST_PRICES;

/** How a call turned out by prices: sign, word and result, never by colour alone. @param {Signal} signal */
export function outcomeChip({ outcome }) {
  if (!outcome) return nothing;
  const reached = outcome.state === 'all_targets' || (outcome.state === 'open' && outcome.targetsHit > 0);
  const look = reached ? 'target' : early(outcome) ? 'waiting' : outcome.state;
  const [sign, style] = LOOKS[look] ?? LOOKS.no_data;
  const name = reached ? t('outcome.target', { hit: outcome.targetsHit, of: outcome.targets }) : word('outcome', look);
  return html`<span class="inline-flex flex-wrap items-center gap-1.5" title=${basis(outcome)} data-outcome=${outcome.state}><span class="chip ${style}"><span aria-hidden="true">${sign}</span>${name}</span>${result(outcome)}</span>`;
}

/** @param {Outcome} outcome R, or percent where the call gives no stop */
function result({ r, percent }) {
  const value = r ?? percent;
  if (value === undefined) return nothing;
  const colour = value > 0 ? 'text-bull' : value < 0 ? 'text-bear' : '';
  return html`<span class="num text-sm font-medium whitespace-nowrap ${colour}">${r === undefined ? formatSigned(value) : formatR(value)}</span>`;
}

/** What the outcome rests on, in sentences. @param {Outcome} outcome */
function basis(outcome) {
  const { market, feed, fills, exits, assumptions, state } = outcome;
  const prices = (/** @type {import('./types.js').Trade[]} */ trades) => trades.map((it) => formatPrice(it.price)).join(', ');
  return [
    t(feed === 'mock' ? 'outcome.invented' : 'outcome.feed', { market, feed: word('feed', feed) }),
    state === 'no_data' && t(outcome.reason === 'pair_missing' ? 'outcome.pairMissing' : 'outcome.noPrices', { market }),
    outcome.missedBy && word('outcome.missed', outcome.missedBy),
    fills.length > 0 && t('outcome.fills', { prices: prices(fills) }),
    exits.length > 0 && t('outcome.exits', { prices: prices(exits) }),
    outcome.noStop && t('outcome.noStop'),
    outcome.liquidation && t('outcome.liquidation'),
    (outcome.r ?? outcome.percent) !== undefined && t('outcome.costs', { fee: assumptions.feePercent, slippage: assumptions.slippagePercent }),
  ]
    .filter(Boolean)
    .join(' ');
}
