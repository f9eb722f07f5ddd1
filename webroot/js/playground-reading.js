// @ts-check
/**
 * The text of the page and what the server reads in it. Components are told by the event `change`.
 *
 * Only the newest text counts: every change of it ends the request under way, and an answer that comes anyway is dropped.
 * When the server says when it will answer again, nothing is asked before, unless a person insists.
 *
 * @typedef {import('./types.js').ParseAnswer} ParseAnswer
 * @typedef {import('./playground-link.js').Pasted} Pasted
 */
import { post } from './api-post.js';
import { Watching } from './parts.js';
import { fragmentOf, pastedIn } from './playground-link.js';
import { reasonWords } from './playground-reasons.js';

const READ_AFTER = 250;
const LONGEST_WAIT = 600;

class Reading extends EventTarget {
  text = '';
  replyTo = '';
  /** Which of several signals is looked at. */
  chosen = 0;
  /** @type {{ text: string, answer: ParseAnswer } | null} the newest answer and the text it is about */
  read = null;
  /** @type {import('./api.js').ApiError | null} */
  error = null;
  /** True from the change of a text to its answer. */
  busy = false;
  /** Milliseconds since the epoch at which the server takes requests again, 0 = now. */
  waitUntil = 0;

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #request = new AbortController();

  /** Takes what the address says, now and whenever it changes. @param {() => void} unreadable told of a broken address */
  start(unreadable) {
    const take = () => {
      const pasted = pastedIn(location.hash);
      if (pasted === undefined) return;
      if (pasted === null) unreadable();
      this.#set(pasted ?? { text: '', replyTo: '', chosen: 0 });
      this.#unlessWaiting();
    };
    addEventListener('popstate', take);
    addEventListener('online', () => this.error?.status === 0 && this.now());
    take();
  }

  /** Takes what is being typed; it is read after a short rest. @param {Partial<Pasted>} pasted */
  type(pasted) {
    this.#set({ text: this.text, replyTo: this.replyTo, chosen: 0, ...pasted });
    this.#remember('replaceState');
    if (!this.waitUntil) this.#timer = setTimeout(() => this.now(), READ_AFTER);
  }

  /** Takes another text and reads it at once; back leads to the one before. @param {Partial<Pasted>} pasted */
  replace(pasted) {
    this.#set({ text: '', replyTo: '', chosen: 0, ...pasted });
    this.#remember('pushState');
    this.#unlessWaiting();
  }

  /** @param {number} chosen */
  choose(chosen) {
    this.chosen = chosen;
    this.#remember('replaceState');
    this.#changed();
  }

  /** Reads at once. @param {boolean} [act] whether somebody asked for it */
  async now(act = false) {
    const { text, replyTo } = this;
    if (!text.trim()) return this.#end({ read: null, error: null });
    this.#stop();
    this.waitUntil = 0;
    this.busy = true;
    this.#changed();
    const request = this.#request;
    try {
      const asked = post('/parse', replyTo.trim() ? { text, replyTo } : { text }, { signal: request.signal, act });
      const [answer] = await Promise.all([asked, reasonWords()]);
      if (!request.signal.aborted) this.#end({ read: { text, answer }, error: null });
    } catch (error) {
      if (!request.signal.aborted) this.#failed(/** @type {import('./api.js').ApiError} */ (error));
    }
  }

  #unlessWaiting() {
    if (!this.waitUntil || !this.text.trim()) this.now();
  }

  #failed(/** @type {import('./api.js').ApiError} */ error) {
    const seconds = Math.min(LONGEST_WAIT, error.retryAfter);
    if (seconds > 0) {
      this.waitUntil = Date.now() + seconds * 1000;
      this.#timer = setTimeout(() => this.#waited(), seconds * 1000);
    }
    this.#end({ read: null, error });
  }

  #waited() {
    this.waitUntil = 0;
    this.now();
  }

  #set(/** @type {Pasted} */ { text, replyTo, chosen }) {
    const waiting = this.waitUntil;
    if (!waiting) this.#stop();
    this.text = text;
    this.replyTo = replyTo;
    this.chosen = chosen;
    this.busy = !waiting && text.trim() !== '';
    this.#changed();
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#request.abort();
    this.#request = new AbortController();
  }

  #end(/** @type {Pick<Reading, 'read' | 'error'>} */ { read, error }) {
    this.busy = false;
    this.read = read;
    this.error = error;
    this.#changed();
  }

  #remember(/** @type {'pushState' | 'replaceState'} */ how) {
    try {
      history[how](null, '', location.pathname + fragmentOf(this));
    } catch {
      // browsers bound how often and how long; the text itself is not lost
    }
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export const reading = new Reading();

/** Draws a host again when the text or the answer changes. @param {import('lit').ReactiveControllerHost} host */
export const watchReading = (host) => new Watching(host, [[reading, 'change']]);
