// @ts-check
import { html, nothing } from 'lit';
import { guard } from 'lit-html/directives/guard.js';
import { formatPercent } from './format.js';
import { t, word } from './i18n.js';
import { Part, announce, copyText, icon, skeleton, trouble } from './parts.js';
import { placesOf, rowsOf } from './playground-fields.js';
import { reading, watchReading } from './playground-reading.js';
import { reasonText } from './playground-reasons.js';
import { SAMPLE, SAMPLE_TEXT } from './playground-sample.js';
import { markedText } from './playground-text.js';
import { valueTable } from './playground-table.js';

/** @typedef {import('./types.js').ParseAnswer} ParseAnswer */

const ANNOUNCE_AFTER = 600;
const CURES = /** @type {Record<number, string>} */ ({ 0: 'away', 413: 'long', 429: 'limited', 503: 'away' });
const ICONS = /** @type {Record<string, string>} */ ({
  trade_signal: '#i-crosshair', signal_update: '#i-history', token_launch: '#i-rocket', listing: '#i-landmark', pump_alert: '#i-megaphone', noise: '#i-volume-x',
});

/** What was read: the kind, why, the text with its marks, the values. */
class ReadPost extends Part {
  static properties = { reachable: { state: true } };

  constructor() {
    super();
    /** Which mark the tab key reaches; arrow keys go on from there. */
    this.reachable = 0;
    /** @type {ParseAnswer | undefined} */
    this.said = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.saying = undefined;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.counting = undefined;
    watchReading(this);
  }

  willUpdate() {
    const answer = reading.read?.answer;
    if (answer !== this.said) {
      this.reachable = 0;
      clearTimeout(this.saying);
      this.said = answer;
      if (answer) this.saying = setTimeout(() => announce(summary(answer)), ANNOUNCE_AFTER);
    }
    const waiting = reading.waitUntil > 0;
    if (waiting) this.counting ??= setInterval(() => this.requestUpdate(), 1_000);
    else this.counting = void clearInterval(this.counting);
  }

  updated() {
    this.#light([]);
  }

  render() {
    return html`<section class="card result" aria-label=${t('playground.result')} aria-busy=${reading.busy}
      @pointerover=${this.#pointed} @pointerleave=${this.#left} @focusin=${this.#focused} @focusout=${this.#left} @click=${this.#clicked} @keydown=${this.#pressed}>
      ${reading.busy ? html`<div class="reading-bar" aria-hidden="true"></div>` : nothing} ${this.#body()}
    </section>`;
  }

  #body() {
    const { read, error, busy } = reading;
    if (error) return html`${problem(error)}${reading.waitUntil ? countdown() : nothing}`;
    // while one types, the answer before stays as it is: a long one would be drawn again with every key
    if (read) return html`<div class="read ${busy ? 'read-before' : ''}">${guard([read, reading.chosen, this.reachable], () => this.#read(read.text, read.answer))}</div>`;
    return busy ? html`<div class="skeletons">${skeleton(1, 'h-10')}${skeleton(1, 'lit-skeleton')}${skeleton(3, 'h-8')}</div>` : empty();
  }

  /** @param {string} text @param {ParseAnswer} answer */
  #read(text, answer) {
    const { kind, signals } = answer;
    const places = placesOf(text, signals);
    const chosen = Math.min(reading.chosen, Math.max(0, signals.length - 1));
    return html`${verdict(answer)}
      <div class="panes">
        <div class="text-pane">
          <h3 id="text-title" class="eyebrow">${t(signals.length ? 'playground.text' : 'playground.post')}</h3>
          <div class="lit" role="group" aria-labelledby="text-title">${markedText(text, places, { chosen, reachable: this.reachable })}</div>
        </div>
        <div class="values-pane">${signals.length ? this.#values(signals, chosen, text, places) : missing(kind)}</div>
      </div>`;
  }

  /** @param {import('./types.js').ReadSignal[]} signals @param {number} chosen @param {string} text @param {import('./playground-fields.js').FieldPlace[]} places */
  #values(signals, chosen, text, places) {
    const table = valueTable(text, rowsOf(signals[chosen], chosen, places));
    if (signals.length === 1) return table;
    return html`${this.#tabs(signals, chosen)}
      <div id="signal-panel" role="tabpanel" aria-labelledby="signal-tab-${chosen}">${table}</div>`;
  }

  /** @param {import('./types.js').ReadSignal[]} signals @param {number} chosen */
  #tabs(signals, chosen) {
    return html`<div class="tabs" role="tablist" aria-label=${t('playground.signals')} @keydown=${this.#tabbed}>
      ${signals.map(
        (signal, n) => html`<button id="signal-tab-${n}" class="tab" type="button" role="tab" aria-selected=${n === chosen} aria-controls="signal-panel" tabindex=${n === chosen ? 0 : -1}
          @click=${() => reading.choose(n)}><span class="text-muted">${n + 1}</span> <bdi>${signal.symbol ?? t('signal.nameless')}</bdi></button>`,
      )}
    </div>`;
  }

  #tabbed = async (/** @type {KeyboardEvent} */ event) => {
    const tabs = [...this.querySelectorAll('[role=tab]')];
    const to = stepped(event.key, reading.chosen, tabs.length);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    reading.choose(to);
    await this.updateComplete;
    /** @type {HTMLElement} */ (tabs[to]).focus();
  };

  #pressed = async (/** @type {KeyboardEvent} */ event) => {
    const mark = /** @type {Element} */ (event.target).closest('mark');
    if (!mark) return;
    if (event.key === 'Enter') return this.#clicked(event);
    const marks = [...this.querySelectorAll('mark')];
    const to = stepped(event.key, marks.indexOf(mark), marks.length);
    if (to === undefined) return;
    event.preventDefault();
    this.reachable = to;
    await this.updateComplete;
    marks[to].focus();
  };

  #pointed = (/** @type {PointerEvent} */ event) => {
    if (event.pointerType !== 'mouse') return;
    if (rowsAt(event).length) this.#light(rowsAt(event));
    else this.#left();
  };

  #focused = (/** @type {FocusEvent} */ event) => this.#light(rowsAt(event));

  /** What has the focus stays lit. */
  #left = () => this.#light(rowsAt({ target: this.contains(document.activeElement) ? document.activeElement : null }));

  /** Brings the other side of a value into view. */
  #clicked = async (/** @type {Event} */ event) => {
    const from = /** @type {Element} */ (event.target).closest('mark, tr');
    const [row] = rowsAt(event);
    if (!from || row === undefined) return;
    const signal = Number(row.split(':')[0]);
    if (signal !== reading.chosen) reading.choose(signal);
    await this.updateComplete;
    const others = this.querySelectorAll(`${from.matches('mark') ? 'tr' : 'mark'}[data-rows~="${CSS.escape(row)}"]`);
    others[0]?.scrollIntoView({ block: 'nearest' });
    this.#light(rowsAt({ target: from }));
  };

  /** Lights a value in the text and in the table. @param {string[]} rows */
  #light(rows) {
    const lit = new Set(rows.flatMap((row) => [...this.querySelectorAll(`[data-rows~="${CSS.escape(row)}"]`)]));
    this.querySelectorAll('[data-on]').forEach((element) => lit.has(element) || element.removeAttribute('data-on'));
    lit.forEach((element) => element.setAttribute('data-on', ''));
  }
}

/** @param {{ target: EventTarget | null }} event */
function rowsAt({ target }) {
  const place = target instanceof Element ? target.closest('[data-rows]') : null;
  return place?.getAttribute('data-rows')?.split(' ') ?? [];
}

/** Where an arrow key leads in a row of things. @param {string} key @param {number} from @param {number} of */
function stepped(key, from, of) {
  if (key === 'Home') return 0;
  if (key === 'End') return of - 1;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  return step && (from + step + of) % of;
}

/** @param {ParseAnswer} answer */
function summary({ kind, confidence, signals }) {
  const sure = t('playground.sure', { kind: word('playground.kind', kind), sure: formatPercent(confidence) });
  if (!signals.length) return sure;
  const n = signals.reduce((sum, signal, i) => sum + rowsOf(signal, i, []).length, 0);
  return `${sure}. ${t('playground.found', { n })}`;
}

/** @param {ParseAnswer} answer */
const verdict = (answer) => html`<div class="verdict-head">
  <div class="verdict-said">
    <span class="verdict" data-kind=${answer.kind}>${icon(ICONS[answer.kind] ?? '#i-crosshair')}</span>
    <div class="min-w-0 flex-1">
      <h2 class="text-lg tracking-[-0.02em]">${t('playground.sure', { kind: word('playground.kind', answer.kind), sure: formatPercent(answer.confidence) })}</h2>
      <svg class="verdict-meter" aria-hidden="true"><rect class="fill-accent" width="${100 * answer.confidence}%" height="100%" rx="3" /></svg>
    </div>
  </div>
  <div class="verdict-why">
    <h3 class="sr-only">${t('playground.why')}</h3>
    <ul class="flex flex-col gap-1 text-text2">${answer.reasons.map(why)}</ul>
    ${answer.review ? html`<p class="note">${icon('#i-triangle-alert')}<span>${t('playground.review')}</span></p>` : nothing}
  </div>
  <button class="btn" type="button" aria-label=${t('playground.copyJson')} @click=${() => copyText(JSON.stringify(answer, null, 2), 'playground.jsonCopied')}>${icon('#i-braces')}<span class="on-wide">${t('playground.copyJson')}</span></button>
</div>`;

/** @param {string} reason */
function why(reason) {
  const own = reasonText(reason);
  return html`<li class="flex gap-2"><span class="text-muted" aria-hidden="true">›</span><bdi lang=${own ? nothing : 'en'}>${own || reason}</bdi></li>`;
}

/** @param {string} kind */
const missing = (kind) => html`<div class="px-4 py-4 md:px-5">
  <h3 class="font-semibold">${t(kind === 'noise' ? 'playground.noise' : 'playground.nothing')}</h3>
  <p class="mt-1 text-text2">${t('playground.noise.why')}</p>
  <ul class="needs">${['coin', 'direction', 'prices', 'news'].map(
    (name) => html`<li class="rounded-control bg-sunken px-3 py-2"><span class="block font-medium">${t(`playground.needs.${name}`)}</span><span class="text-text2">${t(`playground.needs.${name}.like`)}</span></li>`,
  )}</ul>
</div>`;

const empty = () => html`<div class="before">
  <div><h2 class="text-lg tracking-[-0.02em]">${t('playground.empty')}</h2><p class="mt-1 text-text2">${t('playground.empty.how')}</p></div>
  <div class="lit" role="group" aria-label=${t('playground.sample')}>${markedText(SAMPLE_TEXT, placesOf(SAMPLE_TEXT, [SAMPLE]), { chosen: 0 })}</div>
  <ul class="flex flex-col gap-2 text-sm text-text2">${['marks', 'table', 'link'].map((name) => html`<li class="flex gap-2"><span class="text-muted" aria-hidden="true">›</span>${t(`playground.empty.${name}`)}</li>`)}</ul>
</div>`;

/** @param {import('./api.js').ApiError} error */
function problem(error) {
  const cure = CURES[error.status];
  return trouble(error, () => reading.now(true), cure && t(`playground.cure.${cure}`));
}

const countdown = () => html`<p class="num px-4 pb-4 text-text2 md:px-5" role="timer" aria-live="off">${t('playground.wait', { n: Math.max(1, Math.ceil((reading.waitUntil - Date.now()) / 1000)) })}</p>`;

customElements.define('sr-read-post', ReadPost);
