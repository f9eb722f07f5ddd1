// @ts-check
// The filters as buttons: each writes into the search what one could type there.
import { html, nothing } from 'lit';
import { t } from './i18n.js';
import { channelsLike, tokensLike } from './known.js';
import { icon } from './parts.js';
import { SORTS } from './signals-address.js';
import { list } from './signals-list.js';
import { OFFERED, VALUES, takes, valuesOf, withFilter } from './signals-query.js';
import { valueWord } from './signals-words.js';

/**
 * @typedef {{ value: string, title: string, id?: string }} Found a value with its name; id: another word for it
 * @typedef {{ name: string, values: string[], one?: boolean }} Group a filter with what can be chosen; one: only one of it
 * @typedef {{ name: string, groups: Group[] }} Drop a button of the bar with what its list holds
 */

/** @param {string} name @param {string[]} values @returns {Group} */
const oneOf = (name, values) => ({ name, values, one: true });

/** @param {string} name @returns {Group} */
const anyOf = (name) => ({ name, values: VALUES[name] ?? [] });

const DAY = 86_400_000;

/** In the order of the bar. @type {Drop[]} */
const BAR = [
  { name: 'token', groups: [anyOf('token')] },
  { name: 'side', groups: [oneOf('side', VALUES.side)] },
  { name: 'kind', groups: [anyOf('kind')] },
  { name: 'outcome', groups: [anyOf('outcome'), oneOf('r', OFFERED.r)] },
  { name: 'after', groups: [oneOf('after', ['-1h', '-24h', '-7d', '-30d', '-90d'])] },
  { name: 'channel', groups: [anyOf('channel')] },
  { name: 'state', groups: [oneOf('state', VALUES.state)] },
  { name: 'more', groups: [oneOf('conf', OFFERED.conf), anyOf('origin'), anyOf('is')] },
];

/** Filters whose values are looked up by a part of their names. @type {Record<string, (part: string) => Promise<Found[]>>} */
const FINDERS = {
  token: async (part) => (await tokensLike(part)).map((value) => ({ value, title: value })),
  channel: async (part) => (await channelsLike(part)).map(({ id, username, title }) => ({ value: username ?? id, title, id })),
};

/** What was found last, and by what. @type {Record<string, { part: string, found: Found[] }>} */
const known = { token: { part: '', found: [] }, channel: { part: '', found: [] } };

/** @param {string} name of a filter @param {string} [part] @returns {Promise<boolean>} false if another part is looked for by now */
async function lookUp(name, part = '') {
  known[name].part = part;
  const found = await FINDERS[name](part);
  if (known[name].part !== part) return false;
  known[name].found = found;
  list.changed();
  return true;
}

/** Looks up what all lists offer, when they are shown together. */
export const lookUpAll = () => Object.keys(FINDERS).forEach((name) => lookUp(name, known[name].part));

/** @param {string} name @param {string[]} values */
function set(name, values) {
  // a period that somebody chooses ends now
  const text = name === 'after' ? withFilter(list.state.text, 'before', []) : list.state.text;
  list.go({ text: withFilter(text, name, values) });
}

/** All filters as buttons that open a list. */
export const buttons = () => BAR.map(({ name, groups }) => {
  const count = groups.reduce((sum, group) => sum + chosenOf(group).length, 0);
  return html`<details class="drop" name="filter" @toggle=${(/** @type {Event} */ event) => opened(event, groups)} @focusout=${leave}>
    <summary class="btn ${count ? 'btn-on' : ''}">${t(`filters.filter.${name}`)}${count ? html`<span class="count">${count}</span>` : icon('#i-chevron-down', 'size-4')}</summary>
    <div class="menu">${groups.map((group) => html`${group.name === name ? nothing : html`<p class="menu-note">${t(`filters.filter.${group.name}`)}</p>`}${options(group)}`)}</div>
  </details>`;
});

/** @param {Group} group */
const chosenOf = ({ name }) => valuesOf(list.state.text, name);

/** All filters below each other, for the sheet of small screens. */
export const fieldsets = () => html`${BAR.flatMap(({ groups }) => groups).map((group) => html`<fieldset class="sheet-group"><legend>${t(`filters.filter.${group.name}`)}</legend>${options(group, 'pills')}</fieldset>`)}
  <label class="sheet-group sheet-sort"><span>${t('filters.sort')}</span><select class="field" @change=${(/** @type {Event} */ event) => list.go({ sort: /** @type {HTMLSelectElement} */ (event.target).value })}>
    ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === list.state.sort}>${t(`filters.sort.${sort}`)}</option>`)}
  </select></label>`;

/** @param {Event} event @param {Group[]} groups */
function opened({ target }, [{ name }]) {
  if (Object.hasOwn(FINDERS, name) && /** @type {HTMLDetailsElement} */ (target).open) lookUp(name, known[name].part);
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
  const finds = Object.hasOwn(FINDERS, name);
  const turn = (/** @type {string} */ value) => {
    if (one) return set(name, chosen.includes(value) ? [] : [value]);
    return set(name, chosen.includes(value) ? chosen.filter((it) => it !== value) : [...chosen, value]);
  };
  return html`${finds ? finder(name) : nothing}
    <div class=${style} role="group" aria-label=${t(`filters.filter.${name}`)}>
      ${(finds ? offered(name, chosen) : group.values).map((value) => html`<button class="menu-item" type="button" role=${one ? nothing : 'checkbox'} aria-checked=${one ? nothing : chosen.includes(value)} aria-pressed=${one ? chosen.includes(value) : nothing} @click=${() => turn(value)}>
        <span class="tick">${chosen.includes(value) ? icon('#i-check', 'size-4') : nothing}</span><bdi class="truncate">${finds ? titleOf(name, value) : valueWord(name, value)}</bdi>
      </button>`)}
    </div>${name === 'after' ? dates() : nothing}`;
}

/** Where one types a part of a name; Enter takes what it found. @param {string} name */
const finder = (name) => {
  const label = t(name === 'token' ? 'filters.findToken' : 'filters.findChannel');
  /** @param {KeyboardEvent} event */
  const pressed = ({ key, isComposing, target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    if (key === 'Enter' && !isComposing) took(name, field);
    if (key === 'Escape') shut(field);
  };
  return html`<input class="field drop-find" type="text" aria-label=${label} placeholder=${label} maxlength="64" autocomplete="off" autocapitalize="off" spellcheck="false" @focus=${() => known[name].found.length || lookUp(name)}
    @input=${(/** @type {Event} */ event) => lookUp(name, /** @type {HTMLInputElement} */ (event.target).value.trim())} @keydown=${pressed} />`;
};

/** The keys of the page are not heard from a field. @param {HTMLInputElement} field */
function shut(field) {
  const drop = field.closest('details');
  drop?.removeAttribute('open');
  drop?.querySelector('summary')?.focus();
}

/** What is chosen, what was found, and of tokens what was typed: not every one of them is called much now. @param {string} name @param {string[]} chosen */
function offered(name, chosen) {
  const { part, found } = known[name];
  const own = name === 'token' && takes(name, part) ? [part.toUpperCase()] : [];
  return [...new Set([...chosen, ...found.map(({ value }) => value), ...own])];
}

/** @param {string} name @param {HTMLInputElement} field */
async function took(name, field) {
  const typed = field.value.trim();
  if (!typed) return;
  if (!(await lookUp(name, typed))) return;
  const value = name === 'token' && takes(name, typed) ? typed.toUpperCase() : known[name].found[0]?.value;
  if (!value) return;
  field.value = '';
  set(name, [...new Set([...valuesOf(list.state.text, name), value])]);
  lookUp(name);
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

/** @param {string} name of a filter @param {string} wanted */
const titleOf = (name, wanted) => known[name].found.find(({ value, id }) => value === wanted || id === wanted)?.title ?? wanted;
