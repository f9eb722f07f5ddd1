// @ts-check
/**
 * What happened to a call and to its post, in order.
 *
 * @typedef {import('./types.js').Detail} Detail
 * @typedef {{ at: string, look: string, sign: string, words: string }} Step
 */
import { html, nothing } from 'lit';
import { formatMoment, formatPercent, formatPrice } from './format.js';
import { t, word } from './i18n.js';
import { toldOf } from './signal-claims.js';

const MOST = 60;

/** @param {Detail} detail */
export function timeline(detail) {
  const all = stepsOf(detail);
  return html`<ol class="one-steps">${all.slice(0, MOST).map(step)}</ol>${all.length > MOST ? html`<p class="one-note">${t('one.steps.more', { n: all.length - MOST })}</p>` : nothing}`;
}

/** @param {Step} step */
const step = ({ at, look, sign, words }) => html`<li data-look=${look}><span class="one-sign" aria-hidden="true">${sign}</span><span class="min-w-0"><span class="one-step">${words}</span><time datetime=${at} title=${formatMoment(new Date(at))}>${formatMoment(new Date(at), 'short')}</time></span></li>`;

/** @param {Detail} detail @returns {Step[]} */
function stepsOf(detail) {
  return [...ofPost(detail), ...ofPrices(detail), ...said(detail)].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** @param {Detail} detail @returns {Step[]} */
function ofPost({ postedAt, firstSeenAt, origin, revisions, deletedAt }) {
  const edits = revisions.slice(1).map(({ editedAt, firstSeenAt: seen, revision }) => ({ at: editedAt ?? seen, look: 'post', sign: '✎', words: t('one.step.edited', { n: revision }) }));
  return [
    { at: postedAt, look: 'post', sign: '●', words: t('one.step.posted') },
    ...(firstSeenAt > postedAt && origin === 'witnessed' ? [{ at: firstSeenAt, look: 'post', sign: '◉', words: t('one.step.seen') }] : []),
    ...edits,
    ...(deletedAt ? [{ at: deletedAt, look: 'bad', sign: '✕', words: t('signal.deleted') }] : []),
  ];
}

/** @param {Detail} detail @returns {Step[]} */
function ofPrices({ outcome }) {
  if (!outcome) return [];
  let targets = 0;
  const fills = outcome.fills.map(({ at, price, part }) => ({ at, look: 'in', sign: '▸', words: t('one.step.filled', { price: formatPrice(price), part: formatPercent(part) }) }));
  const exits = outcome.exits.map(({ at, price, part, by }) => {
    const name = by === 'target' ? t('one.step.target', { n: ++targets }) : t(by === 'stop' ? 'one.step.stop' : 'one.step.expiry');
    return { at, look: by === 'target' ? 'good' : by === 'stop' ? 'bad' : 'post', sign: by === 'target' ? '✓' : by === 'stop' ? '✕' : '◷', words: t('one.step.left', { name, price: formatPrice(price), part: formatPercent(part) }) };
  });
  const over = outcome.settledAt ? [{ at: outcome.settledAt, look: 'post', sign: '■', words: t('one.step.settled') }] : [];
  return [...fills, ...exits, ...over];
}

/** What the channel claimed, and what operators judged. @param {Detail} detail @returns {Step[]} */
function said({ claims, judgements }) {
  return [
    ...claims.map((claim) => ({ at: claim.postedAt, look: 'said', sign: '“', words: t('one.step.claimed', { claim: toldOf(claim) }) })),
    ...judgements.filter(({ by }) => by !== 'machine').map(({ at, verdict }) => ({ at, look: 'said', sign: '⚖', words: t('one.step.judged', { verdict: word('one.verdict', verdict) }) })),
  ];
}
