// @ts-check
/**
 * Puts changes in order, whatever the line between does.
 *
 * The event bus bridge replays nothing and does not say when a registration took effect. So every envelope carries the
 * epoch of the database and a gapless number, and the stream holds the one position up to which the page is right.
 * Whatever could break it (a gap, a reconnect, another epoch, a status message that is ahead) leads to the same act,
 * `sync`: ask for what was missed, and if that is too much, load the snapshot anew. Nothing is applied twice or out of
 * order.
 *
 * @typedef {import('./types.js').Envelope} Envelope
 * @typedef {import('./types.js').Position} Position
 * @typedef {import('./types.js').Changes} Changes
 */
const RELOAD_AT_MOST_EVERY = 1_000;
const BEHIND_GRACE = 1_500;
const WAITING_LIMIT = 1_000;
const ROUNDS = 5;

const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

export class Stream {
  /** Changes applied so far. */
  applied = 0;

  /** @type {Position | null} */
  #position = null;
  /** @type {Envelope[]} */
  #waiting = [];
  /** @type {Promise<void> | null} */
  #syncing = null;
  #again = false;
  #stale = false;
  #lastLoad = 0;

  /**
   * @param {object} page
   * @param {() => Promise<Position>} page.snapshot loads everything and says as of when
   * @param {(after: Position) => Promise<Changes>} page.changes what happened since
   * @param {(envelope: Envelope) => void} page.apply takes one change; by id, so that a repeat is harmless
   */
  constructor(page) {
    this.page = page;
  }

  /** Takes what came over the line. @param {Envelope} envelope */
  offer(envelope) {
    if (envelope.type === 'signal.skipped' || this.#waiting.length >= WAITING_LIMIT) {
      this.#waiting = [];
      this.reload().catch(() => {});
      return;
    }
    this.#waiting.push(envelope);
    if (!this.#syncing && !this.#drain()) this.sync().catch(() => {});
  }

  /** Learns how far the server is; if what it says does not arrive soon, asks for it. @param {Position} server */
  heardOf(server) {
    if (this.#isBehind(server)) {
      setTimeout(() => this.#isBehind(server) && this.sync().catch(() => {}), BEHIND_GRACE);
    }
  }

  /** Loads the snapshot anew. @returns {Promise<void>} */
  reload() {
    this.#stale = true;
    return this.sync();
  }

  /** Brings the page up to date; a call during a run makes it run once more. @returns {Promise<void>} */
  sync() {
    this.#again = true;
    this.#syncing ??= this.#run().finally(() => (this.#syncing = null));
    return this.#syncing;
  }

  async #run() {
    while (this.#again) {
      this.#again = false;
      const load = !this.#position || this.#stale;
      await (load ? this.#load() : this.#catchUp());
      if (!this.#drain()) {
        this.#again = true;
        this.#stale ||= !load; // what we asked for did not close the gap, so only the snapshot will
      }
    }
  }

  async #load() {
    const wait = this.#lastLoad + RELOAD_AT_MOST_EVERY - Date.now();
    if (wait > 0) await pause(wait);
    this.#stale = false;
    this.#lastLoad = Date.now();
    const position = await this.page.snapshot();
    this.#position = position;
    this.#waiting = this.#waiting.filter((envelope) => envelope.epoch === position.epoch);
  }

  async #catchUp() {
    for (let round = 0; round < ROUNDS; round++) {
      const missed = await this.page.changes(/** @type {Position} */ (this.#position));
      if (!missed.complete) break;
      missed.events.forEach((event) => this.#step(event));
      if (/** @type {Position} */ (this.#position).seq >= missed.asOf.seq) return;
      if (missed.events.length === 0) break;
    }
    this.#stale = true;
    this.#again = true;
  }

  /** Applies what is next in line. @returns {boolean} false if something is missing before the rest */
  #drain() {
    while (this.#waiting.length) {
      const next = this.#waiting[0];
      const at = this.#position;
      if (!at || next.epoch !== at.epoch || next.seq > at.seq + 1) return false;
      this.#waiting.shift();
      this.#step(next);
    }
    return true;
  }

  #step(/** @type {Envelope} */ envelope) {
    const at = /** @type {Position} */ (this.#position);
    if (envelope.seq <= at.seq) return;
    this.page.apply(envelope);
    this.applied++;
    this.#position = { epoch: at.epoch, seq: envelope.seq };
  }

  #isBehind(/** @type {Position} */ server) {
    const at = this.#position;
    return !at || server.epoch !== at.epoch || server.seq > at.seq;
  }
}
