// @ts-check
/**
 * The channels and what of them is shown. The address is the state: `q` (a part of a name), `sort`, `imported=1` (posts
 * that were loaded later count too), `open` (the id of one). Components are told by the event `change`.
 *
 * @typedef {{ hits: number, of: number, share: number, lower: number, upper: number } | null} Share
 * @typedef {object} Channel
 * @property {string} id
 * @property {string | null} username
 * @property {string} title
 * @property {string} origin
 * @property {string} source
 * @property {number} posts
 * @property {number} edits
 * @property {number} deletions
 * @property {number} signals
 * @property {string | null} firstPostAt
 * @property {string | null} lastPostAt
 * @property {string} createdAt
 * @property {string} state
 * @property {string | null} reason
 * @property {string | null} cure
 * @property {string} countedFrom
 * @property {number | null} postsPerDay
 * @property {Share} signalShare
 * @property {Share} edited
 * @property {Share} deleted
 * @property {{ origin: string, period: string, withStop: boolean, winRate: NonNullable<Share>, ranked: boolean } | null} record
 * @typedef {{ q: string, sort: string, imported: boolean, open: string }} State
 */
import { get } from './api.js';
import { Watching } from './parts.js';

const PAGE = 200;
const PAGES = 5;
const RENEW_EVERY = 60_000;
const LATEST = '-lastPostAt';

/** Who needs somebody comes first. */
export const STATES = ['blocked', 'conflict', 'retrying', 'stale', 'paused', 'waiting', 'unknown', 'reading', 'manual', 'imported'];

/** What each column sorts by; what is not known goes last. @type {Record<string, (row: Channel) => string | number | null | undefined>} */
export const KEYS = {
  title: ({ title }) => title.toLowerCase(),
  state: ({ state }) => STATES.indexOf(state),
  lastPostAt: ({ lastPostAt }) => lastPostAt,
  postsPerDay: ({ postsPerDay }) => postsPerDay,
  signalShare: ({ signalShare }) => signalShare?.share,
  record: ({ record }) => (record?.ranked ? record.winRate.share : null),
  edited: ({ edited }) => edited?.share,
  deleted: ({ deleted }) => deleted?.share,
};

/** What the address may say of each part of the state. @type {Record<string, (value: string) => boolean>} */
const GOOD = {
  q: (value) => value.length <= 100,
  sort: (value) => Object.hasOwn(KEYS, value.replace(/^-/, '')),
  imported: (value) => value === '1',
  open: (value) => /^-?\d{1,19}$/.test(value),
};

class Channels extends EventTarget {
  /** @type {State} */
  state = { q: '', sort: LATEST, imported: false, open: '' };
  /** @type {string[]} what the address said and could not be taken */
  dropped = [];
  /** @type {Channel[] | null} null until the first answer */
  all = null;
  /** Whether there are more than are loaded. */
  more = false;
  /** @type {import('./api.js').ApiError | null} */
  error = null;
  busy = false;
  #turn = 0;

  start() {
    // what changes the part behind # alone changes no list
    addEventListener('popstate', () => new URL(this.href(), location.href).search === location.search || this.#follow());
    setInterval(() => document.hidden || this.load(), RENEW_EVERY);
    this.#follow();
    // one spelling of every address, so that Back leads to what was seen
    history.replaceState(history.state, '', this.href() + location.hash);
  }

  /** Those that the filter leaves, in order. */
  get rows() {
    const wanted = this.state.q.trim().toLowerCase();
    const key = KEYS[this.state.sort.replace('-', '')];
    const sign = this.state.sort.startsWith('-') ? -1 : 1;
    const fits = (/** @type {Channel} */ { title, username, id }) => !wanted || [title, username ? `@${username}` : '', id].some((name) => name.toLowerCase().includes(wanted));
    return (this.all ?? []).filter(fits).toSorted((a, b) => {
      const [x, y] = [key(a), key(b)];
      return Number(x == null) - Number(y == null) || sign * (x === y ? 0 : /** @type {any} */ (x) < /** @type {any} */ (y) ? -1 : 1) || a.title.localeCompare(b.title);
    });
  }

  /** The one that is open, if it is known. */
  get open() {
    return this.all?.find(({ id }) => id === this.state.open);
  }

  /** @param {Partial<State>} change @param {{ replace?: boolean }} [how] */
  go(change, { replace = false } = {}) {
    const again = change.imported !== undefined && change.imported !== this.state.imported;
    this.state = { ...this.state, ...change };
    if (Object.keys(change).some((name) => name !== 'open')) this.dropped = [];
    history[replace ? 'replaceState' : 'pushState'](null, '', this.href());
    if (again) this.load();
    else this.changed();
  }

  /** The address of a state. @param {Partial<State>} [change] */
  href(change) {
    const { q, sort, imported, open } = { ...this.state, ...change };
    const given = new URLSearchParams({ ...(q && { q }), ...(sort !== LATEST && { sort }), ...(imported && { imported: '1' }), ...(open && { open }) });
    return `/channels${given.size ? `?${given}` : ''}`;
  }

  async load() {
    const turn = ++this.#turn;
    this.busy = true;
    this.changed();
    try {
      const { rows, more } = await this.#fetched();
      if (turn !== this.#turn) return;
      this.all = rows;
      this.more = more;
      this.error = null;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.error = /** @type {import('./api.js').ApiError} */ (error);
    }
    this.busy = false;
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  async #fetched() {
    /** @type {Channel[]} */
    const rows = [];
    let cursor = '';
    for (let page = 0; page < PAGES; page++) {
      const answer = await get('/channels', { limit: PAGE, ...(this.state.imported && { imported: 'true' }), ...(cursor && { cursor }) });
      rows.push(...answer.data);
      cursor = answer.page.next ?? '';
      if (!cursor) break;
    }
    return { rows, more: Boolean(cursor) };
  }

  #follow() {
    const given = [...new Map(new URLSearchParams(location.search))];
    const good = given.filter(([name, value]) => Object.hasOwn(GOOD, name) && GOOD[name](value));
    const { q = '', sort = LATEST, imported = '', open = '' } = Object.fromEntries(good);
    const before = this.state.imported;
    this.state = { q, sort, imported: imported === '1', open };
    this.dropped = given.filter((pair) => !good.includes(pair)).map(([name, value]) => `${name}=${value}`);
    if (!this.all || before !== this.state.imported) this.load();
    else this.changed();
  }
}

export const channels = new Channels();

/** Whether a channel of the demo is known. */
export const demoKnown = () => Boolean(channels.all?.some(({ origin }) => origin === 'demo'));

/** Draws a host again when the list changes. @param {import('lit').ReactiveControllerHost} host */
export const watchChannels = (host) => new Watching(host, [[channels, 'change']]);
