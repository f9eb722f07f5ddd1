// @ts-check
import { html, nothing } from 'lit';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { fate } from './fate.js';
import { formatPercent } from './format.js';
import { Hold } from './hold.js';
import { t } from './i18n.js';
import { outcomeChip } from './outcome.js';
import { Part, Watching, skeleton, trouble } from './parts.js';
import { channelLink, channelName, directionChip, entryText, fateChips, originChip, pairLink, stopText, targetsText } from './signal-words.js';
import { Watch, rowState, store } from './store.js';
import './time.js';

/** @typedef {import('./types.js').Signal} Signal */

const CARDS = 10;
const WIDE = matchMedia('(min-width: 1400px)'); // 2xl of app.css

/** The newest calls with their plans: a table on wide screens, cards on narrow ones. */
class Recent extends Part {
  static properties = { printed: { state: true } };

  constructor() {
    super();
    this.printed = false; // paper has its own width, and the style sheet chooses
    this.hold = new Hold(this, '[data-rows]');
    /** @type {Signal[] | null} */
    this.shown = null;
    new Watch(this, 'trades');
    new Watching(this, [[WIDE, 'change']]);
    new Watching(this, [[window, 'beforeprint'], [window, 'afterprint']], ({ type }) => (this.printed = type === 'beforeprint'));
  }

  willUpdate() {
    const { rows } = store.trades;
    if (!this.shown || !rows || !this.hold.held) {
      this.shown = rows;
      return;
    }
    // what is on the page may change its words, but not its place
    const now = new Map(rows.map((row) => [row.id, row]));
    this.shown = this.shown.map((row) => now.get(row.id) ?? row);
  }

  render() {
    return html`<section class="card overflow-hidden" aria-labelledby="recent-title">
      <div class="card-head"><h2 id="recent-title">${t('recent.title')}</h2>${this.#waiting()}</div>
      ${this.#body()}
    </section>`;
  }

  #waiting() {
    const known = new Set(this.shown?.map((row) => row.id));
    const n = (store.trades.rows ?? []).filter((row) => !known.has(row.id)).length;
    if (!n) return html`<span class="text-xs text-muted">${t('recent.note')}</span>`;
    return html`<span class="chip bg-accent-soft text-accent-text">${t('feed.new', { n })}</span>`;
  }

  #body() {
    const error = store.errors.signals;
    if (!this.shown) return error ? trouble(error, () => store.reload()) : skeleton(6, 'h-8');
    if (!this.shown.length) return html`<p class="border-t border-line px-5 py-10 text-center text-muted">${t('recent.empty')}</p>`;
    return html`<div data-rows>${WIDE.matches || this.printed ? table(this.shown) : nothing}${WIDE.matches && !this.printed ? nothing : cards(this.shown)}</div>`;
  }
}

/** @param {Signal[]} rows */
const table = (rows) => html`<table class="data-table hidden 2xl:table">
  <thead>
    <tr>
      ${['time', 'token', 'side', 'channel'].map((name) => html`<th scope="col">${t(`recent.${name}`)}</th>`)}
      ${['entry', 'targets', 'stop'].map((name) => html`<th scope="col" class="text-right">${t(`recent.${name}`)}</th>`)}
      ${['outcome', 'origin'].map((name) => html`<th scope="col">${t(`recent.${name}`)}</th>`)}
    </tr>
  </thead>
  <tbody>
    ${repeat(rows, (row) => row.id, (row) => guard(rowState(row), () => tableRow(row)))}
  </tbody>
</table>`;

/** @param {Signal[]} rows */
const cards = (rows) => html`<ul class="grid border-t border-line md:grid-cols-2 2xl:hidden">
  ${repeat(rows.slice(0, CARDS), (row) => row.id, (row) => guard(rowState(row), () => cardRow(row)))}
</ul>`;

const or = (/** @type {string} */ text) => text || html`<span class="text-muted" title=${t('signal.notStated')}>–</span>`;

/** @param {Signal} row */
const tableRow = (row) => html`<tr data-id=${row.id}>
  <td class="whitespace-nowrap text-text2"><sr-time .at=${row.postedAt}></sr-time></td>
  <td class="whitespace-nowrap">${pairLink(row)}${row.leverage ? html` <span class="text-xs text-muted">${row.leverage}×</span>` : nothing}${fate(row)}</td>
  <td>${directionChip(row)}</td>
  <td class="w-full max-w-0 truncate" dir="auto" title=${channelName(row)}>${channelLink(row)}</td>
  <td class="num text-right whitespace-nowrap" title=${entryText(row)}>${or(entryText(row, 1))}</td>
  <td class="num text-right whitespace-nowrap text-bull">${or(targetsText(row, 1))}</td>
  <td class="num text-right whitespace-nowrap text-bear">${or(stopText(row))}</td>
  <td>${outcomeChip(row, html`<span class="text-muted" title=${t('outcome.none')}>–</span>`)}</td>
  <td>${originChip(row)}</td>
</tr>`;

/** @param {string} label @param {unknown} value @param {string} [colour] */
const fact = (label, value, colour = '') => html`<div class="min-w-0"><dt class="text-xs text-muted">${label}</dt><dd class="num mt-0.5 whitespace-nowrap ${colour}">${value}</dd></div>`;

/** @param {Signal} row */
function outcomeFact(row) {
  const chip = outcomeChip(row);
  return chip === nothing ? nothing : fact(t('recent.outcome'), chip);
}

/** @param {Signal} row */
const cardRow = (row) => html`<li class="min-w-0 border-b border-line px-4 py-3 md:px-5 md:odd:border-r" data-id=${row.id}>
  <div class="flex items-center gap-2"><span class="text-md">${pairLink(row)}</span>${directionChip(row)}<span class="ml-auto text-sm whitespace-nowrap text-muted"><sr-time .at=${row.postedAt}></sr-time></span></div>
  <dl class="mt-2 flex flex-wrap gap-x-5 gap-y-2">
    ${fact(t('recent.entry'), or(entryText(row, 1)))} ${fact(t('recent.targets'), or(targetsText(row, 1)), 'text-bull')} ${fact(t('recent.stop'), or(stopText(row)), 'text-bear')} ${outcomeFact(row)}
  </dl>
  <div class="mt-2 flex flex-wrap items-center gap-2 text-sm text-muted"><span class="min-w-0 flex-1 truncate" dir="auto">${channelLink(row)} · ${formatPercent(row.confidence)}</span>${originChip(row)}${fateChips(row)}</div>
</li>`;

customElements.define('sr-recent', Recent);
