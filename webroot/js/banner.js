// @ts-check
import { html, nothing } from 'lit';
import { formatClock, formatPercent } from './format.js';
import { t } from './i18n.js';
import { Part, icon } from './parts.js';
import { Watch, store } from './store.js';

const BACKLOG_WORTH_SAYING = 500;

/** Says above everything what the figures below do not yet contain. */
class Banner extends Part {
  constructor() {
    super();
    new Watch(this, 'status', 'line');
  }

  render() {
    return html`${this.#line()}${this.#demo()}${this.#backlog()}`;
  }

  #line() {
    const { state, lastContact } = store.line;
    if (state !== 'offline') return nothing;
    return strip('bg-warn-soft text-warn', '#i-wifi-off', t('line.asOf', { time: formatClock(lastContact) }));
  }

  #demo() {
    const demo = store.status?.demo;
    if (demo?.state === 'removing') return strip('bg-info-soft text-info', '#i-hourglass', t('banner.demoGoing'));
    if (demo?.state !== 'loading' || !demo.total) return nothing;
    return html`<section class="card mb-4 px-5 py-4" aria-label=${t('banner.demo')}>
      <div class="mb-2 flex flex-wrap justify-between gap-x-4 text-sm">
        <span class="font-medium">${t('banner.demo')}</span>
        <span class="num text-text2">${t('banner.demoDone', { done: demo.done, n: demo.total, part: formatPercent(demo.done / demo.total) })}</span>
      </div>
      <progress class="block" max=${demo.total} .value=${demo.done} aria-label=${t('banner.demo')}></progress>
      <p class="mt-2 text-xs text-muted">${t('banner.demoNote')}</p>
    </section>`;
  }

  #backlog() {
    const { parse, demo } = store.status ?? {};
    if (!parse || parse.backlog < BACKLOG_WORTH_SAYING || demo?.state === 'loading') return nothing;
    return strip('bg-info-soft text-info', '#i-hourglass', t('banner.backlog', { n: parse.backlog }));
  }
}

/** @param {string} colours @param {string} name @param {string} text */
const strip = (colours, name, text) => html`<p class="mb-4 flex items-center gap-3 rounded-card px-5 py-3 text-sm font-medium ${colours}">${icon(name)}<span>${text}</span></p>`;

customElements.define('sr-banner', Banner);
