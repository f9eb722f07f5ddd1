// @ts-check
// What table, cards and panel say alike of a channel.
/** @typedef {import('./channels-list.js').Channel} Channel */
/** @typedef {import('./channels-list.js').Share} Share */
import { html, nothing } from 'lit';
import { channels } from './channels-list.js';
import { formatCount, formatPercent, formatTenths } from './format.js';
import { language, t, word } from './i18n.js';
import { CALLS, OVER } from './outcomes.js';
import { icon } from './parts.js';
import { originChip as chipOf } from './signal-words.js';
import './time.js';

/** How each state looks; a state also says its word. @type {Record<string, [string, string]>} */
const LOOKS = {
  reading: ['#i-circle-check', 'chip-bull'],
  stale: ['#i-hourglass', 'chip-warn'],
  paused: ['#i-circle-pause', 'chip-plain'],
  retrying: ['#i-rotate-cw', 'chip-warn'],
  conflict: ['#i-triangle-alert', 'chip-bear'],
  blocked: ['#i-ban', 'chip-bear'],
  waiting: ['#i-clock', 'chip-info'],
  imported: ['#i-file-down', 'chip-info'],
  manual: ['#i-pencil', 'chip-plain'],
};
const UNKNOWN = ['#i-info', 'chip-plain'];
const few = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });

/** @param {Channel} channel */
export function stateChip({ state }) {
  const [sign, colours] = LOOKS[state] ?? UNKNOWN;
  return html`<span class="chip ${colours}">${icon(sign, 'size-3.5')}${word('heard.state', state)}</span>`;
}

/** What to do, where there is something to do. @param {Channel} channel */
export const cureText = ({ cure }) => (cure ? word('heard.cure', cure) : '');

/** How it came to be known, where that needs saying. @param {Channel} channel */
export const originChip = (channel) => (channel.origin === 'demo' || channel.origin === 'imported' ? chipOf(channel) : nothing);

/** @param {Channel} channel */
export const lastPost = ({ lastPostAt }) => (lastPostAt ? html`<sr-time .at=${lastPostAt}></sr-time>` : html`<span class="text-muted">${t('heard.never')}</span>`);

/** @param {Channel} channel */
export const perDay = ({ postsPerDay }) => (postsPerDay === null ? dash() : few.format(postsPerDay));

/** The list of this channel's signals that a figure counts. @param {Channel} channel @param {Record<string, string>} [more] */
export function listed(channel, more) {
  const origin = channels.state.imported ? '' : 'witnessed,demo,manual';
  return `/signals?${new URLSearchParams({ channel: channel.id, ...(origin && { origin }), from: channel.countedFrom, ...more })}`;
}

const dash = () => html`<span class="text-muted">–</span>`;

/** Such as "12 of 340", that lead to the list of these. @param {Share} share @param {string} href */
export const shareLink = (share, href) =>
  share
    ? html`<a class="figure" href=${href}>${formatTenths(share.share)}<span class="figure-of">${t('heard.of', { hits: formatCount(share.hits), n: share.of })}</span></a>`
    : dash();

/** A win rate with how many calls, of how long, and where the true one lies. @param {Channel} channel */
export function recordLink(channel) {
  const { record } = channel;
  if (!record?.winRate) return html`<span class="text-muted">${t('heard.noRecord')}</span>`;
  const { winRate, origin, ranked } = record;
  const href = listed(channel, { origin, from: '-90d', kind: CALLS.join(','), outcome: OVER.join(',') });
  return html`<a class="figure ${ranked ? '' : 'figure-thin'}" href=${href} title=${t(ranked ? 'heard.record.title' : 'heard.record.thin')}>${formatPercent(winRate.share)}
    <span class="figure-of">${t('heard.record', { lower: Math.round(100 * winRate.lower), upper: formatPercent(winRate.upper), n: winRate.of })}${origin === 'imported' ? html` · ${word('origin', origin)}` : nothing}</span></a>`;
}
