// @ts-check
// One signal on a page of its own. Fetched when the page has its words.
/** @typedef {import('./types.js').Detail} Detail */
import { html, nothing } from 'lit';
import { alertFor, askBrowser, isSet, turn } from './alerts.js';
import { get } from './api.js';
import { facts, notesOf } from './basis.js';
import { fetched } from './download.js';
import { formatMoment, formatPercent } from './format.js';
import { t } from './i18n.js';
import { Load } from './load.js';
import { lookOf, outcomeMark } from './outcome.js';
import { Part, Watching, copyText, icon, skeleton, toast, trouble } from './parts.js';
import './signal-candles.js';
import { claimList } from './signal-claims.js';
import './signal-elsewhere.js';
import { planFacts, readingOf } from './signal-parts.js';
import { post } from './signal-post.js';
import { timeline } from './signal-timeline.js';
import { channelLink, directionChip, fateChips, kindChip, originChip, pair } from './signal-words.js';
import { store } from './store.js';

const LOOK_AGAIN_AFTER = 1_000;

class SignalPage extends Part {
  constructor() {
    super();
    this.signal = decodeURIComponent(location.pathname.split('/')[2] ?? '');
    /** @type {Load<Detail>} */
    this.load = new Load(this);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.looking = undefined;
    new Watching(this, [[document, 'settingchange']]);
    new Watching(this, [[store, 'envelope']], (event) => this.#heard(/** @type {CustomEvent} */ (event).detail));
    new Watching(this, [[store, 'leapt']], () => this.#lookAgain());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.looking);
    this.looking = undefined;
  }

  willUpdate() {
    this.load.want(this.signal, () => get(`/signals/${encodeURIComponent(this.signal)}`));
  }

  render() {
    const { value, error } = this.load;
    const summary = document.getElementById('summary');
    // what the server laid out stands until all of it is there, and where the rest cannot be had
    const gone = error?.status === 404;
    if (value || gone) summary?.remove();
    if (value && !gone) return this.#content(value);
    if (error) return html`<section class="card mb-4">${gone ? html`<p class="p-5 text-text2">${t('panel.gone')}</p>` : trouble(error, this.load.again)}</section>`;
    return summary?.childElementCount ? nothing : html`<section class="card pt-5" aria-busy="true">${skeleton(10, 'h-8')}</section>`;
  }

  /** @param {Detail} detail */
  #content(detail) {
    const reading = readingOf(detail);
    const steps = card('timeline', timeline(detail));
    // what an outcome rests on is longer than a post with one version: the columns shall end near each other
    const long = lookOf(detail) && detail.revisions.length === 1;
    return html`<div class="one">
      ${head(detail)}
      <div class="one-main">
        <sr-candles .signal=${detail}></sr-candles>
        ${post(detail, reading)}
        <sr-elsewhere .signal=${detail}></sr-elsewhere>
        ${long ? steps : nothing}
      </div>
      <div class="one-side">
        ${reading.rows.length ? card('plan', planFacts(reading)) : nothing}
        ${outcome(detail)}
        ${claims(detail)}
        ${long ? nothing : steps}
      </div>
    </div>`;
  }

  /** What the line says of this signal, or of an update to it, is looked up: it carries no texts and no claims. @param {import('./types.js').Envelope} envelope */
  #heard({ type, data }) {
    if (data.id === this.signal && type === 'signal.deleted') this.load.again();
    else if (data.id === this.signal || data.claimOf === this.signal) this.#lookAgain();
  }

  #lookAgain() {
    this.looking ??= setTimeout(() => {
      this.looking = undefined;
      this.load.renew();
    }, LOOK_AGAIN_AFTER);
  }
}

/** @param {string} name @param {unknown} content */
const card = (name, content) => html`<section class="card one-card" aria-labelledby="one-${name}"><h2 id="one-${name}">${t(`one.${name}`)}</h2>${content}</section>`;

/** @param {Detail} detail */
const head = (detail) => html`<header class="card one-head">
  <div class="min-w-0 flex-1">
    <h2 class="one-title" dir="auto">${pair(detail)}</h2>
    <div class="one-chips">${detail.side ? directionChip(detail) : nothing}${kindChip(detail)}${outcomeMark(detail)}${originChip(detail)}${fateChips(detail)}</div>
    <p class="mt-2 text-sm text-text2" dir="auto">${channelLink(detail)} · <time datetime=${detail.postedAt} title=${formatMoment(new Date(detail.postedAt))}>${formatMoment(new Date(detail.postedAt), 'short')}</time> · ${t('panel.sure', { sure: formatPercent(detail.confidence) })}</p>
  </div>
  <div class="one-acts no-print">
    ${alertButton(alertFor(detail))}
    <button class="btn" type="button" @click=${() => copyText(location.origin + location.pathname)}>${icon('#i-link')}${t('one.link')}</button>
    <button class="btn" type="button" @click=${() => copyText(JSON.stringify(detail, null, 2))}>${icon('#i-braces')}${t('one.json')}</button>
    <a class="btn" href="/api/v1/signals/${detail.id}/image" @click=${fetched}>${icon('#i-image')}${t('one.image')}</a>
    <a class="btn" href="/signals?${detail.symbol ? `q=${encodeURIComponent(`token:${detail.symbol}`)}&` : ''}open=${detail.id}">${icon('#i-list')}${t('one.list')}</a>
  </div>
</header>`;

/** @param {import('./alerts.js').Alert | null} alert */
function alertButton(alert) {
  if (!alert) return nothing;
  const set = isSet(alert);
  const press = async () => {
    if (!turn(alert)) return toast(t('one.alert.refused'));
    toast(t(set ? 'one.alert.off' : `one.alert.${alert.direction}`, { symbol: alert.symbol }));
    if (!set) await askBrowser();
  };
  return html`<button class="btn" type="button" aria-pressed=${set} title=${t('one.alert.how')} @click=${press}>${icon(set ? '#i-bell-ring' : '#i-bell')}${t('one.alert')}</button>`;
}

/** @param {Detail} detail */
function outcome(detail) {
  const look = lookOf(detail);
  if (!look) return nothing;
  return card('outcome', html`<p class="one-chips">${outcomeMark(detail)}</p>
    ${detail.outcome?.feed === 'mock' ? html`<p class="one-invented rounded-control bg-warn-soft px-3 py-2 font-medium text-warn">${t('basis.invented')}</p>` : nothing}
    ${notesOf({ look, signal: detail }).map((note) => html`<p class="mt-2 text-text2">${note}</p>`)}
    ${detail.outcome ? html`<dl class="basis-facts num">${facts(detail.outcome)}</dl>` : nothing}`);
}

/** A call of which the channel says nothing more has no claims, and that is told; other posts have no outcome to claim. @param {Detail} detail */
function claims(detail) {
  if (!detail.claims.length) return isCall(detail) ? card('claims', html`<p class="text-text2">${t('one.claims.none')}</p>`) : nothing;
  return card('claims', html`${claimList(detail)}<p class="one-note">${t('one.claims.note')}</p>`);
}

/** @param {Detail} detail */
const isCall = ({ kind }) => kind === 'trade_signal' || kind === 'token_launch';

customElements.define('sr-signal', SignalPage);
