// @ts-check
// Nothing was found: why that may be, and what to try next.
import { html, nothing } from 'lit';
import { t } from './i18n.js';
import { icon } from './parts.js';
import { list } from './signals-list.js';
import { terms } from './signals-query.js';
import { chipWord } from './signals-words.js';
import { store } from './store.js';

export function empty() {
  const { text, sort } = list.state;
  if (!text && sort.endsWith('edAt')) return note('#i-inbox', t('found.empty.none'), t('found.empty.none.next'), nothing);
  const all = terms(text);
  const unread = store.status?.demo.state === 'loading' ? t('found.empty.loading') : '';
  const why = text ? t('found.empty.why') : t('found.empty.sort');
  const ways = html`<div class="ways">
    ${all.length > 1 ? all.map((term) => html`<button class="btn" type="button" @click=${() => list.go({ text: all.filter((it) => it !== term).map((it) => it.text).join(' ') })}>${t('found.empty.without', { label: term.name ? chipWord(term.name, term.value.split(',')[0]) : term.text })}</button>`) : nothing}
    <button class="btn btn-main" type="button" @click=${() => list.go({ text: '', sort: '-postedAt' })}>${t('found.empty.all')}</button>
  </div>`;
  return note('#i-search-x', t('found.empty'), `${why} ${unread}`, ways);
}

/** @param {string} sign @param {string} title @param {string} why @param {unknown} ways */
const note = (sign, title, why, ways) => html`<div class="nothing"><span class="nothing-sign">${icon(sign)}</span><h2>${title}</h2><p>${why}</p>${ways}</div>`;
