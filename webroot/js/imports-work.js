// @ts-check
/**
 * Imports: the file that is being tried out or imported, and those of before. Components are told by the event `change`.
 *
 * @typedef {object} Report
 * @property {number} channels
 * @property {number} created
 * @property {number} same
 * @property {number} changed
 * @property {number} skipped
 * @property {number} failed
 * @property {boolean} complete
 * @property {string[]} problems
 * @property {{ id: string, title: string, posts: number, created: number, same: number, changed: number }[]} byChannel
 * @typedef {object} Import
 * @property {string} id
 * @property {string} state
 * @property {boolean} dryRun
 * @property {string} createdBy
 * @property {string} createdAt
 * @property {{ bytes: number, bytesTotal: number, posts: number }} progress
 * @property {Report} [report]
 * @property {string} [problem]
 * @property {{ total: number, removed: number, kept: number }} [undo]
 */
import { ask, get } from './api.js';
import { channels } from './channels-list.js';
import { session } from './session.js';
import { upload } from './upload.js';

const FIRST_LOOK = 400;
const LONGEST_WAIT = 5_000;
const ZONES = new Set(Intl.supportedValuesOf('timeZone'));
const OVER = new Set(['done', 'failed', 'undone']);
const AGAIN_AT_MOST = 5;

export const isOver = (/** @type {Import} */ { state }) => OVER.has(state);

class Imports extends EventTarget {
  /** @type {File | null} */
  file = null;
  /** Some browsers do not know theirs. */
  zone = ZONES.has(Intl.DateTimeFormat().resolvedOptions().timeZone) ? Intl.DateTimeFormat().resolvedOptions().timeZone : 'UTC';
  /** What an HTML export is of: its files do not say. */
  channel = '';
  /** Whether groups are read too; else channels only. */
  groups = false;
  /** What part of the file is sent, 0 to 1; null while none is. @type {number | null} */
  sent = null;
  /** The import of the file, or its trial. @type {Import | null} */
  now = null;
  /** @type {import('./api.js').ApiError | null} */
  error = null;
  /** Those of before, the newest first; null until they are asked for. @type {Import[] | null} */
  past = null;
  /** @type {import('./api.js').ApiError | null} */
  pastError = null;
  #ending = new AbortController();
  /** Whether the file is only tried out. */
  #dryRun = true;

  start() {
    session.addEventListener('change', () => this.look());
    session.headers().then(() => this.look());
  }

  /** Whether something is under way. */
  get busy() {
    return this.sent !== null || (this.now !== null && !isOver(this.now));
  }

  /** Counts what a file holds and stores nothing; or imports it. @param {File} file @param {boolean} dryRun */
  run(file, dryRun) {
    this.#dryRun = dryRun;
    return this.#work({ file, now: null, sent: 0 }, (signal) => {
      const query = new URLSearchParams({ dryRun: String(dryRun), zone: this.zone });
      if (this.channel) query.set('channel', this.channel);
      if (this.groups) query.set('include', 'groups');
      return upload(`/imports?${query}`, file, (part) => signal.aborted || this.#told({ sent: part }), signal);
    });
  }

  /** Goes on after an error: what the server has begun is asked for again, and only what it has not is sent again. */
  again() {
    const { file, now } = this;
    if (now && !isOver(now)) return this.#work({}, async () => now);
    return this.run(/** @type {File} */ (file), this.#dryRun);
  }

  /** @param {object} state @param {(signal: AbortSignal) => Promise<Import>} begin */
  async #work(state, begin) {
    this.#ending.abort();
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    this.#told({ error: null, ...state });
    try {
      const begun = await begin(signal);
      this.#told({ sent: null, now: begun });
      await this.#follow(begun, (now) => signal.aborted || this.#told({ now }), signal);
      if (!begun.dryRun) this.look();
    } catch (error) {
      if (!signal.aborted) this.#told({ sent: null, error });
    }
  }

  /** Forgets the file; what the server has begun goes on there. */
  forget() {
    this.#ending.abort();
    Object.assign(this, { file: null, now: null, error: null, sent: null });
    this.changed();
  }

  /** Asks for those of before, if whoever is signed in may know them. */
  async look() {
    if (session.scope !== 'admin') {
      this.past = null;
      return this.changed();
    }
    try {
      this.past = (await get('/imports', { limit: 20 })).data;
      this.pastError = null;
      this.past?.filter((it) => !isOver(it)).forEach((it) => this.#watch(it).catch(() => {}));
    } catch (error) {
      this.pastError = /** @type {import('./api.js').ApiError} */ (error);
    }
    this.changed();
  }

  /**
   * Takes away what an import alone brought; asked again while that is under way, it waits for its end.
   *
   * @param {Import} it
   * @returns {Promise<Import>} as it is then
   * @throws {import('./api.js').ApiError}
   */
  async undo(it) {
    const known = this.past?.find(({ id }) => id === it.id);
    const begun = known?.state === 'undoing' ? known : await ask(`/imports/${it.id}`, { method: 'DELETE', headers: { 'if-match': '*' }, act: true });
    this.#put(begun);
    return this.#watch(begun);
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** @type {Map<string, Promise<Import>>} */
  #watched = new Map();

  /** @param {Import} it @returns {Promise<Import>} as it is when it is over */
  #watch(it) {
    const watched = this.#watched.get(it.id) ?? this.#follow(it, (now) => this.#put(now)).finally(() => this.#watched.delete(it.id));
    this.#watched.set(it.id, watched);
    return watched;
  }

  /** @param {Import} now */
  #put(now) {
    this.past = (this.past ?? []).map((it) => (it.id === now.id ? now : it));
    if (this.now?.id === now.id) this.now = now;
    this.changed();
  }

  /**
   * Asks how far it is until it is over, more and more seldom; a server that is away for a moment is asked again.
   *
   * @param {Import} begun @param {(now: Import) => void} tell @param {AbortSignal} [signal]
   */
  async #follow(begun, tell, signal) {
    let wait = FIRST_LOOK;
    let failures = 0;
    let now = begun;
    while (!isOver(now) && !signal?.aborted) {
      await new Promise((done) => setTimeout(done, wait));
      wait = Math.min(LONGEST_WAIT, wait * 1.5);
      try {
        now = await get(`/imports/${begun.id}`);
        failures = 0;
        tell(now);
      } catch (error) {
        if (++failures === AGAIN_AT_MOST) throw error;
      }
    }
    if (!now.dryRun) channels.load();
    return now;
  }

  /** @param {object} what */
  #told(what) {
    Object.assign(this, what);
    this.changed();
  }
}

export const imports = new Imports();
