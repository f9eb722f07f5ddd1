// @ts-check
// The filters as buttons: each writes into the search what one could type there.
import { html, nothing } from 'lit';
import { t } from './i18n.js';
import { channelsLike } from './known.js';
import { icon } from './parts.js';
import { SORTS } from './signals-address.js';
import { list } from './signals-list.js';
import { VALUES, valuesOf, withFilter } from './signals-query.js';
import { valueWord } from './signals-words.js';

/** In the order of the bar. `one`: only one value can hold. */
const GROUPS = [
  { name: 'kind', values: VALUES.kind },
  { name: 'side', values: VALUES.side, one: true },
  { name: 'outcome', values: VALUES.outcome },
  { name: 'conf', values: ['>50', '>70', '>80', '>90'], one: true },
  { name: 'after', values: ['-1h', '-24h', '-7d', '-30d', '-90d'], one: true },
  { name: 'channel', values: /** @type {string[]} */ ([]) },
  { name: 'origin', values: VALUES.origin },
  { name: 'is', values: VALUES.is },
];

/** @typedef {typeof GROUPS[0]} Group */

/** @type {import('./known.js').Channel[]} the last ones heard, for the filter of channels */
let channels = [];

/** Fetches what the filter of channels offers. @param {string} part */
async function lookUp(part = '') {
  channels = await channelsLike(part);
  list.changed();
}

/** @param {string} name @param {string[]} values */
function set(name, values) {
  // a period that somebody chooses ends now
  const text = name === 'after' ? withFilter(list.state.text, 'before', []) : list.state.text;
  list.go({ text: withFilter(text, name, values) });
}

/** All filters as buttons that open a list. */
export const buttons = () => GROUPS.map((group) => {
  const count = valuesOf(list.state.text, group.name).length;
  return html`<details class="drop" name="filter" @toggle=${(/** @type {Event} */ event) => opened(event, group)} @focusout=${leave}>
    <summary class="btn ${count ? 'btn-on' : ''}">${t(`filters.filter.${group.name}`)}${count ? html`<span class="count">${count}</span>` : nothing}${icon('#i-chevron-down', 'size-4')}</summary>
    <div class="menu">${options(group)}</div>
  </details>`;
});

/** All filters below each other, for the sheet of small screens. */
export const fieldsets = () => html`${GROUPS.map((group) => html`<fieldset class="sheet-group"><legend>${t(`filters.filter.${group.name}`)}</legend>${options(group, 'pills')}</fieldset>`)}
  <label class="sheet-group sheet-sort"><span>${t('filters.sort')}</span><select class="field" @change=${(/** @type {Event} */ event) => list.go({ sort: /** @type {HTMLSelectElement} */ (event.target).value })}>
    ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === list.state.sort}>${t(`filters.sort.${sort}`)}</option>`)}
  </select></label>`;

/** @param {Event} event @param {Group} group */
function opened({ target }, { name }) {
  if (name === 'channel' && /** @type {HTMLDetailsElement} */ (target).open) lookUp();
}

/** Closes a list that the focus has left. @param {FocusEvent} event */
export function leave({ currentTarget, relatedTarget }) {
  const drop = /** @type {HTMLDetailsElement} */ (currentTarget);
  if (relatedTarget instanceof Node && !drop.contains(relatedTarget)) drop.open = false;
}

/** @param {Group} group @param {string} [style] */
function options(group, style = '') {
  const { name, one } = group;
  const chosen = valuesOf(list.state.text, name);
  const channel = name === 'channel';
  const values = channel ? [...new Set([...chosen, ...channels.map(({ id, username }) => username ?? id)])] : group.values;
  const turn = (/** @type {string} */ value) => {
    if (one) return set(name, chosen.includes(value) ? [] : [value]);
    return set(name, chosen.includes(value) ? chosen.filter((it) => it !== value) : [...chosen, value]);
  };
  return html`${channel ? html`<input class="field drop-find" type="text" aria-label=${t('filters.findChannel')} placeholder=${t('filters.findChannel')} @focus=${() => channels.length || lookUp()}
      @input=${(/** @type {Event} */ event) => lookUp(/** @type {HTMLInputElement} */ (event.target).value.trim())} />` : nothing}
    <div class=${style} role="group" aria-label=${t(`filters.filter.${name}`)}>
      ${values.map((value) => html`<button class="menu-item" type="button" role=${one ? nothing : 'checkbox'} aria-checked=${one ? nothing : chosen.includes(value)} aria-pressed=${one ? chosen.includes(value) : nothing} @click=${() => turn(value)}>
        <span class="tick">${chosen.includes(value) ? icon('#i-check', 'size-4') : nothing}</span><bdi class="truncate">${channel ? titleOf(value) : valueWord(name, value)}</bdi>
      </button>`)}
    </div>`;
}

/** @param {string} name */
const titleOf = (name) => channels.find(({ id, username }) => username === name || id === name)?.title ?? name;
