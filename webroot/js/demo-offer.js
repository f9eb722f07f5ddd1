// @ts-check
import { html, nothing } from 'lit';
import { post, requestKey } from './api-post.js';
import { t } from './i18n.js';
import { Part, icon, toast, trouble } from './parts.js';
import { Watch, store } from './store.js';

/** The button that has demo data loaded, where there are none; `data-why` stands before it. It tells `begun` when they are on their way. */
class DemoOffer extends Part {
  /** @type {import('./api.js').ApiError | null} */
  #error = null;
  #busy = false;
  /** One for each demo: a repeat of a request that was heard begins no second. */
  #key = '';

  constructor() {
    super();
    new Watch(this, 'status');
  }

  /** Once there is something of a demo, what was pressed before is over. */
  willUpdate() {
    if (store.status?.demo.state === 'none') return;
    this.#busy = false;
    this.#error = null;
    this.#key = '';
  }

  render() {
    if (store.status?.demo.state !== 'none') return nothing;
    const { why } = this.dataset;
    return html`${why ? html`<span>${why}</span>` : nothing}<button class="btn" type="button" ?disabled=${this.#busy} @click=${this.#load}>${icon('#i-flask-conical')}${t(this.#busy ? 'offer.busy' : 'offer.do')}</button>
      ${this.#error ? trouble(this.#error, this.#load) : nothing}`;
  }

  #load = async () => {
    this.#told(true, null);
    this.#key ||= requestKey();
    try {
      const { total } = await post('/demo', {}, { headers: { 'idempotency-key': this.#key }, act: true });
      toast(t('offer.begun', { n: total }));
      this.dispatchEvent(new Event('begun'));
      document.getElementById('main')?.focus(); // the button goes; what is loaded shows above
    } catch (error) {
      // it stays busy once they are on their way, until the status says so and the button goes
      this.#told(false, /** @type {import('./api.js').ApiError} */ (error));
      await this.updateComplete;
      if (document.activeElement === document.body) this.querySelector('button')?.focus(); // the button lost it while it was off
    }
  };

  /** @param {boolean} busy @param {import('./api.js').ApiError | null} error */
  #told(busy, error) {
    this.#busy = busy;
    this.#error = error;
    this.requestUpdate();
  }
}

customElements.define('sr-demo-offer', DemoOffer);
