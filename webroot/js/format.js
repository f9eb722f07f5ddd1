// @ts-check
import { language, t } from './i18n.js';
import { setting } from './settings.js';

const SIGNIFICANT = 7;

/**
 * Making a formatter takes a thousand times as long as using it, and rows are drawn anew with every live signal; a first view
 * needs but some of them.
 *
 * @template K, T @param {(key: K) => T} make @returns {(key: K) => T}
 */
export function remembered(make) {
  /** @type {Map<K, T>} */
  const made = new Map();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return /** @type {T} */ (made.get(key));
  };
}

/** @param {Intl.NumberFormatOptions} [options] */
const number = (options) => remembered((/** @type {void} */ _) => new Intl.NumberFormat(language, options));

const count = number();
const compact = number({ notation: 'compact', maximumSignificantDigits: 3 });
const percent = number({ style: 'percent', maximumFractionDigits: 0 });
const tenths = number({ style: 'percent', maximumFractionDigits: 1 });
const hundredths = number({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const signed = number({ maximumFractionDigits: 1, signDisplay: 'exceptZero' });
const multiple = number({ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
const two = number({ maximumSignificantDigits: 2 });
const rounded = number({ maximumSignificantDigits: SIGNIFICANT });
const relative = remembered((/** @type {void} */ _) => new Intl.RelativeTimeFormat(language, { style: 'narrow', numeric: 'always' }));
const price = remembered((/** @type {number} */ digits) => new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
const clock = remembered((/** @type {string | undefined} */ timeZone) => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }));
const moments = { long: remembered(moment('long')), short: remembered(moment('short')) };

/** @param {'long' | 'short'} timeStyle */
function moment(timeStyle) {
  return (/** @type {string | undefined} */ timeZone) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle, hourCycle: 'h23', timeZone });
}

/** @param {number} value a whole number */
export const formatCount = (value) => count().format(value);

/** With two decimals. @param {number} value */
export const formatHundredths = (value) => hundredths().format(value);

/** @param {number | string} value */
export const formatCompact = (value) => compact().format(Number(value));

/** @param {number} ratio 0 to 1 */
export const formatPercent = (ratio) => percent().format(ratio);

/** A share with one decimal, for small ones. @param {number} ratio 0 to 1 */
export const formatTenths = (ratio) => tenths().format(ratio);

/** @param {number} value in per cent */
export const formatSigned = (value) => `${signed().format(value)} %`;

/** @param {number} value in multiples of the risk */
export const formatR = (value) => `${multiple().format(value)} R`;

/**
 * A price as it was written, grouped. Only beyond 7 significant digits is it rounded.
 *
 * @param {string} decimal
 */
export function formatPrice(decimal) {
  const fraction = decimal.split('.')[1]?.length ?? 0;
  const digits = decimal.replace(/^[-0.]+|\D/g, '').length;
  return (digits > SIGNIFICANT ? rounded() : price(fraction)).format(/** @type {any} */ (decimal));
}

/** @param {number} seconds */
export function formatSeconds(seconds) {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 90) return `${two().format(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}

const zone = () => (setting('zone') === 'utc' ? 'UTC' : undefined);

/** @param {Date} date */
export const formatClock = (date) => clock(zone()).format(date);

/** @param {Date} date @param {'long' | 'short'} [timeStyle] to the second and with its zone, or to the minute */
export const formatMoment = (date, timeStyle = 'long') => moments[timeStyle](zone()).format(date);

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60]];

/**
 * @param {Date} date
 * @param {number} [now] milliseconds
 */
export function formatAgo(date, now = Date.now()) {
  const seconds = (date.getTime() - now) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative().format(Math.trunc(seconds / size), unit);
  }
  return Math.abs(seconds) < 45 ? t('time.now') : relative().format(Math.sign(seconds), 'minute');
}

/** A text without the characters that steer the direction of what stands around it. @param {string} text */
export const unsteered = (text) => text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');
