// @ts-check
/** @typedef {import('./types.js').Signal} Signal */
import { html, nothing } from 'lit';
import { formatCompact, formatPrice, formatSigned, unsteered } from './format.js';
import { t, word } from './i18n.js';

/** @param {Pick<Signal, 'side'>} signal */
export const isBullish = (signal) => signal.side === 'LONG' || signal.side === 'BUY';

/** @param {Pick<Signal, 'side'>} signal */
export const isBearish = (signal) => signal.side === 'SHORT' || signal.side === 'SELL';

/** @param {Signal} signal */
export function pair(signal) {
  const symbol = signal.symbol ?? signal.symbols?.slice(0, 3).join(', ') ?? t('signal.nameless');
  return html`<span class="font-semibold">${symbol}</span>${signal.quote ? html`<span class="text-muted">/${signal.quote}</span>` : nothing}`;
}

/** The same as a link to the signal's page. @param {Signal} signal */
export const pairLink = (signal) => html`<a class="py-1 hover:underline" href="/signals/${signal.id}">${pair(signal)}</a>`;

/** Direction as sign and word, never by colour alone. @param {Signal} signal */
export function directionChip(signal) {
  if (isBullish(signal)) return html`<span class="chip chip-bull"><span aria-hidden="true">▲</span>${word('side', signal.side)}</span>`;
  if (isBearish(signal)) return html`<span class="chip chip-bear"><span aria-hidden="true">▼</span>${word('side', signal.side)}</span>`;
  return html`<span class="chip chip-plain"><span aria-hidden="true">●</span>${t('side.neutral')}</span>`;
}

/** @param {Signal} signal */
export function kindChip(signal) {
  return signal.kind === 'trade_signal' ? nothing : html`<span class="chip chip-info">${word('kind', signal.kind)}</span>`;
}

const ORIGIN_CLASS = /** @type {Record<string, string>} */ ({ witnessed: 'chip-accent', demo: 'chip-warn' });

/** Where a signal or a channel comes from: what was read live counts differently from what was loaded later. @param {{ origin: string }} signal */
export function originChip(signal) {
  const style = ORIGIN_CLASS[signal.origin] ?? 'chip-plain';
  return html`<span class="chip ${style}" title=${word('origin.title', signal.origin)}>${word('origin', signal.origin)}</span>`;
}

/** Marks of what happened to the post afterwards. @param {Signal} signal */
export function fateChips(signal) {
  return html`${signal.editedAt ? html`<span class="chip chip-warn">${t('signal.edited')}</span>` : nothing}${
    signal.deletedAt ? html`<span class="chip chip-bear">${t('signal.deleted')}</span>` : nothing
  }`;
}

/** Without what could steer the text around it. @param {Signal} signal */
export function channelName(signal) {
  const { title, username, id } = signal.channel ?? {};
  return unsteered(title ?? '') || (username ? `@${username}` : (id ?? ''));
}

/** Whether a name leads to the channel on Telegram; an invented one would lead to strangers. @param {{ username?: string | null, origin: string }} channel */
export const isPublic = ({ username, origin }) => (origin === 'witnessed' || origin === 'imported') && /^\w{4,32}$/.test(username ?? '');

/** Address of the post where there is a public one, else empty. @param {Signal} signal */
export function postAddress({ channel, origin, messageId }) {
  const { username } = channel ?? {};
  return isPublic({ username, origin }) ? `https://t.me/${username}/${Number(messageId)}` : '';
}

/** The channel, with a link to the post where there is a public one. @param {Signal} signal */
export function channelLink(signal) {
  const name = html`<bdi>${channelName(signal)}</bdi>`;
  const address = postAddress(signal);
  return address ? html`<a class="hover:underline" rel="noopener noreferrer" href=${address}>${name}</a>` : name;
}

/** @param {string[] | undefined} prices */
const range = (prices) => (prices ?? []).map(formatPrice).join(' – ');

/** @param {number} n how many more there are */
const andMore = (n) => (n > 0 ? `\u00a0${t('signal.more', { n })}` : '');

/** @param {Signal} signal at most `most` of its entries and how many more there are */
export function entryText({ entries, entryMarket }, most = 9) {
  const all = entries ?? [];
  return [entryMarket && t('signal.market'), range(all.slice(0, most)) + andMore(all.length - most)].filter(Boolean).join(' ');
}

/** @param {Signal} signal at most `most` of its targets and how many more there are */
export function targetsText(signal, most = 3) {
  const all = signal.targets?.length ? signal.targets.map(formatPrice) : (signal.targetsPercent ?? []).map(formatSigned);
  return all.slice(0, most).join(' · ') + andMore(all.length - most);
}

/** @param {Signal} signal */
export function stopText(signal) {
  if (signal.stopLoss) return formatPrice(signal.stopLoss);
  return signal.stopLossPercent ? formatSigned(-Math.abs(signal.stopLossPercent)) : '';
}

/** What a signal says in one line, by kind. @param {Signal} signal @returns {string} */
export function gist(signal) {
  return (GISTS[signal.kind] ?? plan)(signal).filter(Boolean).join(' · ');
}

const plan = (/** @type {Signal} */ signal) => [
  entryText(signal) && t('signal.entry', { price: entryText(signal) }),
  targetsText(signal, 2) && t('signal.target', { price: targetsText(signal, 2) }),
  stopText(signal) && t('signal.stop', { price: stopText(signal) }),
  signal.leverage && `${signal.leverage}×`,
];

/** @type {Record<string, (signal: Signal) => (string | number | false | undefined)[]>} */
const GISTS = {
  signal_update: (signal) => [
    word('event', signal.event) + (signal.targetIndex ? ` ${signal.targetIndex}` : ''),
    signal.profitPercent !== undefined && formatSigned(signal.profitPercent),
    signal.newStop && t('signal.newStop', { price: /^[\d.]+$/.test(signal.newStop) ? formatPrice(signal.newStop) : signal.newStop.toLowerCase() }),
  ],
  token_launch: (signal) => [
    signal.chain && word('chain', signal.chain),
    signal.marketCap && t('signal.marketCap', { amount: formatCompact(signal.marketCap) }),
    signal.liquidity && t('signal.liquidity', { amount: formatCompact(signal.liquidity) }),
    signal.contractAddress && `${signal.contractAddress.slice(0, 6)}…${signal.contractAddress.slice(-4)}`,
  ],
  listing: (signal) => [word('event', signal.event), word('exchange', signal.exchange)],
  pump_alert: (signal) => [
    word('event', signal.stage ?? signal.event),
    word('exchange', signal.exchange),
    signal.changePercent !== undefined && formatSigned(signal.changePercent),
  ],
};
