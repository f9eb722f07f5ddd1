// @ts-check
/**
 * Which candles a call's picture is made of. Pure.
 *
 * @typedef {import('./types.js').Signal} Signal
 * @typedef {{ symbol: string, quote: string, feed: string, interval: string, from: string, to: string }} Stretch
 */
const MINUTE = 60_000;
const LENGTHS = /** @type {[string, number][]} */ ([['1m', 1], ['5m', 5], ['15m', 15], ['1h', 60], ['4h', 240], ['1d', 1440]]);
const MOST = 140;
const LEAST = 60 * MINUTE;
const UNMEASURED = 24 * 60 * MINUTE;
const BEFORE = 0.3;
const AFTER = 0.15;

/** Milliseconds of an interval. @param {string} interval */
export const lengthOf = (interval) => (LENGTHS.find(([name]) => name === interval)?.[1] ?? 60) * MINUTE;

/**
 * From some time before the post until some time after the end, in the shortest candles that are not too many.
 *
 * @param {Signal} signal
 * @param {number} [now] milliseconds
 * @returns {Stretch | null} null if it names no market
 */
export function stretchOf(signal, now = Date.now()) {
  const { outcome } = signal;
  const [symbol, quote] = outcome ? outcome.market.split('/') : [signal.symbol, signal.quote];
  if (!symbol) return null;
  const begin = Math.min(Date.parse(signal.postedAt), Date.parse(outcome?.arrival ?? signal.postedAt));
  const over = outcome?.settledAt ?? outcome?.endsAt;
  const end = Math.max(begin + LEAST, Math.min(now, over ? Date.parse(over) : begin + UNMEASURED));
  const from = begin - BEFORE * (end - begin);
  const to = Math.min(Math.max(now, begin + MINUTE), end + AFTER * (end - begin));
  const [interval, minutes] = LENGTHS.find(([, length]) => (to - from) / (length * MINUTE) <= MOST) ?? LENGTHS[LENGTHS.length - 1];
  const step = minutes * MINUTE;
  const at = (/** @type {number} */ time) => new Date(Math.floor(time / step) * step).toISOString();
  // demo calls are measured by invented prices; what the market says of their tokens is another matter
  return { symbol, quote: quote ?? 'USDT', feed: outcome?.feed ?? (signal.origin === 'demo' ? 'mock' : ''), interval, from: at(from), to: at(to + step) };
}

/**
 * The prices of the plan that belong into the picture, and those too far from its prices, which would flatten it.
 *
 * @param {Signal} signal
 * @param {{ low: number, high: number }} seen
 * @returns {{ near: Level[], far: Level[] }}
 * @typedef {{ part: 'entry' | 'target' | 'stop', number: number, price: string }} Level number 0 where there is one only
 */
export function levelsOf(signal, { low, high }) {
  const numbered = (/** @type {'entry' | 'target'} */ part, /** @type {string[] | undefined} */ prices) => (prices ?? []).map((price, i, all) => ({ part, number: all.length > 1 ? i + 1 : 0, price }));
  /** @type {Level[]} */
  const stop = signal.stopLoss ? [{ part: 'stop', number: 0, price: signal.stopLoss }] : [];
  const all = [...numbered('entry', signal.entries), ...numbered('target', signal.targets), ...stop];
  const reach = 2 * Math.max(high - low, high * 0.01);
  const inside = (/** @type {Level} */ { price }) => Number(price) >= low - reach && Number(price) <= high + reach;
  return { near: all.filter(inside), far: all.filter((level) => !inside(level)) };
}
