// @ts-check
/**
 * Who acts. The API takes tokens of a quarter of an hour, which are made of an API key; only this page's memory holds a
 * token, so it ends with the page. The key stays in memory too, for the next token, unless its owner asks to keep it for
 * this tab: then it is in `sessionStorage`, which no other tab reads and which is gone when the tab closes. It is never
 * in `localStorage` or a cookie. Asking is a dialog, fetched when it is first needed.
 */
const KEY = 'apiKey';

/** Events: `change` when somebody signs in or out, not when a token is made anew. */
class Session extends EventTarget {
  token = '';
  /** `read`, `write` or `admin`; empty without a token. */
  scope = '';
  /** Whether the dialog was closed without a key: reading does not ask again by itself. */
  declined = false;
  /** Whether the live line was refused without a token: reading is closed, so links of the API lead nowhere. */
  closed = false;

  /** @type {Promise<unknown> | undefined} */
  #waking;

  /** The key that this tab keeps, if it keeps one. */
  get kept() {
    try {
      return sessionStorage.getItem(KEY) ?? '';
    } catch {
      return '';
    }
  }

  /** @param {string} key empty: forget it */
  keep(key) {
    try {
      if (key) sessionStorage.setItem(KEY, key);
      else sessionStorage.removeItem(KEY);
    } catch {
      // it holds for this page
    }
  }

  /** Headers of whoever is signed in; a kept key becomes a token first. @returns {Promise<Record<string, string>>} */
  async headers() {
    if (!this.token && this.kept) await (this.#waking ??= import('./sign-in.js').then(({ wake }) => wake()).catch(() => (this.#waking = undefined)));
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }

  /** Takes a token, or none. @param {string} token @param {string} scope */
  take(token, scope) {
    const before = this.scope;
    this.token = token;
    this.scope = scope;
    this.declined = false;
    if (before !== scope) this.dispatchEvent(new Event('change'));
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
