// @ts-check
// What can come next in the search field.
import { t } from './i18n.js';
import { channelsLike, tokensLike } from './known.js';
import { searches } from './searches.js';
import { FILTERS, OFFERED, spellings, terms } from './signals-query.js';
import { valueWord } from './signals-words.js';

export { remember } from './searches.js';

/** @typedef {{ label: string, hint: string, text: string, caret: number }} Suggestion text and caret: the field after it was taken */

const MOST = 8;
const NAMES_AT_REST = 6;

/** @param {string} text @param {number} caret @returns {Promise<Suggestion[]>} */
export async function suggested(text, caret) {
  const term = terms(text).find(({ start, end }) => start < caret && caret <= end);
  const start = term?.start ?? caret;
  const end = term?.end ?? caret;
  const typed = text.slice(start, caret);
  const [, name = '', value = ''] = /^([A-Za-z]+):(.*)$/s.exec(typed) ?? [];
  const put = (/** @type {string} */ part, /** @type {string} */ behind) => placed(text, start, end, part, behind);
  if (name) return values(name.toLowerCase(), value, put);
  const used = new Set(terms(text).map((it) => it.name));
  const names = FILTERS.filter((it) => it.startsWith(typed.toLowerCase()) && !used.has(it)).map((it) => ({ label: `${it}:`, hint: t(`filters.filter.${it}`), ...put(`${it}:`, '') }));
  if (text.trim()) return typed ? names.slice(0, MOST) : [];
  const before = searches().slice(0, MOST - NAMES_AT_REST).map((it) => ({ label: it, hint: t('filters.searchedBefore'), text: it, caret: it.length }));
  return [...before, ...names.slice(0, NAMES_AT_REST)];
}

/** @param {string} name @param {string} typed the values so far @param {(part: string, behind: string) => { text: string, caret: number }} put */
async function values(name, typed, put) {
  const comma = typed.lastIndexOf(',') + 1;
  const start = typed.slice(comma);
  const kept = typed.slice(0, comma);
  const given = kept.split(',');
  const found = await offered(name, start);
  return found
    .filter(({ value }) => !given.includes(value) && value.toLowerCase() !== start.toLowerCase())
    .slice(0, MOST)
    .map(({ value, hint }) => ({ label: value, hint, ...put(`${name}:${kept}${value}`, ' ') }));
}

/** @param {string} name @param {string} start @returns {Promise<{ value: string, hint: string }[]>} */
async function offered(name, start) {
  if (name === 'token') return (await tokensLike(start)).map((value) => ({ value, hint: '' }));
  if (name === 'channel') return (await channelsLike(start.replace('@', ''))).map(({ id, username, title }) => ({ value: username ?? id, hint: title }));
  return (Object.hasOwn(OFFERED, name) ? OFFERED[name] : []).filter((value) => spellings(name, value).some((it) => it.startsWith(start.toLowerCase()))).map((value) => ({ value, hint: valueWord(name, value) }));
}

/** @param {string} text @param {number} start @param {number} end of what is replaced @param {string} part @param {string} behind */
function placed(text, start, end, part, behind) {
  const before = text.slice(0, start) + part + behind;
  return { text: before + text.slice(end).replace(/^\s+/, ''), caret: before.length };
}
