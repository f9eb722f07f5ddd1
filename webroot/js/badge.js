// @ts-check
import { html, nothing } from 'lit';
import { formatClock } from './format.js';
import { t } from './i18n.js';
import { Part } from './parts.js';
import { Watch, store } from './store.js';
import './time.js';

const DOT = /** @type {Record<string, string>} */ ({ live: 'bg-bull', reconnecting: 'bg-warn pulse', polling: 'bg-info', offline: 'bg-bear' });
const TEXT = /** @type {Record<string, string>} */ ({ live: 'text-text', reconnecting: 'text-warn', polling: 'text-info', offline: 'text-bear' });

/** How fresh the page is: one badge on every page, `detailed` in the side bar. */
class Badge extends Part {
  static properties = { detailed: { type: Boolean } };

  constructor() {
    super();
    this.detailed = false;
    new Watch(this, 'line', 'status');
  }

  render() {
    const { state, lastContact } = store.line;
    const label = html`<span class="flex items-center gap-2 text-sm font-medium ${TEXT[state] ?? 'text-text2'}" data-line=${state}>
      <span class="dot ${DOT[state] ?? 'bg-muted'}" aria-hidden="true"></span>${t(`line.${state}`, state === 'offline' ? { time: formatClock(lastContact) } : {})}
    </span>`;
    if (!this.detailed) return label;
    return html`<div class="rounded-control border border-line px-3 py-2.5">
      ${label}
      <p class="mt-1 text-xs text-muted">${this.#detail()}</p>
    </div>`;
  }

  #detail() {
    const { status } = store;
    if (store.line.state === 'closed') return t('line.closed.what');
    if (!status) return t('line.waiting');
    const last = status.sources.map((source) => source.lastPostAt ?? '').sort().at(-1);
    return html`${status.totals.channels ? t('line.channels', { n: status.totals.channels }) : t('line.noChannels')}${
      last ? html`<br />${t('line.lastPost')} <sr-time .at=${last}></sr-time>` : nothing
    }`;
  }
}

customElements.define('sr-badge', Badge);
