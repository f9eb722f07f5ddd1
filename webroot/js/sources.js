// @ts-check
import { html, nothing } from 'lit';
import { formatCount } from './format.js';
import { t, word } from './i18n.js';
import { Part, skeleton, trouble } from './parts.js';
import { Watch, store } from './store.js';
import './time.js';

const DOT = /** @type {Record<string, string>} */ ({ reading: 'bg-bull', paused: 'bg-muted', blocked: 'bg-bear', conflict: 'bg-bear', retrying: 'bg-warn' });
const SHARES = 5;

/** How the signals of the last day divide into kinds. */
class Kinds extends Part {
  constructor() {
    super();
    new Watch(this, 'analytics');
  }

  render() {
    const counts = new Map();
    for (const hour of store.hours()) {
      for (const [kind, n] of Object.entries(hour.byKind ?? {})) counts.set(kind, (counts.get(kind) ?? 0) + n);
    }
    const rows = [...counts].filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]).slice(0, SHARES);
    if (!rows.length) return nothing;
    const top = rows[0][1];
    return html`<section class="card" aria-labelledby="kinds-title">
      <div class="card-head"><h2 id="kinds-title">${t('sources.kinds')}</h2><span class="text-xs text-muted">${t('period.day')}</span></div>
      <ul class="flex flex-col gap-1 px-4 md:px-5 pb-5">
        ${rows.map(
          ([kind, n]) => html`<li class="grid grid-cols-[112px_minmax(0,1fr)_auto] items-center gap-3 text-sm">
            <a class="py-1 text-text2 hover:underline" href="/signals?from=-24h&kind=${kind}">${word('kind', kind)}</a>
            <svg class="h-1.5 w-full rounded-chip bg-sunken" aria-hidden="true"><rect class="fill-accent" width="${(100 * n) / top}%" height="100%" rx="3" /></svg>
            <span class="num text-right font-medium">${formatCount(n)}</span>
          </li>`,
        )}
      </ul>
    </section>`;
  }
}

/** What is being read, and how far the parser is. */
class Sources extends Part {
  constructor() {
    super();
    new Watch(this, 'status');
  }

  render() {
    return html`<section class="card" aria-labelledby="sources-title">
      <div class="card-head"><h2 id="sources-title">${t('sources.title')}</h2></div>
      ${this.#body()}
    </section>`;
  }

  #body() {
    const { status, errors } = store;
    if (!status) return errors.status ? trouble(errors.status, () => store.loadStatus().catch(() => {})) : skeleton(3, 'h-6');
    return html`<ul class="flex flex-col gap-3 px-4 md:px-5 pb-4">
        ${status.sources.map(source)}
        ${status.sources.length ? nothing : html`<li class="text-muted">${t('sources.none')}</li>`}
      </ul>
      <dl class="grid grid-cols-3 gap-2 border-t border-line px-4 md:px-5 py-4">
        ${total('sources.posts', status.totals.messages)} ${total('sources.signals', status.totals.signals, '/signals')} ${total('sources.backlog', status.parse.backlog)}
      </dl>`;
  }
}

/** @param {import('./types.js').Status['sources'][0]} it */
const source = (it) => html`<li>
  <p class="flex items-center gap-2 text-sm"><span class="dot ${DOT[it.state] ?? 'bg-muted'}" aria-hidden="true"></span><span class="font-medium">${word('sources.source', it.kind)}</span><span class="text-muted">${word('sources.state', it.state)}</span>
    ${it.lastPostAt ? html`<span class="ml-auto text-xs text-muted"><sr-time .at=${it.lastPostAt}></sr-time></span>` : nothing}</p>
  ${it.detail && it.state !== 'reading' ? html`<p class="mt-1 px-4 text-xs text-text2" lang="en" dir="auto">${it.detail}</p>` : nothing}
</li>`;

/** @param {string} key @param {number} n @param {string} [href] the list of what is counted */
const total = (key, n, href) => html`<div><dt class="text-xs text-muted">${t(key)}</dt><dd class="num mt-0.5 font-semibold">${href ? html`<a class="hover:underline" href=${href}>${formatCount(n)}</a>` : formatCount(n)}</dd></div>`;

customElements.define('sr-kinds', Kinds);
customElements.define('sr-sources', Sources);
