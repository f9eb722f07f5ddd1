// @ts-check
/**
 * Lit controller that holds what one part of the page needs. The answer before stays until the next is there.
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

  /** Asks the same again without a sign of it; what is shown stays if that fails. */
  renew = () => {
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
