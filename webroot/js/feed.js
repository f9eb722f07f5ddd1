// @ts-check
import { html, nothing } from 'lit';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatPercent } from './format.js';
import { Hold } from './hold.js';
import { t } from './i18n.js';
import { outcomeChip } from './outcome.js';
import { Part, announce, icon, skeleton, trouble } from './parts.js';
import { onKey } from './shell.js';
import { channelLink, directionChip, fateChips, gist, kindChip, originChip, pairLink } from './signal-words.js';
import { Watch, rowState, store } from './store.js';
import './time.js';

/** @typedef {import('./types.js').Signal} Signal */

const FIRST_ROWS = 10;
const MORE_ROWS = 20;
const GATHER = 1_000;
const ANNOUNCE_AT_MOST_EVERY = 10_000;

/** What just came in, newest first. Rows never move under the pointer: then new ones wait behind a pill. */
class Feed extends Part {
  static properties = { size: { state: true } };

  constructor() {
    super();
    this.size = FIRST_ROWS;
    this.hold = new Hold(this, '[data-rows]', { top: '[data-top]' });
    /** @type {Signal[] | null} */
    this.shown = null;
    this.unannounced = 0;
    this.announcedAt = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.announcing = undefined;
    new Watch(this, 'signals');
    onKey('p', 'settings.key.pause', () => this.hold.togglePause());
  }

  willUpdate() {
    const rows = store.signals.rows;
    if (!rows) return;
    const known = new Set(this.shown?.map((row) => row.id));
    if (this.shown && !this.hold.held) this.#announce(rows.filter((row) => store.fresh.has(row.id) && !known.has(row.id)).length);
    if (!this.shown || !this.hold.held) {
      this.shown = rows;
      return;
    }
    // what is on the page may change its words, but not its place
    const now = new Map(rows.map((row) => [row.id, row]));
    this.shown = this.shown.map((row) => now.get(row.id) ?? row);
  }

  render() {
    const { paused } = this.hold;
    return html`<section class="card relative min-h-[600px]" aria-labelledby="feed-title">
      <div data-top class="card-head">
        <h2 id="feed-title">${t('feed.title')}</h2>
        <button class="btn" type="button" aria-pressed=${paused} aria-keyshortcuts="p" @click=${() => this.hold.togglePause()}>
          ${paused ? icon('#i-play') : icon('#i-pause')}${t(paused ? 'feed.resume' : 'feed.pause')}
        </button>
      </div>
      ${this.#pill()} ${this.#body()}
    </section>`;
  }

  #pill() {
    const known = new Set(this.shown?.map((row) => row.id));
    const oldest = this.shown?.at(-1)?.postedAt ?? '';
    const n = (store.signals.rows ?? []).filter((row) => !known.has(row.id) && row.postedAt >= oldest).length;
    if (!n) return nothing;
    return html`<div class="pointer-events-none sticky top-16 z-10 -mt-4 flex h-0 justify-center">
      <button class="rise pointer-events-auto inline-flex h-8 items-center gap-1.5 rounded-chip bg-accent px-4 text-sm font-medium text-on-accent" type="button" @click=${this.#takeNew}>
        ${icon('#i-arrow-up', 'size-4')}${t('feed.new', { n })}
      </button>
    </div>`;
  }

  #body() {
    const error = store.errors.signals;
    if (error && !this.shown) return trouble(error, () => store.reload());
    if (!this.shown) return skeleton(8, 'h-12');
    if (!this.shown.length) return html`<p class="border-t border-line px-4 md:px-5 py-10 text-center text-muted">${t('feed.empty')}</p>`;
    const rows = this.shown.slice(0, this.size);
    return html`<ol data-rows class="border-t border-line">
        ${repeat(rows, (row) => row.id, (row) => guard(rowState(row), () => feedRow(row)))}
      </ol>
      ${this.#more()}`;
  }

  #more() {
    const total = this.shown?.length ?? 0;
    if (total <= FIRST_ROWS) return nothing;
    const all = this.size >= total;
    const step = () => (this.size = all ? FIRST_ROWS : this.size + MORE_ROWS);
    return html`<div class="flex justify-center border-t border-line p-2">
      <button class="btn-quiet" type="button" @click=${step}>${all ? t('feed.fewer') : t('feed.more', { n: Math.min(MORE_ROWS, total - this.size) })}</button>
    </div>`;
  }

  #takeNew = () => {
    this.shown = store.signals.rows;
    this.requestUpdate();
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: 'start' });
  };

  #announce(/** @type {number} */ n) {
    if (!n) return;
    this.unannounced += n;
    const wait = Math.max(GATHER, this.announcedAt + ANNOUNCE_AT_MOST_EVERY - Date.now());
    this.announcing ??= setTimeout(() => {
      announce(t('feed.announce', { n: this.unannounced }));
      this.unannounced = 0;
      this.announcedAt = Date.now();
      this.announcing = undefined;
    }, wait);
  }
}

/** @param {Signal} row */
const feedRow = (row) => html`<li class="flex items-center gap-3 border-b border-line px-4 py-2.5 last:border-b-0 md:px-5 ${store.fresh.has(row.id) ? 'row-new' : ''} ${row.deletedAt ? 'text-muted' : ''}" data-id=${row.id}>
  <span class="hidden size-9 shrink-0 items-center justify-center rounded-chip bg-accent-soft text-xs font-semibold text-accent-text sm:flex" aria-hidden="true">${(row.symbol ?? row.symbols?.[0] ?? '?').slice(0, 3)}</span>
  <div class="min-w-0 flex-1">
    <div class="flex flex-wrap items-center gap-x-2 gap-y-1"><span class="text-md leading-5 ${row.deletedAt ? 'line-through' : ''}">${pairLink(row)}</span>${row.side ? directionChip(row) : nothing}${kindChip(row)}${outcomeChip(row)}${originChip(row)}${fateChips(row)}</div>
    <p class="mt-0.5 line-clamp-2 text-sm text-muted sm:line-clamp-1" dir="auto">${channelLink(row)}${gist(row) ? html` · <span class="num">${gist(row)}</span>` : nothing}</p>
  </div>
  <div class="shrink-0 text-right">
    <p class="num font-medium" title=${t('signal.confidence')}><span class="sr-only">${t('signal.confidence')} </span>${formatPercent(row.confidence)}</p>
    <p class="text-xs text-muted"><sr-time .at=${row.postedAt}></sr-time></p>
  </div>
</li>`;

customElements.define('sr-feed', Feed);
