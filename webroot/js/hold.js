// @ts-check
const TOUCH_REST = 1_500;

/**
 * Lit controller that knows when rows must not move: paused, under the pointer or the finger, holding the focus, or
 * scrolled past. The host asks {@link Hold#held} before it takes new rows, and is drawn again when that ends.
 */
export class Hold {
  paused = false;
  /** @type {Set<string>} */
  #reasons = new Set();
  #host;
  /** @type {IntersectionObserver | null} */
  #observer = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #touch;

  /**
   * @param {import('lit').ReactiveControllerHost & HTMLElement} host
   * @param {string} rows selector of the element that holds the rows
   * @param {{ top?: string }} [watch] selector of the element above the rows that must be in view
   */
  constructor(host, rows, { top } = {}) {
    this.#host = host;
    this.top = top;
    host.addController(this);
    const inside = (/** @type {Event} */ event) => event.target instanceof Element && event.target.closest(rows) !== null;
    host.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && this.#set('pointer', inside(event)));
    host.addEventListener('pointerleave', () => this.#set('pointer', false));
    host.addEventListener('touchstart', (event) => this.#touched(inside(event)), { passive: true });
    host.addEventListener('touchend', () => (this.#touch = setTimeout(() => this.#set('touch', false), TOUCH_REST)));
    host.addEventListener('focusin', (event) => this.#set('focus', inside(event)));
    host.addEventListener('focusout', () => this.#set('focus', false));
  }

  get held() {
    // a row that went took the focus with it, and no event says so
    if (!this.#host.contains(document.activeElement)) this.#reasons.delete('focus');
    return this.paused || this.#reasons.size > 0;
  }

  togglePause() {
    this.paused = !this.paused;
    this.#host.requestUpdate();
  }

  hostUpdated() {
    const top = this.top && this.#host.querySelector(this.top);
    if (!top || this.#observer) return;
    this.#observer = new IntersectionObserver(([entry]) =>
      this.#set('scroll', !entry.isIntersecting && entry.boundingClientRect.top < 0),
    );
    this.#observer.observe(top);
  }

  hostDisconnected() {
    this.#observer?.disconnect();
    this.#observer = null;
    clearTimeout(this.#touch);
  }

  #touched(/** @type {boolean} */ inside) {
    clearTimeout(this.#touch);
    this.#set('touch', inside);
  }

  #set(/** @type {string} */ reason, /** @type {boolean} */ on) {
    if (this.#reasons.has(reason) === on) return;
    if (on) this.#reasons.add(reason);
    else this.#reasons.delete(reason);
    this.#host.requestUpdate();
  }
}
