// @ts-check
/**
 * Who acts. The API takes tokens of a quarter of an hour, which are made of an API key; only this page's memory holds a
 * token, so it ends with the page. The key stays in memory too, for the next token, unless its owner asks to keep it for
 * this tab: then it is in `sessionStorage`, which no other tab reads and which is gone when the tab closes. It is never
 * in `localStorage` or a cookie. Asking is a dialog, fetched when it is first needed.
 */
/** Under what `sessionStorage` has the key. */
export const KEY = 'apiKey';

/** Events: `change` when somebody signs in or out, not when a token is made anew. */
class Session extends EventTarget {
  token = '';
  /** `read`, `write` or `admin`; empty while nobody is signed in. */
  scope = '';
  /** Whether the dialog was closed without a key: reading does not ask again by itself. */
  declined = false;
  /** Whether the live line was refused without a token: reading is closed, so links of the API lead nowhere. */
  closed = false;

  /** Until when the token is good, in milliseconds since the epoch. */
  #until = 0;
  /** @type {Promise<unknown> | undefined} */
  #renewing;

  /** The key that this tab keeps, if it keeps one. */
  get kept() {
    try {
      return sessionStorage.getItem(KEY) ?? '';
    } catch {
      return '';
    }
  }

  /** Whether there is a key to make tokens of. */
  get known() {
    return this.scope !== '' || this.kept !== '';
  }

  /** Headers of whoever is signed in; where there is a key and no good token, one is made first. @returns {Promise<Record<string, string>>} */
  async headers() {
    if (this.known && !this.#good) await (this.#renewing ??= this.#renew());
    return this.#good ? { authorization: `Bearer ${this.token}` } : {};
  }

  get #good() {
    return this.token !== '' && Date.now() < this.#until;
  }

  async #renew() {
    await import('./sign-in.js').then(({ renew }) => renew()).catch(() => {});
    this.#renewing = undefined; // a server that was away is asked again
  }

  /** Takes a token, or none. @param {string} token @param {string} scope @param {number} [seconds] how long it is good */
  take(token, scope, seconds = 0) {
    const before = this.scope;
    this.token = token;
    this.scope = scope;
    this.#until = Date.now() + seconds * 1000;
    this.declined = false;
    if (before !== scope) this.dispatchEvent(new Event('change'));
  }

  /** Gives up a token that was refused. @param {Record<string, string>} sent the headers it was sent in @returns {boolean} whether there was one */
  drop({ authorization }) {
    if (authorization === `Bearer ${this.token}`) this.token = '';
    return authorization !== undefined;
  }

  /**
   * Sends as whoever is signed in. A refused token is made anew, or left out if that cannot be, once; so is one that could not be made; then a key is asked for.
   *
   * @template {{ status: number }} A
   * @param {(headers: Record<string, string>) => Promise<A>} send
   * @param {boolean} act whether somebody did something, so that he may be asked again
   * @returns {Promise<A>}
   */
  async send(send, act) {
    const headers = await this.headers();
    const answer = await send(headers);
    if (answer.status !== 401 && answer.status !== 403) return answer;
    return import('./sign-in.js').then(({ sendAgain }) => sendAgain(send, act, answer, headers), () => answer);
  }

  /**
   * The server refused: asks for a key, or another one.
   *
   * @param {number} status 401 or 403
   * @param {boolean} act whether somebody did something, so that he may be asked again
   * @returns {Promise<boolean>} whether to try again
   */
  async wanted(status, act) {
    if (this.declined && !act) return false;
    return import('./sign-in.js').then(({ askKey }) => askKey(status)).catch(() => false);
  }
}

export const session = new Session();
