// @ts-check
// What the page shows, kept in its address and named as in the API. Whoever has the address sees the same.
import { ORIGINS } from './origins.js';
import { Watching } from './parts.js';
import { FEWEST } from './share.js';

export const TABS = /** @type {const} */ (['overview', 'channels', 'tokens', 'patterns']);
export const RANGES = /** @type {const} */ (['-24h', '-7d', '-30d', '-90d']);
export const KINDS = /** @type {const} */ (['burst', 'consensus', 'copy_network', 'pump_stage', 'sentiment_turn', 'hour_habit', 'exit_run_up']);
export const PERIODS = /** @type {const} */ (['30d', '90d', 'all']);
/** Their begins, as the API takes them. */
export const SINCE = /** @type {Record<string, string>} */ ({ '30d': '-30d', '90d': '-90d' });
export const MOST = 200;

const DEFAULTS = /** @type {Record<string, string>} */ ({
  tab: 'overview', from: '-30d', compare: 'on', measure: 'winRate', period: '90d', unit: 'r', minResults: String(FEWEST), sort: '-score',
});
const SHARED = ['from', 'to', 'origin', 'compare'];
const UNITS = /** @type {Record<string, number>} */ ({ m: 60_000, h: 3_600_000, d: 86_400_000 });
const RELATIVE = /^-([1-9]\d{0,3})([mhd])$/;
const ABSOLUTE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
const LONGEST = 3_650 * UNITS.d;

const oneOf = (/** @type {readonly string[]} */ values) => (/** @type {string} */ value) => values.includes(value);
const like = (/** @type {RegExp} */ pattern) => (/** @type {string} */ value) => pattern.test(value);
const isTime = (/** @type {string} */ value) => RELATIVE.test(value) || (ABSOLUTE.test(value) && !Number.isNaN(Date.parse(value)));

/** What a value must be like; anything else is left out. @type {Record<string, (value: string) => boolean>} */
const RULES = {
  tab: oneOf(TABS),
  from: isTime,
  to: isTime,
  origin: oneOf(ORIGINS),
  compare: oneOf(['on', 'off']),
  measure: oneOf(['winRate', 'count']),
  cell: like(/^[0-6]-[0-7]$/),
  period: oneOf(PERIODS),
  unit: oneOf(['r', 'percent']),
  minResults: (value) => /^\d{1,2}0$/.test(value) && Number(value) >= FEWEST && Number(value) <= MOST,
  sort: oneOf(['score', 'expectancy', 'winRate', 'results', 'edited', 'deleted'].flatMap((column) => [column, `-${column}`])),
  token: like(/^[^\s!-/:-@[-`{-~]{1,20}$/),
  kind: (value) => value.split(',').every(oneOf(KINDS)),
};

/** A time of the address in milliseconds. @param {string} value */
function resolved(value) {
  const [, count, unit] = RELATIVE.exec(value) ?? [];
  return unit ? Date.now() - Number(count) * UNITS[unit] : Date.parse(value);
}

/** As the API takes it, to the second. @param {number} time */
export const instant = (time) => new Date(Math.floor(time / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** Readable where it may be: commas and colons mean nothing to a query. @param {Record<string, string | undefined>} values */
function query(values) {
  const entries = /** @type {[string, string][]} */ (Object.entries(values).filter(([, value]) => value));
  return String(new URLSearchParams(entries)).replaceAll('%2C', ',').replaceAll('%3A', ':');
}

/** The list of signals with these filters, which have the API's names. @param {Record<string, string | undefined>} filters */
export const signalsLink = (filters) => `/signals?${query(filters)}`;

/** The state of the page. It tells by `change` that it is another one. */
class View extends EventTarget {
  /** @type {Record<string, string>} */
  #values = {};
  /** @type {string[]} names of what the address had and nobody can make sense of */
  dropped = [];
  /** Which origin is shown if the address names none; empty as long as that is unknown. */
  usual = '';

  constructor() {
    super();
    this.#read();
    addEventListener('popstate', () => this.#moved());
  }

  /** A value or its default; empty if there is neither. @param {string} name */
  get(name) {
    return this.#values[name] ?? DEFAULTS[name] ?? '';
  }

  get tab() {
    return /** @type {typeof TABS[number]} */ (this.get('tab'));
  }

  get origin() {
    return this.#values.origin ?? this.usual;
  }

  /** Whether the period moves along with the clock. */
  get live() {
    return RELATIVE.test(this.get('from')) && !this.get('to');
  }

  /** Whether this tab shows a period. */
  get hasRange() {
    return this.tab === 'overview' || (this.tab === 'tokens' && this.get('token') !== '');
  }

  /** Begin and end in milliseconds. */
  get span() {
    const from = resolved(this.get('from'));
    return { from, to: this.get('to') ? resolved(this.get('to')) : Date.now() };
  }

  /** The period as parameters of the API. @returns {Record<string, string>} */
  get range() {
    const to = this.get('to');
    return to ? { from: this.get('from'), to } : { from: this.get('from') };
  }

  /**
   * Address with some values changed. What belongs to one tab does not go along to another.
   *
   * @param {Record<string, string | undefined>} changes
   */
  href(changes) {
    const kept = changes.tab && changes.tab !== this.tab ? SHARED : Object.keys(RULES);
    const values = { ...Object.fromEntries(kept.map((name) => [name, this.#values[name]])), ...changes };
    return `?${query(Object.fromEntries(Object.keys(RULES).map((name) => [name, values[name] === DEFAULTS[name] ? undefined : values[name]])))}`;
  }

  /** @param {string} href of this page @param {{ replace?: boolean }} [how] replace: no step of its own for the Back button */
  go(href, { replace = false } = {}) {
    history[replace ? 'replaceState' : 'pushState'](null, '', href === '?' ? location.pathname : href);
    this.#moved();
  }

  /** Another period of the same length. @param {-1 | 1} step */
  shift(step) {
    const { from, to } = this.span;
    const length = to - from;
    const end = to + step * length;
    const preset = RANGES.find((range) => Math.abs(Date.now() - resolved(range) - length) < UNITS.m);
    if (end >= Date.now() - UNITS.m) this.go(preset ? this.href({ from: preset, to: undefined, cell: undefined }) : this.#between(Date.now() - length, Date.now()));
    else this.go(this.#between(end - length, end));
  }

  /** The whole address, with an origin and times that stay what they are. */
  get fixedAddress() {
    const { from, to } = this.span;
    const times = this.hasRange && this.live ? { from: instant(from), to: instant(to) } : {};
    return new URL(this.href({ ...times, origin: this.origin }), location.href).href;
  }

  /** @param {number} from @param {number} to */
  #between(from, to) {
    return this.href({ from: instant(from), to: instant(to), cell: undefined });
  }

  /** @param {string} origin shown unless the address names another */
  settle(origin) {
    if (origin === this.usual) return;
    this.usual = origin;
    this.dispatchEvent(new Event('change'));
  }

  #moved() {
    this.#read();
    this.dispatchEvent(new Event('change'));
  }

  #read() {
    const given = [...new URLSearchParams(location.search)];
    const good = given.filter(([name, value]) => Object.hasOwn(RULES, name) && RULES[name](value));
    this.#values = Object.fromEntries(good);
    this.dropped = given.filter((pair) => !good.includes(pair)).map(([name]) => name);
    const { from, to } = this.span;
    if (from < to && to - from <= LONGEST) return;
    this.dropped.push('from', 'to');
    delete this.#values.from;
    delete this.#values.to;
  }
}

export const view = new View();

/** Draws a host again when the state is another one, or the viewer's settings are. @param {import('lit').ReactiveControllerHost} host */
export const watchView = (host) => new Watching(host, [[view, 'change'], [document, 'settingchange']]);
