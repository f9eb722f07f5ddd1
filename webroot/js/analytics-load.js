// @ts-check
import { ask } from './api.js';
import { view } from './analytics-view.js';

/**
 * @typedef {object} Kept what the cache says of an answer
 * @property {string} state HIT, MISS or STALE; empty if it says nothing
 * @property {number} age seconds since it was computed
 * @property {Date} at when that was
 */

/**
 * Asks the API and notes what the cache says.
 *
 * @param {string} path below /api/v1
 * @param {Record<string, string | number | undefined>} query what is undefined or empty is left out
 * @returns {Promise<{ body: any, kept: Kept }>}
 */
export async function fetchKept(path, query) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value).map(([name, value]) => [name, String(value)]));
  let kept = { state: '', age: 0, at: new Date() };
  const body = await ask(`${path}?${search}`, undefined, (headers) => {
    const age = Number(headers.get('age')) || 0;
    kept = { state: headers.get('x-cache') ?? '', age, at: new Date(Date.now() - age * 1000) };
  });
  return { body, kept };
}

/**
 * Lit controller that holds what one part of the page needs. The answer before stays until the next is there; each minute
 * the same is asked again, quietly.
 *
 * @template T
 */
export class Load {
  /** @type {T | undefined} */
  value = undefined;
  /** @type {import('./api.js').ApiError | undefined} */
  error = undefined;
  /** Whether the value is of another question than the one asked last. */
  stale = false;
  #host;
  #key = '';
  #round = 0;
  /** @type {(() => Promise<T>) | undefined} */
  #fetching = undefined;

  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /**
   * Says what is needed; asked only if it is something else than before.
   *
   * @param {string} key names the question
   * @param {() => Promise<T>} fetching
   */
  want(key, fetching) {
    if (key === this.#key) return;
    this.#key = key;
    this.#fetching = fetching;
    this.stale = true;
    this.error = undefined;
    this.#start();
  }

  /** Asks the same again, for a Retry button. */
  again = () => {
    this.error = undefined;
    this.stale = true;
    this.#start();
    this.#host.requestUpdate();
  };

  hostConnected() {
    view.addEventListener('tick', this.#quietly);
  }

  hostDisconnected() {
    view.removeEventListener('tick', this.#quietly);
  }

  #quietly = () => {
    if (this.#fetching && !this.stale) this.#start();
  };

  async #start() {
    const round = ++this.#round;
    try {
      const value = await /** @type {() => Promise<T>} */ (this.#fetching)();
      if (round !== this.#round) return;
      this.value = value;
      this.error = undefined;
    } catch (error) {
      if (round !== this.#round) return;
      // what is shown and was only to be renewed stays, with its time
      if (this.stale) this.error = /** @type {import('./api.js').ApiError} */ (error);
    }
    this.stale = false;
    this.#host.requestUpdate();
  }
}
