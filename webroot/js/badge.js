// @ts-check
import { html, nothing } from 'lit';
import { formatClock } from './format.js';
import { t } from './i18n.js';
import { Part } from './parts.js';
import { Watch, store } from './store.js';
import './time.js';

const DOT = { live: 'bg-bull', connecting: 'bg-muted', reconnecting: 'bg-warn pulse', polling: 'bg-info', offline: 'bg-bear' };
const TEXT = { live: 'text-text', connecting: 'text-text2', reconnecting: 'text-warn', polling: 'text-info', offline: 'text-bear' };

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
    const label = html`<span class="flex items-center gap-2 text-sm font-medium ${TEXT[state]}" data-line=${state}>
      <span class="dot ${DOT[state]}" aria-hidden="true"></span>${t(`line.${state}`, { time: formatClock(lastContact) })}
    </span>`;
    if (!this.detailed) return label;
    return html`<div class="rounded-control border border-line px-3 py-2.5">
      ${label}
      <p class="mt-1 text-xs text-muted">${this.#detail()}</p>
    </div>`;
  }

  #detail() {
    const { status } = store;
    if (!status) return t('line.waiting');
    const last = status.sources.map((source) => source.lastPostAt ?? '').sort().at(-1);
    return html`${status.totals.channels ? t('line.channels', { n: status.totals.channels }) : t('line.noChannels')}${
      last ? html`<br />${t('line.lastPost')} <sr-time .at=${last}></sr-time>` : nothing
    }`;
  }
}

customElements.define('sr-badge', Badge);
