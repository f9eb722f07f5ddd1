// @ts-check
import { html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { told } from './analytics-evidence.js';
import { headline, titleOf } from './analytics-headline.js';
import { Load, fetchKept } from './kept.js';
import { disclosure, emptied, freshness } from './analytics-parts.js';
import { KINDS, instant, signalsLink, view, watchView } from './analytics-view.js';
import { formatMoment } from './format.js';
import { t, word } from './i18n.js';
import { Part, icon, skeleton, trouble } from './parts.js';
import './time.js';

/** @typedef {import('./analytics-evidence.js').Pattern & { id: string, origin: string, score: number, from: string, title: string, signalCount: number }} Pattern */

const MOST = 100;
const NAMED = 6;
/** As many channels as the API takes at once. */
const CHANNELS = 50;
const ICONS = /** @type {Record<string, string>} */ ({
  burst: '#i-flame', consensus: '#i-handshake', copy_network: '#i-copy', pump_stage: '#i-megaphone', sentiment_turn: '#i-arrow-left-right', hour_habit: '#i-clock', exit_run_up: '#i-log-out',
});

/** What many signals show together. */
class Patterns extends Part {
  constructor() {
    super();
    /** @type {Load<Awaited<ReturnType<typeof fetchKept>>>} */
    this.load = new Load(this);
    watchView(this);
  }

  willUpdate() {
    const query = { origin: view.origin, kind: view.get('kind'), token: view.get('token').toUpperCase(), limit: MOST };
    this.load.want(JSON.stringify(query), () => fetchKept('/analytics/patterns', query));
  }

  render() {
    const { value, error, stale, again } = this.load;
    return html`<div class="stack" aria-busy=${stale}>
      <div class="kinds no-print" role="group" aria-label=${t('analysis.kinds')}>${KINDS.map(kindLink)}${view.get('token') ? html`<a class="kind" href=${view.href({ token: undefined })} aria-current="true">${view.get('token').toUpperCase()}${icon('#i-x', 'size-4')}<span class="sr-only">${t('analysis.kinds.anyToken')}</span></a>` : nothing}${view.get('kind') ? html`<a class="btn-quiet" href=${view.href({ kind: undefined })}>${icon('#i-x', 'size-4')}${t('analysis.kinds.all')}</a>` : nothing}</div>
      ${error ? html`<section class="card">${trouble(error, again)}</section>` : !value ? html`<section class="card pt-5">${skeleton(8, 'h-9')}</section>` : this.#list(value.body.data, stale)}
      ${disclosure(t('analysis.patterns.rests'), html`<ul>${KINDS.map((kind) => html`<li><span class="font-medium">${t(`analysis.kind.${kind}`)}</span>: ${t(`analysis.method.${kind}`)}</li>`)}</ul><p>${t('analysis.patterns.score')}</p>`)}
      ${freshness(value?.kept)}
    </div>`;
  }

  /** @param {Pattern[]} patterns @param {boolean} stale */
  #list(patterns, stale) {
    if (!patterns.length) return html`<section class="card">${none()}</section>`;
    return html`<p class="sr-only" role="status">${t('analysis.patterns.found', { n: patterns.length })}</p>
      <ul class="patterns ${stale ? 'dimmed' : ''}">${repeat(patterns, ({ id }) => id, article)}</ul>
      ${patterns.length === MOST ? html`<p class="freshness">${t('analysis.patterns.most', { n: MOST })}</p>` : nothing}`;
  }
}

/** Adds a kind to what is shown, or takes it away. @param {string} kind */
function kindLink(kind) {
  const chosen = view.get('kind').split(',').filter(Boolean);
  const on = chosen.includes(kind);
  const next = on ? chosen.filter((it) => it !== kind) : [...chosen, kind];
  return html`<a class="kind" href=${view.href({ kind: next.join(',') || undefined })} aria-current=${on ? 'true' : nothing}>${icon(ICONS[kind], 'size-4')}${t(`analysis.kind.${kind}`)}</a>`;
}

const none = () => emptied(t('analysis.patterns.empty', { origin: word('origin', view.origin).toLowerCase() }), view.get('kind') ? html`<a class="link" href=${view.href({ kind: undefined })}>${t('analysis.kinds.all')}</a>` : t('analysis.patterns.empty.next'));

/** The signals in the pattern's time that could be part of it. @param {Pattern} pattern */
function linkOf({ kind, symbol, channels, origin, from, to, evidence }) {
  const byChannel = kind !== 'burst' && kind !== 'sentiment_turn';
  return signalsLink({
    token: symbol ?? undefined,
    side: kind === 'consensus' ? evidence.side : undefined,
    kind: kind === 'pump_stage' ? 'pump_alert' : undefined,
    channel: byChannel ? channels.slice(0, CHANNELS).map(({ id }) => id).join(',') : undefined,
    origin,
    from: instant(Date.parse(from)),
    to: instant(Date.parse(to) + 1_000),
  });
}

/** Its headline, which is the server's and English if the page can't say it itself. @param {Pattern} pattern */
function titled(pattern) {
  const own = headline(pattern);
  return html`<h2 class="pattern-title" lang=${own ? nothing : 'en'}>${own || titleOf(pattern)}</h2>`;
}

/** @param {Pattern} pattern */
const article = (pattern) => html`<li class="card pattern">
  <div class="pattern-head">
    <span class="chip chip-accent">${icon(ICONS[pattern.kind] ?? '#i-info', 'size-4')}${word('analysis.kind', pattern.kind)}</span>
    <span class="pattern-score num" title=${word('analysis.scored', pattern.kind)}>${t('analysis.score', { n: Math.round(pattern.score) })}<svg class="score-meter" aria-hidden="true"><rect class="fill-accent" width="${pattern.score}%" height="100%" rx="3" /></svg></span>
  </div>
  ${titled(pattern)}
  <ul class="evidence">${told(pattern).map((sentence) => html`<li>${sentence}</li>`)}</ul>
  <p class="pattern-who">${pattern.symbol ? html`<a class="chip chip-plain" href=${view.href({ tab: 'tokens', token: pattern.symbol })}>${pattern.symbol}</a>` : nothing}${pattern.channels.slice(0, NAMED).map(
    ({ id, title, username }) => html`<a class="chip chip-plain" href=${signalsLink({ channel: id, origin: pattern.origin })}><bdi dir="auto">${title || username || id}</bdi></a>`,
  )}${pattern.channels.length > NAMED ? html`<span class="text-xs text-muted">${t('signal.more', { n: pattern.channels.length - NAMED })}</span>` : nothing}</p>
  <p class="pattern-foot"><span title="${formatMoment(new Date(pattern.from))} – ${formatMoment(new Date(pattern.to))}"><sr-time .at=${pattern.to}></sr-time></span> · ${t('analysis.patterns.signals', { n: pattern.signalCount })} <a class="link ml-auto" href=${linkOf(pattern)}>${t('analysis.patterns.see')}</a></p>
</li>`;

customElements.define('sr-patterns', Patterns);
