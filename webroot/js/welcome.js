// @ts-check
import { html, nothing } from 'lit';
import { bringOffer } from './demo-bring.js';
import { t } from './i18n.js';
import { Late } from './late.js';
import { Part, icon } from './parts.js';
import { Watch, store } from './store.js';

const STEPS = /** @type {const} */ ([
  ['connect', '#i-radio-tower', 'TELEGRAM_BOT_TOKEN=<token> mvn', '/channels#add'],
  ['import', '#i-file-down', 'java -jar target/signalroom.jar import result.json', '/channels#import'],
  ['demo', '#i-flask-conical', 'java -jar target/signalroom.jar demo --posts 100000', ''],
]);

/** The first start: nothing is stored yet, so the page says why and what to do, in place of empty figures. */
class Welcome extends Part {
  #late = new Late(this);

  constructor() {
    super();
    this.#late.want(bringOffer);
    new Watch(this, 'status', 'signals');
  }

  get #nothingYet() {
    const { status, signals } = store;
    return status?.totals.signals === 0 && status.demo.state !== 'loading' && signals.rows?.length === 0;
  }

  updated() {
    document.getElementById('dashboard')?.toggleAttribute('hidden', this.#nothingYet);
  }

  render() {
    if (!this.#nothingYet) return nothing;
    return html`<section class="mx-auto flex max-w-[880px] flex-col gap-4 py-8" aria-labelledby="welcome-title">
      <div>
        <h2 id="welcome-title" class="text-xl tracking-[-0.02em]">${t('welcome.title')}</h2>
        <p class="mt-2 max-w-[60ch] text-md text-text2">${t('welcome.why')}</p>
      </div>
      <ol class="grid gap-4 md:grid-cols-3">
        ${STEPS.map(
          ([name, sign, command, href]) => html`<li class="card flex min-w-0 flex-col gap-2 p-5">
            <span class="flex size-9 items-center justify-center rounded-control bg-accent-soft text-accent-text">${icon(sign)}</span>
            <h3 class="mt-1 text-md">${t(`welcome.${name}`)}</h3>
            <p class="flex-1 text-text2">${t(`welcome.${name}.how`)}</p>
            ${href ? html`<a class="btn" href=${href}>${t(`welcome.${name}.do`)}</a>` : this.#late.drawn(bringOffer, html`<sr-demo-offer class="flex flex-col gap-2"></sr-demo-offer>`)}
            <code class="code">${command}</code>
          </li>`,
        )}
      </ol>
    </section>`;
  }
}

customElements.define('sr-welcome', Welcome);
