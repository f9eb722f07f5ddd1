// @ts-check
// What an outcome rests on, in a popover; fetched when the first one is opened.
/** @typedef {import('./types.js').Outcome} Outcome */
/** @typedef {import('./outcome.js').OutcomeChip} Chip */
import { html, nothing } from 'lit';
import { formatMoment, formatPercent, formatPrice, formatR, formatSigned } from './format.js';
import { learn, t, word } from './i18n.js';
import { icon } from './parts.js';
import { formatDuration } from './sentences.js';

const GAP = 6;
const MARGIN = 12;
const ENOUGH = 360;

/** The popover of a chip; what is in it is drawn only while it is open. @param {Chip} chip */
const basis = (chip) => html`<div class="basis" popover role="dialog" aria-label=${t('basis.title')} tabindex="0" autofocus
  @beforetoggle=${(/** @type {ToggleEvent} */ event) => turned(chip, event)}>${chip.open ? content(chip) : nothing}</div>`;

/** Gives a chip its popover and opens it; from then on the browser opens and closes it by the button. @param {Chip} chip */
export async function show(chip) {
  await learn('basis');
  chip.basis = basis;
  chip.requestUpdate();
  await chip.updateComplete;
  const { button, popover } = parts(chip);
  button.popoverTargetElement = popover;
  popover.showPopover();
}

/** @param {Chip} chip */
const parts = (chip) => ({
  button: /** @type {HTMLButtonElement} */ (chip.querySelector('button')),
  popover: /** @type {HTMLElement} */ (chip.querySelector('[popover]')),
});

/** @param {Chip} chip @param {ToggleEvent} event */
function turned(chip, { newState }) {
  chip.open = newState === 'open';
  if (!chip.open) return;
  place(chip);
  const resized = () => (chip.open ? place(chip) : removeEventListener('resize', resized));
  addEventListener('resize', resized);
}

/** Below the button, or above it where there is more room; on the page, so that it scrolls with its row. @param {Chip} chip */
function place(chip) {
  const { button, popover } = parts(chip);
  const { top, bottom, left } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const room = clientHeight - bottom;
  const below = room >= ENOUGH || room >= top;
  const { style } = popover;
  style.setProperty('--anchor', `${Math.round(left)}px`);
  style.setProperty('--width', `${clientWidth}px`);
  style.setProperty('max-height', `${Math.floor((below ? room : top) - GAP - MARGIN)}px`);
  style.setProperty('top', below ? `${Math.round(bottom + scrollY + GAP)}px` : 'auto');
  style.setProperty('bottom', below ? 'auto' : `${Math.round(clientHeight - top - scrollY + GAP)}px`);
}

/** @param {Chip} chip */
function content(chip) {
  const { outcome } = chip.signal;
  const notes = notesOf(chip);
  return html`<div class="flex items-center justify-between gap-2">
      <h3 class="text-base">${t('basis.title')}</h3>
      <button class="btn-icon" type="button" aria-label=${t('close')} @click=${() => parts(chip).popover.hidePopover()}>${icon('#i-x')}</button>
    </div>
    ${outcome?.feed === 'mock' ? html`<p class="mt-1 rounded-control bg-warn-soft px-3 py-2 font-medium text-warn">${t('basis.invented')}</p>` : nothing}
    ${notes.map((note) => html`<p class="mt-2 text-text2">${note}</p>`)}
    ${outcome ? html`<dl class="basis-facts num">${facts(outcome)}</dl>` : nothing}`;
}

/** Why there is no result, or what is special about it, in sentences. @param {{ look: string, signal: import('./types.js').Signal }} chip @returns {string[]} */
export function notesOf({ look, signal: { outcome } }) {
  const bare = look === 'waiting' && (!outcome || outcome.state === 'no_data');
  const notes = [
    bare && t('basis.early'),
    !bare && look === 'waiting' && t('basis.waiting'),
    look === 'no_data' && t(outcome?.reason === 'pair_missing' ? 'basis.pairMissing' : 'basis.noPrices'),
    outcome?.missedBy && word('basis.missed', outcome.missedBy),
    outcome?.noStop && t('basis.noStop'),
    outcome?.liquidation && t('basis.liquidation'),
  ];
  return /** @type {string[]} */ (notes.filter(Boolean));
}

/** Everything an outcome rests on, as terms and descriptions. @param {Outcome} outcome */
export function facts(outcome) {
  const { assumptions: assumed, benchmarkR } = outcome;
  return [
    fact('market', outcome.market),
    fact('prices', word('basis.feed', outcome.feed)),
    fact('fills', outcome.fills.map(trade)),
    fact('exits', outcome.exits.map(trade)),
    fact('result', resultOf(outcome)),
    fact('runUp', spans(outcome.runUp)),
    fact('horizons', spans(outcome.horizons)),
    fact('benchmark', benchmarkR !== undefined && t('basis.benchmark.of', { r: formatR(benchmarkR) })),
    fact('arrival', moment(outcome.arrival)),
    outcome.settledAt ? fact('over', settled(outcome)) : fact('ends', moment(outcome.endsAt)),
    fact('costs', t('basis.costs.of', { fee: assumed.feePercent, slippage: assumed.slippagePercent })),
    fact('rules', t('basis.rules.of', { latency: assumed.latencySeconds, expiry: assumed.expiryHours, scalp: assumed.scalpExpiryHours })),
  ];
}

/** @param {string} name @param {unknown} value left out if it is empty */
const fact = (name, value) => (value && (!Array.isArray(value) || value.length) ? html`<dt>${t(`basis.${name}`)}</dt><dd>${value}</dd>` : nothing);

/** One fill or exit: price, share, why, when. @param {import('./types.js').Trade} trade */
const trade = ({ at, price, part, by }) => html`<p><span class="font-medium">${formatPrice(price)}</span>${[formatPercent(part), word('basis.by', by), moment(at)].filter(Boolean).map((it) => ` · ${it}`)}</p>`;

/** @param {Outcome} outcome */
const resultOf = ({ r, percent }) => [r !== undefined && formatR(r), percent !== undefined && formatSigned(percent)].filter(Boolean).join(' · ');

/** @param {Record<string, number> | undefined} percents by how long */
const spans = (percents) => Object.entries(percents ?? {}).map(([span, percent]) => `${span} ${formatSigned(percent)}`).join(' · ');

/** @param {Outcome} outcome */
const settled = ({ settledAt, secondsToOutcome }) =>
  [moment(settledAt), secondsToOutcome !== undefined && formatDuration(secondsToOutcome)].filter(Boolean).join(' · ');

/** @param {string | undefined} time */
const moment = (time) => (time ? formatMoment(new Date(time), 'short') : '');
