// @ts-check
// Filters and their values in the words of the page.
import { formatMoment, formatPercent } from './format.js';
import { t, word } from './i18n.js';
import { FILTERS } from './signals-query.js';

const RELATIVE = /^-(\d+)([mhd])$/;
const UNITS = /** @type {Record<string, string>} */ ({ m: 'minutes', h: 'hours', d: 'days' });

/** @param {string} name of a filter @param {string} value */
export function valueWord(name, value) {
  if (name === 'side') return value === 'long' || value === 'short' ? t(value === 'long' ? 'filters.side.long' : 'filters.side.short') : value;
  if (name === 'kind' || name === 'origin') return word(name, value);
  if (name === 'outcome') return value === 'all_targets' ? t('filters.allTargets') : word('outcome', value);
  if (name === 'conf') return t('filters.atLeast', { n: formatPercent(Number(value.replace(/^[>=]+|%$/g, '')) / 100) });
  if (name === 'is') return word('filters.is', value);
  if (name === 'state') return word('filters.state', value);
  if (name === 'r') return resultWord(value);
  if (name === 'after' || name === 'before') return timeWord(name, value);
  return '';
}

/** @param {string} value */
function resultWord(value) {
  const [, sign, n] = /^([<>]=?)(.+)$/.exec(value) ?? [];
  if (sign) return t(sign.startsWith('>') ? 'filters.r.over' : 'filters.r.under', { n });
  const [from, to] = value.split('..');
  return t('filters.r.between', { from, to });
}

/** @param {string} name @param {string} value */
function timeWord(name, value) {
  const [, n, unit] = RELATIVE.exec(value) ?? [];
  if (n) return t(`filters.${name}.${UNITS[unit]}`, { n: Number(n) });
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? '' : t(`filters.${name}.time`, { time: formatMoment(date, 'short') });
}

/** What a chip says of one value. @param {string} name @param {string} value */
export const chipWord = (name, value) => (!FILTERS.includes(name) ? [name, value].filter(Boolean).join(':') : `${t(`filters.filter.${name}`)}: ${valueWord(name, value) || value}`);
