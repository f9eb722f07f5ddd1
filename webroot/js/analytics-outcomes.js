// @ts-check
import { html, nothing } from 'lit';
import { count } from './analytics-figures.js';
import { counted, dayText } from './analytics-parts.js';
import { instant, signalsLink } from './analytics-view.js';
import { formatClock, formatMoment } from './format.js';
import { t, word } from './i18n.js';
import { Part, Watching, icon } from './parts.js';

/** From the bottom up: which outcomes, and how they look. */
const PARTS = /** @type {const} */ ([
  { name: 'targets', states: ['all_targets'], sign: '✓', colour: 'chart-bull' },
  { name: 'expired', states: ['expired'], sign: '◷', colour: 'chart-neutral' },
  { name: 'stopped', states: ['stopped'], sign: '✕', colour: 'chart-bear' },
  { name: 'open', states: ['open', 'waiting'], sign: '◐', colour: 'accent' },
  { name: 'none', states: ['unfilled', 'no_data'], sign: '○', colour: 'control', hatched: true },
]);
const ALL = PARTS.flatMap(({ states }) => states);
const LENGTH = /** @type {Record<string, number>} */ ({ hour: 3_600_000, day: 86_400_000, week: 604_800_000 });
const NONE = { signals: 0, outcomes: {} };

/** What became of the calls of each step of a period, stacked; the same as a table on demand and on paper. */
class Outcomes extends Part {
  static properties = { steps: { attribute: false }, from: {}, to: {}, bucket: {}, filters: { attribute: false }, asTable: { state: true }, broken: { state: true } };

  constructor() {
    super();
    /** @type {any[]} */
    this.steps = [];
    this.from = '';
    this.to = '';
    this.bucket = 'day';
    /** @type {Record<string, string>} */
    this.filters = {};
    this.asTable = false;
    this.broken = false;
    /** @type {any} */
    this.chart = null;
    new Watching(this, [[document, 'themechange'], [document, 'settingchange']], () => {
      this.#destroy();
      this.requestUpdate();
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#destroy();
  }

  /** Every step of the period, the empty ones too. */
  get all() {
    const known = new Map(this.steps.map((step) => [Date.parse(step.at), step]));
    const length = LENGTH[this.bucket];
    const first = Math.min(...known.keys(), Date.parse(this.from));
    const all = [];
    for (let at = first; at < Date.parse(this.to); at += length) all.push({ ...NONE, ...known.get(at), at });
    return all;
  }

  render() {
    const table = this.asTable || this.broken;
    return html`<section class="card chart-card" aria-labelledby="outcomes-title">
      <div class="card-head">
        <h2 id="outcomes-title" class="flex-1">${t(`analysis.outcomes.${this.bucket}`)}</h2>
        <button class="btn-quiet -mr-2 no-print" type="button" aria-pressed=${table} @click=${() => (this.asTable = !table)}>${icon(table ? '#i-chart-column' : '#i-table', 'size-4')}${t(table ? 'analysis.asChart' : 'analysis.asTable')}</button>
      </div>
      <ul class="legend">${PARTS.map((part) => html`<li><span class="swatch swatch-${part.name}" aria-hidden="true"></span><span aria-hidden="true">${part.sign}</span>${t(`analysis.outcome.${part.name}`)}</li>`)}</ul>
      ${table ? nothing : html`<div class="canvas no-print"><canvas role="img" aria-label=${this.#sentence()}></canvas></div>`}
      ${this.#table(table)}
    </section>`;
  }

  async updated() {
    const canvas = this.querySelector('canvas');
    if (!canvas) return this.#destroy();
    const charts = await import('./charts.js').catch(() => null);
    if (!charts) {
      this.broken = true; // the table says the same
      return;
    }
    if (!canvas.isConnected) return;
    if (this.chart?.canvas !== canvas) {
      this.#destroy();
      const parts = PARTS.map((part) => ({ ...part, label: t(`analysis.outcome.${part.name}`) }));
      this.chart = charts.stackedBars(canvas, parts, (part, step) => location.assign(this.#link(this.all[step].at, PARTS[part].states)));
    }
    const all = this.all;
    this.chart.data.labels = all.map(({ at }) => this.#name(at));
    PARTS.forEach(({ states }, i) => (this.chart.data.datasets[i].data = all.map((step) => count(step, states))));
    this.chart.update('none');
  }

  /** @param {boolean} shown or only on paper */
  #table(shown) {
    const rows = this.all.filter((step) => count(step, ALL)).toReversed();
    return html`<div class=${shown ? 'chart-table' : 'chart-table on-paper'} tabindex=${shown ? 0 : nothing} role="region" aria-labelledby="outcomes-title">
      <table class="data-table">
        <thead class="sticky top-0">
          <tr>
            <th scope="col">${word('analysis.step', this.bucket)}</th>
            <th scope="col" class="text-right">${t('analysis.calls')}</th>
            ${PARTS.map((part) => html`<th scope="col" class="text-right">${t(`analysis.outcome.${part.name}`)}</th>`)}
          </tr>
        </thead>
        <tbody>${rows.map((step) => this.#row(step))}</tbody>
      </table>
      ${rows.length ? nothing : html`<p class="px-5 py-8 text-center text-muted">${t('analysis.outcomes.empty')}</p>`}
    </div>`;
  }

  /** @param {any} step */
  #row(step) {
    const cell = (/** @type {readonly string[]} */ states) => html`<td class="num text-right">${counted(count(step, states), this.#link(step.at, states))}</td>`;
    return html`<tr><th scope="row"><time datetime=${instant(step.at)} title=${formatMoment(new Date(step.at))}>${this.#name(step.at)}</time></th>${cell(ALL)}${PARTS.map(({ states }) => cell(states))}</tr>`;
  }

  /** @param {number} at @param {readonly string[]} states */
  #link(at, states) {
    const from = Math.max(at, Date.parse(this.from));
    const to = Math.min(at + LENGTH[this.bucket], Date.parse(this.to));
    return signalsLink({ ...this.filters, outcome: states.join(','), from: instant(from), to: instant(to) });
  }

  /** @param {number} at */
  #name(at) {
    return this.bucket === 'hour' ? formatClock(new Date(at)) : dayText(at);
  }

  /** What the picture says, in words. */
  #sentence() {
    const all = this.all;
    const calls = all.map((step) => count(step, ALL));
    const most = Math.max(0, ...calls);
    if (!most) return t('analysis.outcomes.empty');
    const sum = (/** @type {readonly string[]} */ states) => all.reduce((n, step) => n + count(step, states), 0);
    const [targets, expired, stopped, open, none] = PARTS.map(({ states }) => sum(states));
    return t('analysis.outcomes.sentence', { title: t(`analysis.outcomes.${this.bucket}`), n: sum(ALL), targets, expired, stopped, open, none, most, when: this.#name(all[calls.indexOf(most)].at) });
  }

  #destroy() {
    this.chart?.destroy();
    this.chart = null;
  }
}

customElements.define('sr-outcomes', Outcomes);
