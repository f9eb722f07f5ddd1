// @ts-check
/**
 * The list: what is asked for, what is shown, what waits. Components read it and are told by the event `change`; the
 * address follows it, and Back and Forward lead it.
 *
 * @typedef {import('./types.js').Signal} Signal
 * @typedef {import('./signals-address.js').State} State
 */
import { get } from './api.js';
import { Watching } from './parts.js';
import { NEWEST, question, read, write } from './signals-address.js';
import { store } from './store.js';

const ROWS = 50;
const LOOK_AT_MOST_EVERY = 2_000;

class List extends EventTarget {
  /** @type {State} */
  state = { text: '', sort: NEWEST, cursor: '', open: '' };
  /** @type {string[]} what the address said and could not be taken */
  dropped = [];
  /** @type {Signal[] | null} null until the first answer */
  rows = null;
  /** @type {{ next: string | null, prev: string | null }} */
  page = { next: null, prev: null };
  /** @type {{ count: number, exact: boolean } | null} */
  total = null;
  /** @type {import('./api.js').ApiError | null} */
  error = null;
  busy = false;
  /** @type {Signal[]} newer ones that match and are not shown yet */
  waiting = [];
  /** Number of the first row among all, -1 where it is not known. */
  offset = 0;

  #asked = 0;
  #counted = '';
  #lookedAt = 0;
  /** What the answer shown last is as of. */
  #asOf = { epoch: '', seq: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #looking;

  start() {
    addEventListener('popstate', () => this.#follow());
    store.addEventListener('envelope', (event) => this.#heard(/** @type {CustomEvent} */ (event).detail));
    store.addEventListener('leapt', (event) => this.#leapt(/** @type {CustomEvent} */ (event).detail));
    store.addEventListener('change', (event) => this.#told(/** @type {CustomEvent} */ (event).detail));
    this.#follow();
    // one spelling of every address, so that Back leads to what was seen
    history.replaceState(history.state, '', write(this.state));
  }

  /** What the server did not understand of the search, in its words. */
  get refused() {
    return this.error?.status === 400 ? this.error.detail : '';
  }

  /** Rows that can be asked about: the first of all, newest first, may grow. */
  get #grows() {
    return !this.state.cursor && this.state.sort === NEWEST;
  }

  /**
   * Leads to another state: a change of the search or the order begins at its first page.
   *
   * @param {Partial<State>} change
   * @param {{ replace?: boolean, offset?: number }} [how]
   */
  go(change, { replace = false, offset = 0 } = {}) {
    const before = this.state;
    const other = (change.text ?? before.text) !== before.text || (change.sort ?? before.sort) !== before.sort;
    this.state = { ...before, ...(other && { cursor: '' }), ...change };
    const moved = other || this.state.cursor !== before.cursor;
    if (moved) this.offset = offset;
    if (other) this.dropped = [];
    const address = write(this.state);
    if (address !== location.pathname + location.search) history[replace ? 'replaceState' : 'pushState']({ offset: this.offset }, '', address);
    if (moved) this.load();
    else this.changed();
  }

  /** The page before or behind. @param {'next' | 'prev'} to */
  turn(to) {
    const cursor = this.page[to];
    if (!cursor) return;
    const offset = this.offset < 0 ? -1 : Math.max(0, this.offset + (to === 'next' ? 1 : -1) * (to === 'next' ? (this.rows?.length ?? ROWS) : ROWS));
    this.go({ cursor: to === 'prev' && offset === 0 ? '' : cursor }, { offset });
  }

  async load() {
    const { text, sort, cursor } = this.state;
    const turn = ++this.#asked;
    const count = this.#counted !== text || !cursor || !this.total;
    this.busy = true;
    this.changed();
    try {
      const answer = await get('/signals', { limit: ROWS, ...question(this.state), ...(cursor && { cursor }), ...(count && { include: 'total' }) });
      if (turn !== this.#asked) return;
      this.rows = answer.data;
      this.#asOf = answer.asOf;
      this.page = answer.page;
      if (count) this.total = answer.page.total ?? null;
      this.#counted = text;
      this.waiting = [];
      this.error = null;
    } catch (error) {
      if (turn !== this.#asked) return;
      this.error = /** @type {import('./api.js').ApiError} */ (error);
      // a cursor serves one list only; a link may carry one of another
      if (this.error.status === 400 && cursor) {
        this.dropped = [`cursor=${cursor}`];
        return this.go({ cursor: '', sort, text }, { replace: true });
      }
    }
    this.busy = false;
    this.changed();
  }

  /** Takes the rows that wait. */
  take() {
    if (this.total) this.total = { ...this.total, count: this.total.count + this.waiting.length };
    this.rows = [...this.waiting, ...(this.rows ?? [])].slice(0, ROWS);
    this.waiting = [];
    this.changed();
    this.load();
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  #follow() {
    const { state, dropped } = read(location.search);
    const before = this.state;
    const same = this.rows && ['text', 'sort', 'cursor'].every((name) => state[/** @type {keyof State} */ (name)] === before[/** @type {keyof State} */ (name)]);
    this.state = state;
    this.dropped = dropped;
    this.offset = history.state?.offset ?? (state.cursor ? -1 : 0);
    if (same) this.changed();
    else this.load();
  }

  /** What is shown may change its words, but not its place; what is no more goes. */
  #heard(/** @type {import('./types.js').Envelope} */ { type, data }) {
    if (type === 'signal.deleted') this.#keep(({ id }) => id !== data.id);
    else this.#renew(new Map([[data.id, data]]));
    this.#lookSoon();
  }

  /** Changes were not heard one by one: what is shown is read again, but not moved. */
  #leapt(/** @type {import('./types.js').Position} */ { epoch, seq }) {
    if (this.rows && (epoch !== this.#asOf.epoch || seq > this.#asOf.seq)) this.#look(true);
  }

  #told(/** @type {string} */ part) {
    if (part === 'status' && (store.status?.seq ?? 0) > this.#asOf.seq) this.#lookSoon();
  }

  #lookSoon() {
    if (!this.#grows || !this.rows || this.#looking) return;
    const wait = Math.max(0, this.#lookedAt + LOOK_AT_MOST_EVERY - Date.now());
    this.#looking = setTimeout(() => this.#look(false), wait);
  }

  /** @param {Map<string, Signal>} now */
  #renew(now) {
    if (!this.rows?.some((row) => now.has(row.id))) return;
    this.rows = this.rows.map((row) => now.get(row.id) ?? row);
    this.changed();
  }

  /** @param {(row: Signal) => boolean} fits */
  #keep(fits) {
    const before = this.rows?.length ?? 0;
    this.rows = this.rows?.filter(fits) ?? null;
    this.waiting = this.waiting.filter(fits);
    const gone = before - (this.rows?.length ?? 0);
    if (gone && this.total) this.total = { ...this.total, count: Math.max(0, this.total.count - gone) };
    this.changed();
  }

  /** A hint came: what matches now and is not shown is for the server to say, as it knows the language. @param {boolean} all whether what is shown is of before too */
  async #look(all) {
    this.#lookedAt = Date.now();
    const turn = this.#asked;
    const { cursor, sort } = this.state;
    try {
      const { data, asOf } = await get('/signals', { limit: ROWS, ...question(this.state), ...(cursor && { cursor }) });
      if (turn !== this.#asked || !this.rows) return;
      this.#asOf = asOf;
      if (this.#grows) this.#wait(data);
      if (!all) return;
      const now = new Map(data.map((/** @type {Signal} */ row) => [row.id, row]));
      this.#renew(now);
      // later ones may only have been pushed behind what was read
      const end = data.length < ROWS ? '' : data.at(-1).postedAt;
      if (sort === NEWEST) this.#keep(({ id, postedAt }) => now.has(id) || postedAt <= end);
    } catch {
      // the next hint asks again
    } finally {
      this.#looking = undefined;
    }
  }

  /** @param {Signal[]} data the newest that match */
  #wait(data) {
    const rows = this.rows ?? [];
    const known = new Set(rows.map((row) => row.id));
    const newest = rows[0]?.postedAt ?? '';
    this.waiting = data.filter((row) => !known.has(row.id) && row.postedAt >= newest);
    if (!rows.length && this.waiting.length) this.take();
    else this.changed();
  }
}

export const list = new List();

/** Draws a host again when the list changes. @param {import('lit').ReactiveControllerHost} host */
export const watchList = (host) => new Watching(host, [[list, 'change']]);
