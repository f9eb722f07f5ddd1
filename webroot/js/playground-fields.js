// @ts-check
/**
 * @typedef {import('./types.js').ReadSignal} ReadSignal
 * @typedef {import('./marked-text.js').Place & { row: string, signal: number, field: string, index: number, confidence: number, family: string, label: string }} FieldPlace
 *
 * @typedef {object} Row a value of a signal
 * @property {string} id unique among all signals of an answer
 * @property {string} family its colour
 * @property {string} label
 * @property {unknown} value to be shown
 * @property {FieldPlace | undefined} place where it was read, if that is one place in the text
 */
import { html } from 'lit';
import { language, t, word } from './i18n.js';
import { sound } from './marked-text.js';
import { directionChip } from './signal-words.js';

// the fields in the order of the table, with the family of colours each belongs to
const FAMILY = /** @type {Record<string, string>} */ ({
  symbol: 'token', symbols: 'token', quote: 'quote', side: 'side', event: 'event', stage: 'event', entries: 'entry', entryMarket: 'entry', targets: 'target',
  targetsPercent: 'target', targetIndex: 'target', stopLoss: 'stop', stopLossPercent: 'stop', stopMoved: 'stop', newStop: 'stop', profitPercent: 'change',
  changePercent: 'change', partialClose: 'event', leverage: 'leverage', exchange: 'venue', timeframe: 'time', chain: 'venue', contractAddress: 'contract',
  marketCap: 'size', liquidity: 'size',
});
/** The fields of a reading, in the order they are shown. */
export const FIELDS = Object.keys(FAMILY);

const NO_FIELDS = new Set(['kind', 'confidence', 'spans']);
const MOST_DIGITS = 20;
const ENDS = 6;

/** Every digit, grouped. @param {string | number} decimal @param {Intl.NumberFormatOptions} [more] */
function exact(decimal, more) {
  const digits = Math.min(MOST_DIGITS, String(decimal).split('.')[1]?.length ?? 0);
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, ...more }).format(/** @type {any} */ (decimal));
}

const isDecimal = (/** @type {unknown} */ value) => /^-?\d+(\.\d+)?$/.test(String(value));
const price = (/** @type {string} */ value) => (isDecimal(value) ? exact(value) : value);
const percent = (/** @type {number} */ value) => `${exact(value)}%`;
const change = (/** @type {number} */ value) => `${exact(value, { signDisplay: 'exceptZero' })}%`;
const dollars = (/** @type {string} */ value) => `$${price(value)}`;

/** @type {Record<string, (value: any, signal: ReadSignal) => unknown>} */
const SHOWN = {
  side: (_, signal) => directionChip(/** @type {any} */ (signal)),
  event: (value) => word('event', value),
  stage: (value) => word('event', value),
  exchange: (value) => word('exchange', value),
  chain: (value) => word('chain', value),
  entries: price,
  targets: price,
  stopLoss: price,
  newStop: (value) => (value === 'ENTRY' ? t('field.atEntry') : price(value)),
  targetsPercent: change,
  profitPercent: change,
  changePercent: change,
  stopLossPercent: percent,
  partialClose: percent,
  leverage: (value) => `${exact(value)}×`,
  marketCap: dollars,
  liquidity: dollars,
  contractAddress: (value) => html`<bdi class="contract" title=${value}>${value.length > 2 * ENDS ? `${value.slice(0, ENDS)}…${value.slice(-ENDS)}` : value}</bdi>`,
};

/** @param {string} field @param {unknown} value @param {ReadSignal} signal */
function shown(field, value, signal) {
  if (SHOWN[field]) return SHOWN[field](value, signal);
  if (value === true) return t('field.yes');
  return typeof value === 'object' ? JSON.stringify(value) : html`<bdi>${value}</bdi>`;
}

/** @param {string} field @param {number} index @param {boolean} many */
const labelOf = (field, index, many) => word('field', field) + (many ? ` ${index + 1}` : '');

/** A pump alert calls its event a stage. @param {ReadSignal} signal @param {string} field */
const named = (signal, field) => (field === 'event' && signal.event === undefined && signal.stage !== undefined ? 'stage' : field);

/**
 * Where the values of all signals were read.
 *
 * @param {string} text
 * @param {ReadSignal[]} signals
 * @returns {FieldPlace[]} in the order of the text
 */
export function placesOf(text, signals) {
  const places = signals.flatMap((signal, n) =>
    (signal.spans ?? []).map((span, i) => {
      const field = named(signal, span.field);
      const many = Array.isArray(signal[field]) && signal[field].length > 1;
      const row = `${n}:${field}:${span.index}`;
      return { ...span, field, signal: n, row, key: `${row}:${i}`, family: FAMILY[field] ?? 'other', label: labelOf(field, span.index, many) };
    }),
  );
  return sound(text, places);
}

/**
 * The values of a signal, known fields first.
 *
 * @param {ReadSignal} signal
 * @param {number} n its number, from 0
 * @param {FieldPlace[]} places of all signals
 * @returns {Row[]}
 */
export function rowsOf(signal, n, places) {
  const fields = [...FIELDS, ...Object.keys(signal).filter((field) => !(field in FAMILY) && !NO_FIELDS.has(field))];
  return fields.flatMap((field) => {
    const value = signal[field];
    if (value === undefined || value === null || value === false) return [];
    const values = Array.isArray(value) ? value : [value];
    return values.map((one, index) => {
      const id = `${n}:${field}:${index}`;
      return {
        id,
        family: FAMILY[field] ?? 'other',
        label: labelOf(field, index, values.length > 1),
        value: shown(field, one, signal),
        place: places.find((place) => place.row === id),
      };
    });
  });
}
