// @ts-check
import { html, nothing } from 'lit';
import { choice, periodText } from './analytics-parts.js';
import { RANGES, view, watchView } from './analytics-view.js';
import { formatCompact } from './format.js';
import { t, word } from './i18n.js';
import { ORIGINS } from './origins.js';
import { Part, copyText, icon } from './parts.js';

const DAY = 86_400_000;

/** What is looked at: the period, where posts come from, and links to just this. */
class Bar extends Part {
  static properties = { counts: { attribute: false }, custom: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, number> | undefined} signals of each origin, ever */
    this.counts = undefined;
    this.custom = false;
    watchView(this);
  }

  render() {
    return html`<div class="bar no-print">
      ${view.hasRange ? this.#range() : nothing}
      ${choice(t('analysis.origin'), this.#origins())}
      <div class="bar-end">
        ${view.hasRange && view.tab === 'overview' ? this.#compare() : nothing}
        ${view.hasRange && view.live ? html`<button class="btn-quiet" type="button" title=${t('analysis.copyLive.title')} @click=${() => copyText(location.href)}>${icon('#i-link', 'size-4')}${t('analysis.copyLive')}</button>` : nothing}
        <button class="btn-quiet" type="button" title=${t('analysis.copy.title')} @click=${() => copyText(view.fixedAddress)}>${icon('#i-copy', 'size-4')}${t('analysis.copy')}</button>
      </div>
    </div>
    ${view.origin === 'imported' ? html`<p class="hint hint-warn no-print">${icon('#i-triangle-alert', 'size-4')}${t('analysis.imported')}</p>` : nothing}
    ${view.origin === 'demo' ? html`<p class="hint no-print">${t('analysis.demo')}</p>` : nothing}`;
  }

  #origins() {
    const known = ORIGINS.filter((origin) => origin !== 'manual' || this.counts?.manual || view.origin === 'manual');
    return known.map((origin) => ({
      name: html`${word('origin', origin)}${this.counts ? html` <span class="segment-count">${formatCompact(this.counts[origin] ?? 0)}</span>` : nothing}`,
      href: view.href({ origin, cell: undefined }),
      on: view.origin === origin,
      title: word('origin.title', origin),
    }));
  }

  #range() {
    const ranges = RANGES.map((range) => ({ name: t(`analysis.range.${range}`), href: view.href({ from: range, to: undefined, cell: undefined }), on: view.live && view.get('from') === range }));
    return html`<div class="range">
      ${choice(t('analysis.range'), ranges)}
      <button class="btn segment-like" type="button" aria-expanded=${this.custom} aria-controls="custom-range" data-on=${view.live ? nothing : ''} @click=${() => (this.custom = !this.custom)}>${icon('#i-calendar-days', 'size-4')}${t('analysis.custom')}</button>
      <span class="range-shift">
        <button class="btn-icon" type="button" aria-label=${t('analysis.earlier')} title="${t('analysis.earlier')} [" aria-keyshortcuts="[" @click=${() => view.shift(-1)}>${icon('#i-chevron-left')}</button>
        <span class="num text-sm text-text2" data-period>${periodText(view.span)}</span>
        <button class="btn-icon" type="button" aria-label=${t('analysis.later')} title="${t('analysis.later')} ]" aria-keyshortcuts="]" ?disabled=${view.live} @click=${() => view.shift(1)}>${icon('#i-chevron-right')}</button>
      </span>
      <form id="custom-range" class="custom" ?hidden=${!this.custom} @submit=${this.#chosen}>
        <label>${t('analysis.first')} <input class="field" type="date" name="first" required max=${day(Date.now())} .value=${day(view.span.from)} /></label>
        <label>${t('analysis.last')} <input class="field" type="date" name="last" required max=${day(Date.now())} .value=${day(view.span.to - 1)} /></label>
        <button class="btn" type="submit">${t('analysis.apply')}</button>
        <span class="text-xs text-muted">${t('analysis.utcDays')}</span>
      </form>
    </div>`;
  }

  #compare() {
    const on = view.get('compare') === 'on';
    return html`<button class="btn-quiet" type="button" aria-pressed=${on} title=${t('analysis.compare.title')} @click=${() => view.go(view.href({ compare: on ? 'off' : 'on' }))}>${icon(on ? '#i-square-check' : '#i-square', 'size-4')}${t('analysis.compare')}</button>`;
  }

  #chosen = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [first, last] = [String(fields.get('first')), String(fields.get('last'))].sort();
    this.custom = false;
    view.go(view.href({ from: first, to: day(Date.parse(last) + DAY), cell: undefined }));
  };
}

/** The day in UTC, as the API and date fields write it. @param {number} time */
const day = (time) => new Date(time).toISOString().slice(0, 10);

customElements.define('sr-analytics-bar', Bar);
