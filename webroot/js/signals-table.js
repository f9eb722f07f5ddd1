// @ts-check
// what stands above comes no later, so that nothing moves
import './signals-bar.js';
import { html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { fate } from './fate.js';
import { formatPercent } from './format.js';
import { t } from './i18n.js';
import { outcomeChip } from './outcome.js';
import { Part, icon, skeleton, trouble } from './parts.js';
import { NEWEST, write } from './signals-address.js';
import { empty } from './signals-empty.js';
import { listKeys } from './signals-keys.js';
import { list, watchList } from './signals-list.js';
import { channelName, directionChip, entryText, gist, kindChip, originChip, pair, stopText, targetsText } from './signal-words.js';
import './time.js';

/** @typedef {import('./types.js').Signal} Signal */

/** The columns; those with orders can be sorted by, the best or newest first. @type {{ name: string, end?: boolean, orders?: [string, string], style?: string }[]} */
const COLUMNS = [
  { name: 'time', orders: [NEWEST, 'postedAt'] },
  { name: 'token' },
  { name: 'side' },
  { name: 'channel', style: 'from-xl' },
  { name: 'entry', end: true },
  { name: 'targets', end: true },
  { name: 'stop', end: true, style: 'from-xl' },
  { name: 'confidence', style: 'from-2xl' },
  { name: 'outcome', orders: ['-r', 'r'] },
  { name: 'origin', style: 'from-2xl' },
];

/** What was found: a table, or cards on narrow screens. */
class Signals extends Part {
  constructor() {
    super();
    watchList(this);
  }

  render() {
    return html`${this.#pill()}
      <section class="card found" aria-label=${t('found.title')} aria-busy=${list.busy} @click=${this.#clicked}>${list.busy && list.rows ? html`<div class="working"></div>` : nothing}${this.#body()}</section>
      ${this.#pager()}`;
  }

  #pill() {
    const n = list.waiting.length;
    if (!n) return nothing;
    return html`<div class="pill-place"><button class="pill rise" type="button" @click=${this.#take}>${icon('#i-arrow-up', 'size-4')}${t('found.new', { n })}</button></div>`;
  }

  #body() {
    const { rows, error, busy } = list;
    if (error && error.status !== 400) return trouble(error, () => list.load());
    if (!rows) return error ? html`<p class="nothing">${t('found.refused')}</p>` : html`<div class="waits">${skeleton(10, 'h-8')}</div>`;
    if (!rows.length) return empty();
    return html`<div data-rows class=${busy ? 'dimmed' : ''}>
      <table class="data-table list">
        <thead><tr>${COLUMNS.map(head)}</tr></thead>
        <tbody>${repeat(rows, ({ id }) => id, tableRow)}</tbody>
      </table>
      <ul class="cards">${repeat(rows, ({ id }) => id, cardRow)}</ul>
    </div>`;
  }

  #pager() {
    const { rows, page, offset, total, state } = list;
    if (!rows?.length || list.error) return nothing;
    const byTime = state.sort === NEWEST;
    const from = offset + 1;
    const where = offset < 0 || !total ? '' : t(total.exact ? 'found.range' : 'found.rangeMore', { from, to: offset + rows.length, of: total.count });
    return html`<nav class="pager" aria-label=${t('found.pages')}>
      <button class="btn" type="button" aria-disabled=${!page.prev} @click=${() => this.#turn('prev')}>${icon('#i-arrow-left', 'size-4')}${t(byTime ? 'found.newer' : 'found.back')}</button>
      <span class="num text-sm text-muted">${where}</span>
      <button class="btn" type="button" aria-disabled=${!page.next} @click=${() => this.#turn('next')}>${t(byTime ? 'found.older' : 'found.further')}${icon('#i-arrow-right', 'size-4')}</button>
    </nav>`;
  }

  /** @param {'next' | 'prev'} to */
  #turn(to) {
    list.turn(to);
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: 'start' });
  }

  #take = () => {
    list.take();
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: 'start' });
  };

  /** A row opens wherever it is clicked, but for what is something to click itself. */
  #clicked = (/** @type {MouseEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    const link = target.closest('[data-row]');
    if (event.ctrlKey || event.metaKey || event.shiftKey || (!link && target.closest('a, button, [popover]')) || getSelection()?.toString()) return;
    const id = target.closest('[data-id]')?.getAttribute('data-id');
    if (!id) return;
    event.preventDefault();
    list.go({ open: id });
  };
}

/** @param {typeof COLUMNS[0]} column */
function head({ name, end, orders, style = '' }) {
  const { sort } = list.state;
  const word = t(name === 'confidence' ? 'found.confidence' : `found.column.${name}`);
  const at = orders?.indexOf(sort) ?? -1;
  const sorted = at < 0 ? nothing : sort.startsWith('-') ? 'descending' : 'ascending';
  if (!orders) return html`<th scope="col" class="${end ? 'text-right' : ''} ${style}">${word}</th>`;
  const next = at < 0 ? orders[0] : at === 0 ? orders[1] : name === 'time' ? orders[0] : NEWEST;
  return html`<th scope="col" class=${style} aria-sort=${sorted}><button class="sort" type="button" @click=${() => list.go({ sort: next })}>${word}<span class="sort-sign" aria-hidden="true">${at < 0 ? '↕' : sort.startsWith('-') ? '▼' : '▲'}</span></button></th>`;
}

const dash = () => html`<span class="text-muted" title=${t('signal.notStated')}>–</span>`;

/** The token as the link that opens the row. @param {Signal} row */
const opener = (row) => html`<a class="opener" data-row=${row.id} href=${write({ ...list.state, open: row.id })} aria-current=${list.state.open === row.id ? 'true' : nothing}>${pair(row)}</a>`;

/** @param {Signal} row */
const tableRow = (row) => html`<tr data-id=${row.id} class=${list.state.open === row.id ? 'row-open' : ''}>
  <td class="nowrap text-text2"><a class="hover:underline" href="/signals/${row.id}"><span class="sr-only">${t('found.page')} </span><sr-time .at=${row.postedAt}></sr-time></a></td>
  <td class="nowrap ${row.deletedAt ? 'gone' : ''}">${opener(row)}${row.leverage ? html` <span class="text-xs text-muted">${row.leverage}×</span>` : nothing}${fate(row)}</td>
  <td>${row.side ? directionChip(row) : dash()}</td>
  <td class="channel from-xl" dir="auto" title=${channelName(row)}><bdi>${channelName(row)}</bdi></td>
  ${plan(row)}
  <td class="from-2xl">${sure(row.confidence)}</td>
  <td>${outcomeChip(row, dash())}</td>
  <td class="from-2xl nowrap">${originChip(row)}</td>
</tr>`;

/** Entry, targets and stop; a signal without a plan says what it says. @param {Signal} row */
const plan = (row) => (row.kind === 'trade_signal'
  ? html`<td class="num nowrap text-right" title=${entryText(row)}>${entryText(row, 1) || dash()}</td><td class="num nowrap text-right text-bull">${targetsText(row, 1) || dash()}</td><td class="num nowrap from-xl text-right text-bear">${stopText(row) || dash()}</td>`
  : html`<td class="num gist" colspan="2">${kindChip(row)} ${gist(row)}</td><td class="from-xl"></td>`);

/** @param {number} confidence */
const sure = (confidence) => html`<span class="sure-cell"><svg class="sure-bar" aria-hidden="true"><rect class="fill-accent" width="${100 * confidence}%" height="100%" rx="3" /></svg><span class="num">${formatPercent(confidence)}</span></span>`;

/** @param {string} label @param {unknown} value @param {string} colour */
const fact = (label, value, colour) => html`<div class="min-w-0"><dt class="text-xs text-muted">${label}</dt><dd class="num card-price ${colour}">${value || dash()}</dd></div>`;

/** @param {unknown} chip */
const became = (chip) => (chip === nothing ? nothing : html`<div class="flex">${chip}</div>`);

/** @param {Signal} row */
const cardRow = (row) => html`<li data-id=${row.id} class=${list.state.open === row.id ? 'row-open' : ''}>
  <div class="flex flex-wrap items-center gap-2"><span class="text-md ${row.deletedAt ? 'gone' : ''}">${opener(row)}</span>${row.side ? directionChip(row) : nothing}${kindChip(row)}${fate(row)}<span class="ml-auto text-sm text-muted nowrap"><sr-time .at=${row.postedAt}></sr-time></span></div>
  <div class="card-line"><span class="card-where" dir="auto"><bdi>${channelName(row)}</bdi> · ${formatPercent(row.confidence)}</span>${originChip(row)}</div>
  ${row.kind === 'trade_signal' ? html`<dl class="card-plan">${fact(t('found.column.entry'), entryText(row, 1), '')}${fact(t('found.column.targets'), targetsText(row, 1), 'text-bull')}${fact(t('found.column.stop'), stopText(row), 'text-bear')}</dl>` : html`<p class="num text-text2">${gist(row)}</p>`}
  ${became(outcomeChip(row))}
</li>`;

listKeys();
customElements.define('sr-signals', Signals);
