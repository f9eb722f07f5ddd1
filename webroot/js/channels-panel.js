// @ts-check
// One channel beside the list; fetched when the first one is opened.
/** @typedef {import('./channels-list.js').Channel & { claims: any, witness: { links: number, hash: string, gaps: { missing: number, times: { from: string, to: string }[] }, lag: { median: number, p95: number } | null } }} Detail */
import { html, nothing } from 'lit';
import { get } from './api.js';
import { cureText, lastPost, listed, originChip, perDay, recordLink, shareLink, stateChip } from './channels-figures.js';
import { channels, watchChannels } from './channels-list.js';
import { fetched } from './download.js';
import { formatCount, formatMoment, formatPercent } from './format.js';
import { t, word } from './i18n.js';
import { showBeside } from './panel.js';
import { Part, icon, skeleton, trouble } from './parts.js';
import { isPublic } from './signal-words.js';
import { styles } from './styles.js';

const close = () => {
  const { open } = channels.state;
  channels.go({ open: '' });
  const row = [...document.querySelectorAll('[data-row]')].find((link) => /** @type {HTMLElement} */ (link).dataset.row === open && /** @type {HTMLElement} */ (link).offsetParent);
  /** @type {HTMLElement | undefined} */ (row)?.focus();
};

class ChannelPanel extends Part {
  static properties = { detail: { state: true }, error: { state: true } };

  constructor() {
    super();
    /** @type {Detail | null} */
    this.detail = null;
    /** @type {import('./api.js').ApiError | null} */
    this.error = null;
    this.asked = '';
    /** @type {import('./channels-list.js').Channel[] | null} */
    this.of = null;
    this.entering = false;
    this.styled = styles('panel');
    watchChannels(this);
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  willUpdate() {
    const { open } = channels.state;
    if (open && (open !== this.asked || this.of !== channels.all)) this.#load(open);
    this.asked = open;
    this.of = channels.all;
  }

  async updated() {
    await this.styled;
    if (!channels.state.open) return this.#dialog.close();
    if (!this.#dialog.open) {
      showBeside(this.#dialog);
      this.entering = true;
    }
    // the title comes anew with what was fetched; whoever opened the panel stands on it
    if (this.entering) this.querySelector('h2')?.focus();
    if (this.detail?.id === this.asked) this.entering = false;
  }

  render() {
    const { detail, error } = this;
    const shown = detail?.id === channels.state.open ? detail : null;
    return html`<dialog class="panel" aria-labelledby="panel-title" @cancel=${cancelled} @click=${(/** @type {Event} */ event) => event.target === this.#dialog && close()}>
      <div class="panel-head"><span class="panel-acts">
        <a class="btn-icon" href="/api/v1/channels/${channels.state.open}" aria-label=${t('room.json')} title=${t('room.json')} @click=${fetched}>${icon('#i-braces')}</a>
        <button class="btn-icon" type="button" aria-label=${t('close')} title=${t('close')} @click=${close}>${icon('#i-x')}</button>
      </span></div>
      <div class="panel-body">${error ? html`<h2 id="panel-title" class="panel-title" tabindex="-1">${t('room.missing')}</h2>${error.status === 404 ? html`<p class="panel-part text-text2">${t('room.gone')}</p>` : trouble(error, () => this.#load(this.asked))}` : shown ? content(shown) : html`<h2 id="panel-title" class="sr-only" tabindex="-1">${t('room.loading')}</h2><div class="pt-5">${skeleton(6, 'h-8')}</div>`}</div>
    </dialog>`;
  }

  /** @param {string} id */
  async #load(id) {
    this.error = null;
    try {
      const detail = await get(`/channels/${id}`, channels.state.imported ? { imported: 'true' } : {});
      if (id === channels.state.open) this.detail = detail;
    } catch (error) {
      if (id === channels.state.open) this.error = /** @type {import('./api.js').ApiError} */ (error);
    }
  }
}

/** @param {Event} event */
function cancelled(event) {
  event.preventDefault();
  close();
}

/** @param {string} label @param {unknown} value */
const fact = (label, value) => html`<div><dt>${label}</dt><dd class="num">${value}</dd></div>`;

/** @param {string} iso */
const moment = (iso) => html`<time datetime=${iso}>${formatMoment(new Date(iso), 'short')}</time>`;

const TIMES = 3;

/** @param {{ from: string, to: string }[]} times the newest first */
const missed = (times) =>
  times.length ? fact(t('room.times'), html`<div title=${t('room.times.what')}>${times.slice(0, TIMES).map(({ from, to }) => html`<div>${moment(from)} – ${moment(to)}</div>`)}${times.length > TIMES ? html`<div>${t('room.times.more', { n: times.length - TIMES })}</div>` : nothing}</div>`) : nothing;

/** @param {Detail} detail */
const content = (detail) => html`<header class="panel-part">
    <h2 id="panel-title" class="panel-title" tabindex="-1"><bdi dir="auto">${detail.title}</bdi></h2>
    <div class="panel-chips">${stateChip(detail)}${originChip(detail)}</div>
    <p class="panel-where">${detail.username ? html`${isPublic(detail) ? html`<a class="text-accent-text underline" href="https://t.me/${detail.username}" rel="noopener noreferrer">@${detail.username}</a>` : `@${detail.username}`} · ` : nothing}${t('room.id', { id: detail.id })}</p>
    ${cureText(detail) ? html`<p class="panel-where font-medium">${cureText(detail)}</p>` : nothing}
    ${detail.reason ? html`<p class="panel-where" lang="en" dir="auto">${detail.reason}</p>` : nothing}
  </header>
  <section class="panel-part" aria-labelledby="room-lately"><h3 id="room-lately" class="eyebrow">${t('room.lately')}</h3>
    <dl class="one-facts">${fact(t('heard.column.lastPostAt'), lastPost(detail))}${fact(t('heard.column.postsPerDay'), perDay(detail))}${fact(t('heard.column.signalShare'), shareLink(detail.signalShare, listed(detail)))}${fact(t('heard.column.record'), recordLink(detail))}${fact(t('heard.column.edited'), shareLink(detail.edited, listed(detail, { is: 'edited' })))}${fact(t('heard.column.deleted'), shareLink(detail.deleted, listed(detail, { is: 'deleted' })))}</dl></section>
  <section class="panel-part" aria-labelledby="room-ever"><h3 id="room-ever" class="eyebrow">${t('room.ever')}</h3>
    <dl class="one-facts">${fact(t('room.posts'), formatCount(detail.posts))}${fact(t('room.signals'), html`<a class="figure" href="/signals?channel=${detail.id}">${formatCount(detail.signals)}</a>`)}${fact(t('room.edits'), formatCount(detail.edits))}${fact(t('room.deletions'), formatCount(detail.deletions))}
      ${detail.firstPostAt ? fact(t('room.first'), moment(detail.firstPostAt)) : nothing}${fact(t('room.source'), word('room.source', detail.source))}</dl></section>
  <section class="panel-part" aria-labelledby="room-witness"><h3 id="room-witness" class="eyebrow">${t('room.witness')}</h3>
    <dl class="one-facts">${detail.witness.lag ? fact(t('room.lag'), t('room.lag.seconds', { median: formatCount(detail.witness.lag.median), p95: formatCount(detail.witness.lag.p95) })) : nothing}${fact(t('room.gaps'), html`<span title=${t('room.gaps.what')}>${detail.witness.gaps.atLeast ? t('room.gaps.least', { count: formatCount(detail.witness.gaps.missing) }) : formatCount(detail.witness.gaps.missing)}</span>`)}${missed(detail.witness.gaps.times)}${fact(t('room.links'), html`<span title=${t('room.links.what', { hash: detail.witness.hash })}>${formatCount(detail.witness.links)}</span>`)}</dl></section>
  <section class="panel-part" aria-labelledby="room-claims"><h3 id="room-claims" class="eyebrow">${t('room.claims')}</h3>
    <p class="text-sm text-text2">${detail.claims ? t('room.claims.share', { share: formatPercent(detail.claims.share), n: detail.claims.measured, lower: Math.round(100 * detail.claims.interval.lower), upper: formatPercent(detail.claims.interval.upper) }) : t('room.claims.none')}</p></section>`;

customElements.define('sr-channel', ChannelPanel);
