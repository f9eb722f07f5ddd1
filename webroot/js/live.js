// @ts-check
/**
 * The live line: one socket to the event bus bridge, and what to do while there is none. Order and completeness are the
 * stream's business (stream.js), so a lost socket costs time and never data.
 *
 * The bridge is spoken to over a plain WebSocket. Where that does not get through (proxies), the same envelopes come as
 * server-sent events; those do not tell the status of the system, so it is asked for as long. They take no
 * token, so where reading is closed there are none. There the line begins when somebody has signed in and ends when he
 * signs out: `closed`.
 *
 * @typedef {'connecting' | 'live' | 'reconnecting' | 'polling' | 'offline' | 'closed'} LineState
 */
import { session } from './session.js';
import { setting } from './settings.js';

const SIGNALS = 'live.signals.v1';
const STATUS = 'live.status.v1';
const PING_EVERY = 30_000;
const SILENCE_LIMIT = 45_000;
const POLL_EVERY = 10_000;
const HIDDEN_LIMIT = 300_000;
const LONGEST_DELAY = 30_000;
const OPEN_WITHIN = 15_000;
const REFUSALS = 2;
const POLL_AFTER_FAILURES = 3;
const EVENTS_TURN = 2;

const utf8 = new TextDecoder();

function plainSocket() {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/eventbus/websocket`);
  socket.binaryType = 'arraybuffer'; // Vert.x sends its frames as binary ones
  return socket;
}

/** 1, 2, 4 ... 30 s, each a bit different so that a thousand pages do not come back as one. */
const retryDelay = (/** @type {number} */ failures) =>
  Math.min(LONGEST_DELAY, 1000 * 2 ** Math.max(0, failures - 1)) * (0.75 + Math.random() / 2);

/** Events: `state` when {@link LiveLine#state} changes; `recovered`, its detail the number of changes caught up. */
export class LiveLine extends EventTarget {
  /** @type {LineState} */
  state = 'connecting';
  lastContact = new Date();

  #stream;
  /** @type {any} */
  #socket = null;
  #failures = 0;
  /** Tokens in a row that the line was refused with. */
  #refusals = 0;
  #heardAt = 0;
  #wasLive = false;
  /** What the line registered with. @type {Record<string, string>} */
  #shown = {};
  /** @type {Record<string, ReturnType<typeof setTimeout> | undefined>} */
  #timers = {};

  /**
   * @param {import('./stream.js').Stream} stream
   * @param {object} page
   * @param {(status: import('./types.js').Status) => void} page.status takes a status message
   * @param {() => Promise<unknown>} page.poll fetches what else changes, while there is no socket
   */
  constructor(stream, page) {
    super();
    this.#stream = stream;
    this.page = page;
  }

  start() {
    addEventListener('online', () => this.#reconnectNow());
    addEventListener('offline', () => this.#setState('offline'));
    session.addEventListener('change', () => session.closed && this.#restart());
    document.addEventListener('visibilitychange', () => this.#visibility());
    setInterval(() => this.#ping(), PING_EVERY);
    if (document.hidden) this.#visibility(); // opened behind others
    this.#connect();
    this.#stream.sync().catch(() => {});
  }

  get #open() {
    return this.#socket?.readyState === 1;
  }

  /** Whether there is a socket that tells all that changes. */
  get #hearsAll() {
    return this.#open && !this.#socket.deaf;
  }

  async #connect() {
    clearTimeout(this.#timers.retry);
    if (this.#socket) return;
    if (session.closed && !session.known) return this.#setState('closed');
    /** @type {any} */
    let socket = {};
    const place = (this.#socket = socket);
    try {
      socket = this.#failures % 3 === EVENTS_TURN && !session.closed ? (await import('./live-events.js')).eventSocket(SIGNALS) : plainSocket();
    } catch {
      return this.#lost(place);
    }
    if (place !== this.#socket) return socket.close();
    this.#socket = socket;
    socket.onopen = () => this.#opened(socket);
    socket.onmessage = (/** @type {MessageEvent} */ { data }) =>
      socket === this.#socket && this.#frame(typeof data === 'string' ? data : utf8.decode(data));
    socket.onclose = () => this.#lost(socket);
    this.#timers.opening = setTimeout(() => this.#cut(), OPEN_WITHIN);
  }

  async #opened(/** @type {any} */ socket) {
    if (socket !== this.#socket) return;
    clearTimeout(this.#timers.opening);
    this.#failures = 0;
    this.#heard();
    clearTimeout(this.#timers.poll);
    if (!this.#hearsAll) this.#timers.poll = setTimeout(() => this.#poll(), POLL_EVERY);
    this.#shown = session.closed ? await session.headers() : {};
    if (socket !== this.#socket) return;
    for (const address of [SIGNALS, STATUS]) socket.send(JSON.stringify({ type: 'register', address, headers: this.#shown }));
    const before = this.#stream.applied;
    const failed = await this.#stream.sync().then(() => null, (/** @type {{ status?: number }} */ error) => error);
    // the server says nothing to a registration that it takes; one that it does not take has ended this socket by now
    if (socket !== this.#socket) return;
    if (failed?.status === 401 || failed?.status === 403) return this.#refused();
    this.#refusals = 0;
    const returning = this.#wasLive;
    this.#setState('live');
    if (returning && !failed) this.dispatchEvent(new CustomEvent('recovered', { detail: this.#stream.applied - before }));
  }

  #frame(/** @type {string} */ text) {
    this.#heard();
    const { type, address, body } = JSON.parse(text);
    if (type === 'err') this.#refused();
    if (type !== 'rec') return;
    if (address === SIGNALS) this.#stream.offer(body);
    if (address === STATUS) {
      this.page.status(body);
      this.#stream.heardOf(body);
    }
  }

  /** Reading is closed: the line begins anew with a token, or another one, if there can be one. Where it is open it has none, since it would end with it. */
  async #refused() {
    session.closed = true;
    this.#drop();
    session.drop(this.#shown);
    const again = this.#refusals++ < REFUSALS && (await session.headers()).authorization;
    if (this.#socket) return;
    if (again) return this.#connect();
    this.#setState('closed');
    if (session.known) this.#timers.retry = setTimeout(() => this.#connect(), LONGEST_DELAY);
  }

  #restart() {
    this.#drop();
    this.#failures = 0;
    this.#refusals = 0;
    this.#connect();
  }

  #lost(/** @type {any} */ socket) {
    if (socket !== this.#socket) return;
    clearTimeout(this.#timers.opening);
    this.#socket = null;
    this.#failures++;
    if (this.state === 'live') this.#setState('reconnecting');
    if (this.#failures === POLL_AFTER_FAILURES) this.#poll();
    this.#timers.retry = setTimeout(() => this.#connect(), retryDelay(this.#failures));
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close?.();
    for (const name of ['retry', 'poll', 'opening']) clearTimeout(this.#timers[name]);
  }

  /** Gives up a socket that says nothing. */
  #cut() {
    const dead = this.#socket;
    dead?.close?.();
    this.#lost(dead);
  }

  #reconnectNow() {
    if (this.#open) {
      this.#setState('live');
      return;
    }
    if (this.state !== 'connecting' && this.state !== 'closed') this.#setState('reconnecting');
    this.#restart();
  }

  #visibility() {
    clearTimeout(this.#timers.hidden);
    if (document.hidden) this.#timers.hidden = setTimeout(() => setting('alerts') || this.#drop(), HIDDEN_LIMIT);
    else this.#reconnectNow();
  }

  #ping() {
    if (!this.#open) return;
    if (Date.now() - this.#heardAt <= SILENCE_LIMIT) {
      this.#socket.send('{"type":"ping"}');
      return;
    }
    this.#cut();
  }

  /** While there is no socket, or a deaf one: ask every 10 s, and say so where nothing else is heard. */
  async #poll() {
    try {
      await Promise.all([this.#stream.sync(), this.page.poll()]);
      if (this.state === 'closed') return;
      if (!this.#hearsAll) this.#heard();
      if (!this.#open) this.#setState('polling');
    } catch {
      if (this.state === 'closed') return;
      if (!this.#open) this.#setState('offline');
    }
    clearTimeout(this.#timers.poll);
    if (!this.#hearsAll) this.#timers.poll = setTimeout(() => this.#poll(), POLL_EVERY);
  }

  #heard() {
    this.#heardAt = Date.now();
    this.lastContact = new Date();
  }

  #setState(/** @type {LineState} */ state) {
    if (state === 'live') this.#wasLive = true;
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }
}
