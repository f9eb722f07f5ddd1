// @ts-check
// The filters as buttons: each writes into the search what one could type there.
import { html, nothing } from 'lit';
import { t } from './i18n.js';
import { channelsLike } from './known.js';
import { icon } from './parts.js';
import { SORTS } from './signals-address.js';
import { list } from './signals-list.js';
import { OFFERED, VALUES, valuesOf, withFilter } from './signals-query.js';
import { valueWord } from './signals-words.js';

/** What only one value can be chosen of. @param {string} name @param {string[]} values */
const oneOf = (name, values) => ({ name, values, one: true });

const RESULT = oneOf('r', OFFERED.r);
const DAY = 86_400_000;

/**
 * In the order of the bar.
 *
 * @typedef {{ name: string, values: string[], one?: boolean, also?: Group }} Group also: what is chosen in the same list
 * @type {Group[]}
 */
const GROUPS = [
  { name: 'kind', values: VALUES.kind },
  oneOf('side', VALUES.side),
  { name: 'outcome', values: VALUES.outcome, also: RESULT },
  oneOf('conf', OFFERED.conf),
  oneOf('after', ['-1h', '-24h', '-7d', '-30d', '-90d']),
  { name: 'channel', values: [] },
  { name: 'origin', values: VALUES.origin },
  { name: 'is', values: VALUES.is },
];

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
  const count = chosenOf(group).length + (group.also ? chosenOf(group.also).length : 0);
  return html`<details class="drop" name="filter" @toggle=${(/** @type {Event} */ event) => opened(event, group)} @focusout=${leave}>
    <summary class="btn ${count ? 'btn-on' : ''}">${t(`filters.filter.${group.name}`)}${count ? html`<span class="count">${count}</span>` : nothing}${icon('#i-chevron-down', 'size-4')}</summary>
    <div class="menu">${options(group)}${group.also ? html`<p class="menu-note">${t(`filters.filter.${group.also.name}`)}</p>${options(group.also)}` : nothing}</div>
  </details>`;
});

/** @param {Group} group */
const chosenOf = ({ name }) => valuesOf(list.state.text, name);

/** All filters below each other, for the sheet of small screens. */
export const fieldsets = () => html`${GROUPS.flatMap((group) => (group.also ? [group, group.also] : [group])).map((group) => html`<fieldset class="sheet-group"><legend>${t(`filters.filter.${group.name}`)}</legend>${options(group, 'pills')}</fieldset>`)}
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
  const chosen = chosenOf(group);
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
    </div>${name === 'after' ? dates() : nothing}`;
}

/** From one day to another, both whole, in UTC as the search takes days. */
function dates() {
  const [after = '', before = ''] = ['after', 'before'].map((name) => valuesOf(list.state.text, name)[0]);
  return html`<form class="menu-dates" @submit=${between}>
    <label>${t('filters.dates.from')}<input class="field" type="date" name="from" .value=${dayAfter(after, 0)} /></label>
    <label>${t('filters.dates.to')}<input class="field" type="date" name="to" .value=${dayAfter(before, -1)} /></label>
    <button class="btn" type="submit">${t('filters.dates.apply')}</button>
  </form>`;
}

/** Empty if it is no whole day of UTC. @param {string} day @param {number} days */
function dayAfter(day, days) {
  const midnight = Date.parse(/^\d{4}-\d\d-\d\d(T00:00:00Z)?$/.test(day) ? day : '');
  return Number.isNaN(midnight) ? '' : new Date(midnight + days * DAY).toISOString().slice(0, 10);
}

/** @param {SubmitEvent} event */
function between(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const days = new FormData(form);
  const [from, to] = ['from', 'to'].map((name) => String(days.get(name)));
  const [first, last] = from && to && from > to ? [to, from] : [from, to];
  form.closest('details')?.removeAttribute('open');
  list.go({ text: withFilter(withFilter(list.state.text, 'after', first ? [first] : []), 'before', last ? [dayAfter(last, 1)] : []) });
}

/** @param {string} name */
const titleOf = (name) => channels.find(({ id, username }) => username === name || id === name)?.title ?? name;
