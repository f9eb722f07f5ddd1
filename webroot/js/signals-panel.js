// @ts-check
// One signal beside the list, with its post; fetched when the first one is opened.
import { html, nothing } from 'lit';
import { get } from './api.js';
import { fetched } from './download.js';
import { formatMoment, formatPercent } from './format.js';
import { t } from './i18n.js';
import { outcomeChip } from './outcome.js';
import { showBeside } from './panel.js';
import { Part, Watching, icon, skeleton, trouble } from './parts.js';
import { markedText, shownText } from './playground-text.js';
import { close, step } from './signals-keys.js';
import { list, watchList } from './signals-list.js';
import { copyAddress } from './signals-menus.js';
import { claimList } from './signal-claims.js';
import { planFacts, readingOf } from './signal-parts.js';
import { channelLink, directionChip, fateChips, kindChip, originChip, pair } from './signal-words.js';
import { store } from './store.js';
import './time.js';
import { styles } from './styles.js';

/** @typedef {import('./types.js').Detail} Detail */

class Panel extends Part {
  static properties = { detail: { state: true }, error: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Detail | null} */
    this.detail = null;
    /** @type {import('./api.js').ApiError | null} */
    this.error = null;
    this.busy = false;
    this.entering = false;
    this.asked = '';
    watchList(this);
    new Watching(this, [[store, 'envelope']], (event) => this.#heard(/** @type {CustomEvent} */ (event).detail));
    new Watching(this, [[store, 'leapt']], () => this.asked && this.#load(this.asked));
    this.styled = styles('panel');
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  willUpdate() {
    const { open } = list.state;
    if (open && open !== this.asked) this.#load(open);
    this.asked = open;
  }

  async updated() {
    await this.styled;
    const { open } = list.state;
    if (!open) return this.#dialog.close();
    if (!this.#dialog.open) {
      showBeside(this.#dialog);
      this.entering = true;
    }
    // the title comes anew with what was fetched; whoever opened the panel stands on it
    if (this.entering) this.querySelector('h2')?.focus();
    if (!this.busy) this.entering = false;
  }

  render() {
    const { detail, error, busy } = this;
    const mine = detail?.id === this.asked ? detail : null;
    return html`<dialog class="panel" aria-labelledby="panel-title" @cancel=${this.#cancelled} @click=${(/** @type {Event} */ event) => event.target === this.#dialog && close()}>
      <div class="panel-head">
        <button class="btn-icon" type="button" aria-label=${t('panel.previous')} title=${t('panel.previous')} @click=${() => step(-1)}>${icon('#i-chevron-up')}</button>
        <button class="btn-icon" type="button" aria-label=${t('panel.next')} title=${t('panel.next')} @click=${() => step(1)}>${icon('#i-chevron-down')}</button>
        <span class="panel-acts">
          <button class="btn-icon" type="button" aria-label=${t('panel.link')} title=${t('panel.link')} @click=${() => copyAddress({ text: '', sort: '-postedAt', cursor: '', open: this.asked })}>${icon('#i-link')}</button>
          <a class="btn-icon" href="/signals/${this.asked}" aria-label=${t('panel.page')} title=${t('panel.page')}>${icon('#i-maximize-2')}</a>
          <a class="btn-icon" href="/api/v1/signals/${this.asked}" aria-label=${t('panel.json')} title=${t('panel.json')} @click=${fetched}>${icon('#i-braces')}</a>
          <button class="btn-icon" type="button" aria-label=${t('panel.close')} title=${t('panel.close')} @click=${close}>${icon('#i-x')}</button>
        </span>
      </div>
      <div class="panel-body ${busy && !mine && detail ? 'dimmed' : ''}" aria-busy=${busy}>${error ? html`<h2 id="panel-title" class="panel-title" tabindex="-1">${t('panel.missing')}</h2>${failed(error, () => this.#load(this.asked))}` : detail ? content(detail) : html`<h2 id="panel-title" class="sr-only" tabindex="-1">${t('panel.loading')}</h2><div class="waits">${skeleton(6, 'h-8')}</div>`}</div>
    </dialog>`;
  }

  /** What the line says of it, or of an update to it, is looked up: it carries no texts and no claims. @param {import('./types.js').Envelope} envelope */
  #heard({ data }) {
    if (this.asked && (data.id === this.asked || data.claimOf === this.asked)) this.#load(this.asked);
  }

  /** @param {string} id */
  async #load(id) {
    this.busy = true;
    this.error = null;
    try {
      const detail = await get(`/signals/${id}`);
      if (id === this.asked) this.detail = detail;
    } catch (error) {
      if (id === this.asked) this.error = /** @type {import('./api.js').ApiError} */ (error);
    }
    if (id === this.asked) this.busy = false;
  }

  #cancelled = (/** @type {Event} */ event) => {
    event.preventDefault();
    close();
  };
}

/** @param {import('./api.js').ApiError} error @param {() => void} retry */
const failed = (error, retry) => (error.status === 404 ? html`<p class="panel-part text-text2">${t('panel.gone')}</p>` : trouble(error, retry));

/** @param {Detail} detail */
function content(detail) {
  const read = readingOf(detail);
  return html`<header class="panel-part">
      <h2 id="panel-title" class="panel-title" tabindex="-1">${pair(detail)}</h2>
      <div class="panel-chips">${detail.side ? directionChip(detail) : nothing}${kindChip(detail)}${originChip(detail)}${fateChips(detail)}</div>
      <p class="panel-where" dir="auto">${channelLink(detail)} · <time datetime=${detail.postedAt} title=${formatMoment(new Date(detail.postedAt))}>${formatMoment(new Date(detail.postedAt), 'short')}</time></p>
      <p class="panel-where">${t('panel.sure', { sure: formatPercent(detail.confidence) })}</p>
    </header>
    ${outcome(detail)}
    ${read.rows.length ? html`<div class="panel-part">${planFacts(read)}</div>` : nothing}
    <section class="panel-part" aria-labelledby="panel-text"><h3 id="panel-text" class="eyebrow">${t('panel.text')}</h3><div class="lit one-lit" tabindex="0" role="group" aria-labelledby="panel-text">${markedText(detail.text, read.places, { chosen: 0 })}</div></section>
    ${detail.claims?.length ? html`<section class="panel-part" aria-labelledby="panel-claims"><h3 id="panel-claims" class="eyebrow">${t('panel.claims')}</h3>${claimList(detail)}</section>` : nothing} ${versions(detail)}`;
}

/** @param {Detail} detail */
function outcome(detail) {
  const chip = outcomeChip(detail);
  if (chip === nothing) return nothing;
  return html`<section class="panel-part" aria-label=${t('found.column.outcome')}><h3 class="eyebrow">${t('panel.outcome')}</h3>${chip}</section>`;
}

/** @param {Detail} detail */
function versions({ revisions, text }) {
  return html`<section class="panel-part" aria-labelledby="panel-versions"><h3 id="panel-versions" class="eyebrow">${t('panel.versions', { n: revisions.length })}</h3>
    <ol class="one-list">${revisions.map((it) => html`<li><span>${t(it.revision === 1 ? 'panel.first' : 'panel.edit', { n: it.revision })}</span><span class="one-when">${formatMoment(new Date(it.editedAt ?? it.firstSeenAt), 'short')}</span>
      ${it.text === text ? nothing : html`<details class="panel-version"><summary class="btn-quiet">${t('panel.words')}</summary><p class="lit one-lit plain" dir="auto">${shownText(it.text)}</p></details>`}</li>`)}</ol>
  </section>`;
}

customElements.define('sr-panel', Panel);
