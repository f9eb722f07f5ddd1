// @ts-check
import { html } from 'lit';
import { ApiError } from './api.js';
import { bringAgain, trouble } from './parts.js';

/** Of a host that draws parts whose code comes later. */
export class Late {
  /** @type {(() => Promise<unknown>) | undefined} the code that did not come */
  #missing;
  #host;

  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {() => Promise<unknown>} bring the code; the same function each time @param {boolean} [again] */
  want(bring, again) {
    (again ? bringAgain(bring) : bring()).then(() => this.#missing === bring && this.#told(undefined), () => this.#missing !== bring && this.#told(bring));
  }

  /** The part, or why it is not there. @param {() => Promise<unknown>} bring @param {unknown} part */
  drawn(bring, part) {
    return this.#missing === bring ? html`<section class="card">${trouble(new ApiError('error.unreachable'), () => this.want(bring, true))}</section>` : part;
  }

  /** @param {(() => Promise<unknown>) | undefined} missing */
  #told(missing) {
    this.#missing = missing;
    this.#host.requestUpdate();
  }
}
