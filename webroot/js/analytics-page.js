// @ts-check
import './analytics-bar.js';
import { html, nothing } from 'lit';
import { Load, fetchKept } from './kept.js';
import { periodText } from './analytics-parts.js';
import { TABS, view, watchView } from './analytics-view.js';
import { t, word } from './i18n.js';
import { Late } from './late.js';
import { ORIGINS, usualOrigin } from './origins.js';
import { Part, skeleton, trouble } from './parts.js';
import { rowKeys } from './row-keys.js';
import { onKey } from './shell.js';

const EVER = '-3650d';

/** A tab's code comes when the tab is first shown. @type {Record<string, { module: () => Promise<unknown>, part: () => unknown }>} */
const PANELS = {
  overview: { module: () => import('./analytics-overview.js'), part: () => html`<sr-overview></sr-overview>` },
  channels: { module: () => import('./analytics-channels.js'), part: () => html`<sr-leaderboard></sr-leaderboard>` },
  tokens: { module: () => import('./analytics-tokens.js'), part: () => html`<sr-tokens></sr-tokens>` },
  patterns: { module: () => import('./analytics-patterns.js'), part: () => html`<sr-patterns></sr-patterns>` },
};

/** The page: tabs, what is looked at, and the panel of the tab. */
class Analytics extends Part {
  constructor() {
    super();
    /** How many signals each origin has, ever. @type {Load<Record<string, number>>} */
    this.census = new Load(this);
    this.late = new Late(this);
    watchView(this);
    this.addEventListener('click', followed);
  }

  willUpdate() {
    this.census.want('census', async () => (await fetchKept('/analytics/historical', { from: EVER, bucket: 'week', origin: ORIGINS.join(',') })).body.summary.byOrigin);
    const counts = this.census.value;
    if (counts) view.settle(usualOrigin(counts));
    document.title = `${t(`analysis.tab.${view.tab}`)} · ${t('page.analytics')} · Signalroom`;
    this.late.want(PANELS[view.tab].module);
  }

  render() {
    const { error } = this.census;
    const { module, part } = PANELS[view.tab];
    return html`<div class="analysis">
      ${heading()}
      <div class="tabs no-print" role="tablist" aria-label=${t('analysis.tabs')} @keydown=${this.#stepped}>${TABS.map(tab)}</div>
      <sr-analytics-bar .counts=${this.census.value}></sr-analytics-bar>
      ${view.dropped.length ? html`<p class="hint" role="status">${t('analysis.dropped', { names: [...new Set(view.dropped)].join(', ') })}</p>` : nothing}
      <div id="panel" role="tabpanel" tabindex="0" aria-labelledby="tab-${view.tab}">
        ${view.origin ? this.late.drawn(module, part()) : html`<section class="card pt-5">${error ? trouble(error, this.census.again) : skeleton(6)}</section>`}
      </div>
    </div>`;
  }

  #stepped = async (/** @type {KeyboardEvent} */ event) => {
    const to = stepped(event.key, TABS.indexOf(view.tab));
    if (to === undefined) return;
    event.preventDefault();
    view.go(view.href({ tab: TABS[to] }));
    await this.updateComplete;
    document.getElementById(`tab-${TABS[to]}`)?.focus();
  };
}

/** What is printed above all else: which figures these are. */
const heading = () => html`<p class="on-paper text-lg font-semibold">Signalroom · ${t('page.analytics')} · ${t(`analysis.tab.${view.tab}`)}</p>
  <p class="on-paper">${view.hasRange ? `${periodText(view.span)} · ` : nothing}${word('origin', view.origin)}: ${word('origin.title', view.origin)}</p>`;

/** @param {typeof TABS[number]} name */
const tab = (name) => html`<a id="tab-${name}" class="tab" role="tab" href=${view.href({ tab: name })} aria-selected=${name === view.tab} aria-controls="panel" tabindex=${name === view.tab ? 0 : -1}>${t(`analysis.tab.${name}`)}</a>`;

/** @param {string} key @param {number} from */
function stepped(key, from) {
  if (key === 'Home') return 0;
  if (key === 'End') return TABS.length - 1;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return step && (from + step + TABS.length) % TABS.length;
}

/** Links within the page change the state, not the document. @param {MouseEvent} event */
function followed(event) {
  const link = event.target instanceof Element ? event.target.closest('a[href^="?"]') : null;
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  view.go(link.getAttribute('href') ?? '?');
}

customElements.define('sr-analytics', Analytics);
rowKeys('sr-leaderboard tbody tr, sr-tokens .board tbody tr, .pattern');
onKey('[', 'analysis.earlier', () => view.hasRange && view.shift(-1));
onKey(']', 'analysis.later', () => view.hasRange && view.shift(1));
