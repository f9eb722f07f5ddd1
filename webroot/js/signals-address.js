// @ts-check
/**
 * The state of the page as its address. The search stands in `q` as it was typed; filters as parameters, by the API's
 * names, are taken too, so that other pages can link here.
 *
 * @typedef {object} State
 * @property {string} text the search
 * @property {string} sort
 * @property {string} cursor of the page, empty for the first
 * @property {string} open id of the signal in the side panel
 */
import { takes, terms, valuesOf } from './signals-query.js';

export const NEWEST = '-postedAt';
export const SORTS = [NEWEST, 'postedAt', '-r', 'r', '-percent', 'percent'];

const LISTS = ['token', 'side', 'kind', 'channel', 'origin', 'outcome', 'is', 'state'];
const NAMES = /** @type {Record<string, string>} */ ({ from: 'after', to: 'before', minConfidence: 'conf' });
const NUMBER = /^-?\d{1,7}(\.\d{1,6})?$/;
const LONGEST = 400;

/**
 * @param {string} search of the location
 * @returns {{ state: State, dropped: string[] }} dropped: what the address says and the page cannot show
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const state = { text: (given.get('q') ?? '').trim(), sort: NEWEST, cursor: '', open: '' };
  /** @type {string[]} */
  const dropped = [];
  const drop = (/** @type {string} */ name) => dropped.push(`${name}=${given.get(name)}`);
  const filters = [];
  if (state.text.length > LONGEST) {
    drop('q');
    state.text = '';
  }
  for (const name of new Set(given.keys())) {
    const value = given.get(name) ?? '';
    if (name === 'q') continue;
    if (name === 'sort' && SORTS.includes(value)) state.sort = value;
    else if (name === 'cursor' && /^[\w-]{1,2000}$/.test(value)) state.cursor = value;
    else if (name === 'open' && /^sig_[0-9A-Za-z]{26}$/.test(value)) state.open = value;
    else {
      const filter = filterOf(name, value, given);
      if (filter === undefined || (filter && valuesOf(state.text, filter.split(':')[0]).length)) drop(name);
      else filters.push(filter);
    }
  }
  state.text = [...filters.filter(Boolean), state.text].filter(Boolean).join(' ');
  return { state, dropped };
}

/** @param {string} name @param {string} value @param {URLSearchParams} given @returns {string | undefined} the filter's term, empty if another parameter says it */
function filterOf(name, value, given) {
  if (name === 'minR' || name === 'maxR') return resultOf(name, given);
  if (name === 'minConfidence') return Number(value) >= 0 && Number(value) <= 1 && value !== '' ? `conf:>${Number((Number(value) * 100).toFixed(4))}` : undefined;
  const filter = Object.hasOwn(NAMES, name) ? NAMES[name] : name;
  if (!LISTS.includes(filter) && filter === name) return undefined;
  const right = value.split(',').filter((one) => takes(filter, one));
  return right.length === value.split(',').length ? `${filter}:${value}` : undefined;
}

/** @param {string} name @param {URLSearchParams} given */
function resultOf(name, given) {
  const [min, max] = ['minR', 'maxR'].map((it) => given.get(it));
  if (!NUMBER.test(given.get(name) ?? '')) return undefined;
  if (min && max && NUMBER.test(min) && NUMBER.test(max)) return name === 'minR' ? `r:${min}..${max}` : '';
  return name === 'minR' ? `r:>${min}` : `r:<${max}`;
}

/** @param {State} state */
export function write({ text, sort, cursor, open }) {
  const given = new URLSearchParams();
  if (text) given.set('q', text);
  if (sort !== NEWEST) given.set('sort', sort);
  if (cursor) given.set('cursor', cursor);
  if (open) given.set('open', open);
  return `/signals${given.size ? `?${given}` : ''}`;
}

/** What the API is asked for the same list. @param {State} state @returns {Record<string, string>} */
export const question = ({ text, sort }) => ({ ...(text && { q: text }), ...(sort !== NEWEST && { sort }) });

/** How many filters a search has, each value for itself. @param {string} text */
export const active = (text) => terms(text).reduce((sum, { name, value }) => sum + (name ? value.split(',').length : 1), 0);
