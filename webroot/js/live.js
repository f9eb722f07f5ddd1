// @ts-check
/**
 * The live line: one socket to the event bus bridge, and what to do while there is none. Order and completeness are the
 * stream's business (stream.js), so a lost socket costs time and never data.
 *
 * The bridge is spoken to over a plain WebSocket. Where that does not get through (proxies), the same envelopes come as
 * server-sent events; those do not tell the status of the system, so it is asked for as long. They take no
 * token, so where reading is closed there are none.
 *
 * @typedef {'connecting' | 'live' | 'reconnecting' | 'polling' | 'offline'} LineState
 */
import { session } from './session.js';

const SIGNALS = 'live.signals.v1';
const STATUS = 'live.status.v1';
const PING_EVERY = 30_000;
const SILENCE_LIMIT = 45_000;
const POLL_EVERY = 10_000;
const HIDDEN_LIMIT = 300_000;
const LONGEST_DELAY = 30_000;
const POLL_AFTER_FAILURES = 3;
const EVENTS_TURN = 2;
const EVENTS = ['created', 'edited', 'corrected', 'outcome', 'deleted', 'skipped'];

const utf8 = new TextDecoder();

function plainSocket() {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/eventbus/websocket`);
  socket.binaryType = 'arraybuffer'; // Vert.x sends its frames as binary ones
  return socket;
}

/** Server-sent events behind as much of a socket's face as is needed here; `deaf` to the status. */
function eventSocket() {
  const source = new EventSource('/api/v1/live/sse');
  const socket = {
    deaf: true,
    get readyState() {
      return source.readyState;
    },
    send() {},
    close: () => source.close(),
    onopen: () => {},
    onmessage: (/** @type {{ data: string }} */ _frame) => {},
    onclose: () => {},
  };
  source.addEventListener('subscribed', () => socket.onopen());
  for (const event of EVENTS) {
    source.addEventListener(`signal.${event}`, ({ data }) =>
      socket.onmessage({ data: `{"type":"rec","address":"${SIGNALS}","body":${data}}` }),
    );
  }
  source.onerror = () => {
    source.close();
    socket.onclose();
  };
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
  #heardAt = 0;
  #wasLive = false;
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
    document.addEventListener('visibilitychange', () => this.#visibility());
    setInterval(() => this.#ping(), PING_EVERY);
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

  #connect() {
    clearTimeout(this.#timers.retry);
    if (this.#socket) return;
    /** @type {any} */
    let socket = {};
    this.#socket = socket;
    try {
      socket = this.#failures % 3 === EVENTS_TURN && !session.closed ? eventSocket() : plainSocket();
    } catch {
      return this.#lost(socket);
    }
    this.#socket = socket;
    socket.onopen = () => this.#opened(socket);
    socket.onmessage = (/** @type {MessageEvent} */ { data }) =>
      this.#frame(typeof data === 'string' ? data : utf8.decode(data));
    socket.onclose = () => this.#lost(socket);
  }

  async #opened(/** @type {any} */ socket) {
    if (socket !== this.#socket) return;
    this.#failures = 0;
    this.#heard();
    clearTimeout(this.#timers.poll);
    if (!this.#hearsAll) this.#timers.poll = setTimeout(() => this.#poll(), POLL_EVERY);
    const headers = session.closed ? await session.headers() : {};
    for (const address of [SIGNALS, STATUS]) socket.send(JSON.stringify({ type: 'register', address, headers }));
    const returning = this.#wasLive;
    const before = this.#stream.applied;
    this.#setState('live');
    await this.#stream.sync().catch(() => {});
    if (returning) this.dispatchEvent(new CustomEvent('recovered', { detail: this.#stream.applied - before }));
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

  /** Reading is closed: the line begins anew with a token, now or when somebody has signed in. Else it has none, since it would end with it. */
  #refused() {
    if (session.closed) return;
    session.closed = true;
    session.addEventListener('change', () => session.token && this.#restart());
    if (session.token) this.#restart();
  }

  #restart() {
    this.#drop();
    this.#failures = 0;
    this.#connect();
  }

  #lost(/** @type {any} */ socket) {
    if (socket !== this.#socket) return;
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
    clearTimeout(this.#timers.retry);
    clearTimeout(this.#timers.poll);
  }

  #reconnectNow() {
    if (this.#open) {
      this.#setState('live');
      return;
    }
    if (this.state !== 'connecting') this.#setState('reconnecting');
    this.#restart();
  }

  #visibility() {
    clearTimeout(this.#timers.hidden);
    if (document.hidden) this.#timers.hidden = setTimeout(() => this.#drop(), HIDDEN_LIMIT);
    else this.#reconnectNow();
  }

  #ping() {
    if (!this.#open) return;
    if (Date.now() - this.#heardAt <= SILENCE_LIMIT) {
      this.#socket.send('{"type":"ping"}');
      return;
    }
    const dead = this.#socket;
    dead.close();
    this.#lost(dead);
  }

  /** While there is no socket, or a deaf one: ask every 10 s, and say so where nothing else is heard. */
  async #poll() {
    try {
      await Promise.all([this.#stream.sync(), this.page.poll()]);
      if (!this.#hearsAll) this.#heard();
      if (!this.#open) this.#setState('polling');
    } catch {
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
