// @ts-check
/**
 * What the dashboard knows, in one place. Components read it and are told by the event `change`, whose detail names the
 * part; they never fetch on their own. What shows more than that listens to `envelope`, each change as it came (its detail, an
 * Envelope), and to `leapt`: changes up to a position (its detail) were not heard one by one, so what is shown may be of before.
 *
 * @typedef {import('./types.js').Signal} Signal
 * @typedef {import('./types.js').Envelope} Envelope
 * @typedef {'signals' | 'trades' | 'analytics' | 'status' | 'line'} Part
 * @typedef {Pick<Signal, 'postedAt' | 'kind' | 'side'> & { hour: number }} Heard
 */
import { get } from './api.js';
import { LiveLine } from './live.js';
import { Watching } from './parts.js';
import { isBearish, isBullish } from './signal-words.js';
import { Stream } from './stream.js';

const FEED_ROWS = 100;
const TRADE_ROWS = 20;
const ANALYTICS_EVERY = 60_000;
const AGE_EVERY = 30_000;
const HEARD = 1_000; // then the server's answer is asked for anew, which counts most of them
const HOUR = 3_600_000;
const HOURS = 25; // the last 24 touch 25 hours of the clock

/** More changes a second no eye follows, and drawing them costs those who look. */
const DRAW_AT_MOST_EVERY = 250;

const below = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? 1 : a > b ? -1 : 0);
const newestFirst = (/** @type {Signal} */ a, /** @type {Signal} */ b) => below(a.postedAt, b.postedAt) || below(a.id, b.id);

/** A list by id, newest first and of bounded length. */
class SignalList {
  /** @type {Signal[] | null} null until the first answer */
  rows = null;

  constructor(/** @type {number} */ limit) {
    this.limit = limit;
  }

  /** @param {Signal} signal @returns {boolean} true if it was not there before and stayed */
  put(signal) {
    const known = this.rows?.some((row) => row.id === signal.id) ?? false;
    const rest = (this.rows ?? []).filter((row) => row.id !== signal.id);
    this.rows = [...rest, signal].sort(newestFirst).slice(0, this.limit);
    return !known && this.rows.includes(signal);
  }

  /** @param {string} id */
  remove(id) {
    this.rows = (this.rows ?? []).filter((row) => row.id !== id);
  }
}

/** What the look of a row depends on, its age for early outcomes; a row of which nothing has changed is not drawn again. */
export const rowState = (/** @type {Signal} */ row) => [row, store.fresh.has(row.id), Math.floor(Date.now() / AGE_EVERY)];

class Store extends EventTarget {
  signals = new SignalList(FEED_ROWS);
  trades = new SignalList(TRADE_ROWS);
  /** @type {import('./types.js').Historical | null} */
  historical = null;
  /** @type {import('./types.js').Status | null} */
  status = null;
  /** @type {Partial<Record<Part, import('./api.js').ApiError>>} what could not be fetched */
  errors = {};
  /** @type {Set<string>} ids that came over the line, marked for a moment */
  fresh = new Set();

  /** @type {Map<string, Heard>} heard since `historical.to`: what counting takes, by id */
  #since = new Map();
  stream = new Stream({
    snapshot: () => this.#snapshot(),
    changes: ({ epoch, seq }) => get('/signals/changes', { epoch, afterSeq: seq, limit: 200 }),
    apply: (envelope) => this.#apply(envelope),
  });
  line = new LiveLine(this.stream, {
    status: (status) => this.#setStatus(status),
    poll: () => this.loadStatus(),
  });

  #lists = true;

  /** @param {boolean} lists false: no signals and figures are fetched, only what the badge shows */
  start(lists) {
    this.#lists = lists;
    this.line.addEventListener('state', () => this.#changed('line'));
    this.line.start();
    if (!lists) return;
    this.loadStatus().catch(() => {});
    this.line.addEventListener('recovered', () => this.loadAnalytics());
    this.loadAnalytics();
    setInterval(() => document.hidden || this.loadAnalytics(), ANALYTICS_EVERY);
    // what a row shows may depend on its age
    setInterval(() => ['signals', 'trades'].forEach((part) => this.#changed(/** @type {Part} */ (part))), AGE_EVERY);
  }

  async loadStatus() {
    this.#setStatus(await this.#fetch('status', () => get('/status')));
  }

  async loadAnalytics() {
    try {
      const answer = await this.#fetch('analytics', () => get('/analytics/historical', { bucket: 'hour', from: '-24h' }));
      this.historical = answer;
      for (const [id, signal] of this.#since) if (signal.postedAt < answer.to) this.#since.delete(id);
      this.#changed('analytics');
    } catch {
      // shown in place by whoever draws analytics
    }
  }

  /** Loads the lists again, for a Retry button. */
  reload() {
    this.stream.reload().catch(() => {});
  }

  /**
   * The hours of the last day, the empty ones too. To the server's answer, which may come from a cache, is added what
   * was heard since.
   *
   * @returns {import('./types.js').Bucket[]}
   */
  hours() {
    if (!this.historical) return [];
    const first = hourOf(this.historical.from);
    let last = hourOf(this.historical.to);
    for (const { hour } of this.#since.values()) last = Math.max(last, hour);
    const hours = new Map();
    for (let time = first; time <= last; time += HOUR) hours.set(time, emptyHour(time));
    for (const bucket of this.historical.series) hours.set(hourOf(bucket.at), { ...bucket, byKind: { ...bucket.byKind } });
    for (const signal of this.#since.values()) count(hours.get(signal.hour), signal);
    return [...hours.values()].slice(-HOURS);
  }

  /** Signals of the last day, by the same rule as {@link hours}. */
  signalCount() {
    return (this.historical?.summary.signals ?? 0) + this.#since.size;
  }

  async #snapshot() {
    if (!this.#lists) {
      await this.loadStatus();
      return this.#leapt(/** @type {import('./types.js').Status} */ (this.status));
    }
    const [signals, trades] = await this.#fetch('signals', () =>
      Promise.all([
        get('/signals', { limit: FEED_ROWS }),
        get('/signals', { limit: TRADE_ROWS, kind: 'trade_signal' }),
      ]),
    );
    this.signals.rows = signals.data.slice().sort(newestFirst);
    this.trades.rows = trades.data.slice().sort(newestFirst);
    this.#changed('signals');
    this.#changed('trades');
    // the first list was read first or the second was: what lies between them comes again, and repeats are harmless
    return this.#leapt(signals.asOf.seq <= trades.asOf.seq ? signals.asOf : trades.asOf);
  }

  /** @template {import('./types.js').Position} P @param {P} to @returns {P} */
  #leapt(to) {
    this.dispatchEvent(new CustomEvent('leapt', { detail: to }));
    return to;
  }

  #apply(/** @type {Envelope} */ envelope) {
    const { type, data } = envelope;
    if (type === 'signal.deleted') {
      this.signals.remove(data.id);
      this.trades.remove(data.id);
      this.#since.delete(data.id);
    } else {
      if (this.signals.put(data) && type === 'signal.created') this.#welcome(data);
      if (data.kind === 'trade_signal') this.trades.put(data);
      else this.trades.remove(data.id); // an operator may have corrected the kind
      if (this.#since.has(data.id)) this.#count(data);
    }
    this.#changed('signals');
    this.#changed('trades');
    this.dispatchEvent(new CustomEvent('envelope', { detail: envelope }));
  }

  #welcome(/** @type {Signal} */ signal) {
    this.fresh.add(signal.id);
    setTimeout(() => this.fresh.delete(signal.id), 2_000);
    if (this.historical && signal.postedAt >= this.historical.to) {
      this.#count(signal);
      if (this.#since.size % HEARD === 0) this.loadAnalytics(); // also on a page that nobody looks at
      this.#changed('analytics');
    }
  }

  #count(/** @type {Signal} */ { id, postedAt, kind, side }) {
    this.#since.set(id, { postedAt, kind, side, hour: hourOf(postedAt) });
  }

  #setStatus(/** @type {import('./types.js').Status} */ status) {
    this.status = status;
    delete this.errors.status;
    this.#changed('status');
  }

  /**
   * @template T
   * @param {Part} part
   * @param {() => Promise<T>} fetching
   * @returns {Promise<T>}
   */
  async #fetch(part, fetching) {
    try {
      const answer = await fetching();
      delete this.errors[part];
      return answer;
    } catch (error) {
      this.errors[part] = /** @type {import('./api.js').ApiError} */ (error);
      this.#changed(part);
      throw error;
    }
  }

  #changed(/** @type {Part} */ part) {
    this.dispatchEvent(new CustomEvent('change', { detail: part }));
  }
}

const hourOf = (/** @type {string} */ time) => Math.floor(Date.parse(time) / HOUR) * HOUR;

const emptyHour = (/** @type {number} */ time) => ({ at: new Date(time).toISOString(), bullish: 0, bearish: 0, neutral: 0, byKind: {} });

/** @param {any} hour @param {Heard} signal */
function count(hour, signal) {
  if (isBullish(signal)) hour.bullish++;
  else if (isBearish(signal)) hour.bearish++;
  else hour.neutral++;
  hour.byKind[signal.kind] = (hour.byKind[signal.kind] ?? 0) + 1;
}

export const store = new Store();

/**
 * Lit controller: draws its host again when one of the parts changes. The first change after a rest is drawn at once, those
 * that follow together.
 */
export class Watch extends Watching {
  #host;
  #drawnAt = -DRAW_AT_MOST_EVERY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later = undefined;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {Part[]} parts
   */
  constructor(host, ...parts) {
    super(host, [[store, 'change']], (event) => parts.includes(/** @type {CustomEvent<Part>} */ (event).detail) && this.#changed());
    this.#host = host;
  }

  #changed() {
    const wait = this.#drawnAt + DRAW_AT_MOST_EVERY - performance.now();
    if (wait > 0) this.#later ??= setTimeout(this.#draw, wait);
    else this.#draw();
  }

  #draw = () => {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#drawnAt = performance.now();
    this.#host.requestUpdate();
  };
}
