// @ts-check
/**
 * The language of the search field, as the server takes it apart: filters by name, and words of the post. Pure. The
 * server has the last word on what is right; this is for what the page draws and offers.
 *
 * @typedef {object} Term what stands between two spaces
 * @property {string} text
 * @property {number} start
 * @property {number} end
 * @property {string} name of its filter, empty for words
 * @property {string} value without quotes, each between commas in its first spelling
 */

/** What the filters with a closed list of values take. @type {Record<string, string[]>} */
export const VALUES = {
  kind: ['trade_signal', 'signal_update', 'token_launch', 'listing', 'pump_alert'],
  side: ['long', 'short'],
  outcome: ['open', 'all_targets', 'stopped', 'expired', 'unfilled', 'waiting', 'no_data'],
  origin: ['witnessed', 'imported', 'demo', 'manual'],
  is: ['edited', 'deleted'],
  state: ['published', 'review', 'rejected'],
};

/** What is offered for the others. @type {Record<string, string[]>} */
export const OFFERED = { ...VALUES, conf: ['>50', '>70', '>80', '>90'], after: ['-1h', '-24h', '-7d', '-30d'], before: ['-24h', '-7d'], r: ['>0', '>1', '<0', '0..2'] };

export const FILTERS = ['token', 'side', 'kind', 'channel', 'conf', 'outcome', 'after', 'before', 'origin', 'is', 'r', 'state'];

const TIME = /^(-\d{1,6}[mhd]|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)$/;
const NUMBER = String.raw`-?\d{1,7}(\.\d{1,6})?`;

/** Other words for values, as the server takes them too. @type {Record<string, Record<string, string>>} */
const MEANT = {
  side: { buy: 'long', bullish: 'long', sell: 'short', bearish: 'short' },
  outcome: { tp: 'all_targets', sl: 'stopped' },
};

/** @type {Record<string, RegExp>} */
const SHAPES = {
  token: /^[^\s!-/:-@[-`{-~]{1,20}$/u,
  channel: /^(-?\d{1,19}|@?\w{1,64})$/,
  after: TIME,
  before: TIME,
  conf: /^>?=?(\d{1,2}(\.\d{1,6})?|100)%?$/,
  r: new RegExp(`^([<>]=?${NUMBER}|${NUMBER}\\.\\.${NUMBER})$`),
};

/** @param {string} text @returns {Term[]} */
export function terms(text) {
  return [...text.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g)].map((found) => {
    const [, name = '', value = ''] = /^([A-Za-z]+):(.+)$/s.exec(found[0]) ?? [];
    return { text: found[0], start: found.index, end: found.index + found[0].length, name: name.toLowerCase(), value: meant(name.toLowerCase(), value.replaceAll('"', '')) };
  });
}

/** @param {string} name @param {string} value */
const meant = (name, value) => [...new Set(value.split(',').map((one) => first(name, one)))].join(',');

/** The first of a value's spellings. @param {string} name @param {string} value */
function first(name, value) {
  if (name === 'token') return value.toUpperCase();
  if (!Object.hasOwn(VALUES, name)) return value;
  const folded = value.toLowerCase();
  return Object.hasOwn(MEANT[name] ?? {}, folded) ? MEANT[name][folded] : folded;
}

/** All words for a value, the first one first. @param {string} name @param {string} value */
export const spellings = (name, value) => [value, ...Object.entries(MEANT[name] ?? {}).filter(([, it]) => it === value).map(([word]) => word)];

/** Whether a filter takes a value. @param {string} name @param {string} value one of those between commas */
export function takes(name, value) {
  if (Object.hasOwn(VALUES, name)) return VALUES[name].includes(first(name, value));
  return Object.hasOwn(SHAPES, name) && SHAPES[name].test(value);
}

/** Whether a term can be asked for as it is, or is still being typed. @param {Term} term */
export const whole = ({ name, text, value }) => !/^[A-Za-z]+:$/.test(text) && (!name || value.split(',').every((one) => takes(name, one)));

/** What a filter is set to. @param {string} text @param {string} name @returns {string[]} */
export const valuesOf = (text, name) => terms(text).filter((term) => term.name === name).flatMap(({ value }) => value.split(','));

/** The text with a filter set, at the place where it was. @param {string} text @param {string} name @param {string[]} values none takes it out */
export function withFilter(text, name, values) {
  const filter = values.length ? `${name}:${values.join(',')}` : '';
  let placed = false;
  const parts = terms(text).map((term) => {
    if (term.name !== name) return term.text;
    const part = placed ? '' : filter;
    placed = true;
    return part;
  });
  if (!placed) parts.push(filter);
  return parts.filter(Boolean).join(' ');
}

/** The text without one value of a term. @param {string} text @param {Term} term @param {string} value */
export function without(text, term, value) {
  if (!term.name) return terms(text).filter(({ start }) => start !== term.start).map((it) => it.text).join(' ');
  return withFilter(text, term.name, valuesOf(text, term.name).filter((it) => it !== value));
}

/** Relative times as times of the clock, so that the text means the same tomorrow. @param {string} text @param {number} [now] */
export function fixed(text, now = Date.now()) {
  const relative = terms(text).some(({ name, value }) => (name === 'after' || name === 'before') && value.startsWith('-'));
  if (!relative) return text;
  const { from, to } = period(text, now);
  const kept = from === null ? text : withFilter(text, 'after', [isoOf(from)]);
  return withFilter(kept, 'before', [isoOf(to)]);
}

/** The time between after: and before:, in milliseconds. @param {string} text @param {number} [now] @returns {{ from: number | null, to: number }} */
export function period(text, now = Date.now()) {
  const [after] = valuesOf(text, 'after');
  const [before] = valuesOf(text, 'before');
  return { from: after ? timeOf(after, now) : null, to: (before && timeOf(before, now)) || now };
}

/** The text with its period moved by its own length. @param {string} text @param {1 | -1} step @param {number} [now] */
export function shifted(text, step, now = Date.now()) {
  const { from, to } = period(text, now);
  if (from === null || to <= from || (step > 0 && to >= now)) return text;
  const length = to - from;
  return withFilter(withFilter(text, 'after', [isoOf(from + step * length)]), 'before', [isoOf(to + step * length)]);
}

const UNITS = /** @type {Record<string, number>} */ ({ m: 60_000, h: 3_600_000, d: 86_400_000 });

/** @param {string} value @param {number} now @returns {number | null} */
function timeOf(value, now) {
  const relative = /^-(\d+)([mhd])$/.exec(value);
  const time = relative ? now - Number(relative[1]) * UNITS[relative[2]] : Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

const isoOf = (/** @type {number} */ time) => new Date(time).toISOString().replace(/\.\d+Z/, 'Z');
