// @ts-check
/** @typedef {import('./channels-list.js').Channel} Channel */
import { html, nothing } from 'lit';
import { cureText, lastPost, listed, originChip, perDay, recordLink, shareLink, stateChip } from './channels-figures.js';
import { channels, demoKnown, watchChannels } from './channels-list.js';
import { bringOffer } from './demo-bring.js';
import { t } from './i18n.js';
import { Late } from './late.js';
import { leftOut } from './left-out.js';
import { Part, copyText, icon, skeleton, trouble } from './parts.js';

const COLUMNS = /** @type {const} */ ([['title', ''], ['state', ''], ['lastPostAt', 'text-right'], ['postsPerDay', 'text-right'], ['signalShare', 'text-right'], ['record', 'text-right'], ['edited', 'text-right from-xl'], ['deleted', 'text-right from-xl']]);

/** Adding, importing, removing: their parts come when somebody wants them. @param {'add' | 'import' | 'demo'} what */
const wanted = (what) => (location.hash === `#${what}` ? dispatchEvent(new HashChangeEvent('hashchange')) : (location.hash = what));

/** The list is looked at until what was asked for is in it; if that code does not come, the next visit shows it. */
const begun = () => import('./demo-watch.js').then(({ untilDemo }) => untilDemo(true), () => {});

/** What is read, how it goes and what it is worth. */
class ChannelTable extends Part {
  #late = new Late(this);
  #asked = false;

  constructor() {
    super();
    watchChannels(this);
  }

  render() {
    return html`${toolbar()} ${leftOut(channels.dropped, read)}
      <section class="card rooms-card" aria-labelledby="channels-title" aria-busy=${channels.busy}>
        <div class="card-head"><h2 id="channels-title">${t('heard.title')}</h2><p class="text-sm text-text2" role="status">${told()}</p></div>
        ${body((look) => this.#offer(look))}
      </section>`;
  }

  /** The button that loads the demo, fetched the first time that it is drawn. */
  #offer(/** @type {string} */ look) {
    if (!this.#asked) this.#late.want(bringOffer);
    this.#asked = true;
    return this.#late.drawn(bringOffer, html`<sr-demo-offer class=${look} data-why=${t('heard.demo.why')} @begun=${begun}></sr-demo-offer>`);
  }
}

const toolbar = () => html`<div class="rooms-bar no-print">
  <label class="rooms-find"><span class="sr-only">${t('heard.find')}</span>${icon('#i-search')}<input class="field" type="search" data-find .value=${channels.state.q} placeholder=${t('heard.find')} maxlength="100" @input=${found} /></label>
  <label class="rooms-imported"><input type="checkbox" .checked=${channels.state.imported} @change=${counted} />${t('heard.imported')}</label>
  <span class="rooms-acts">
    <button class="btn" type="button" aria-label=${t('heard.link')} title=${t('heard.link')} @click=${copied}>${icon('#i-link')}</button>
    <button class="btn" type="button" @click=${() => wanted('import')}>${icon('#i-file-down')}${t('heard.import')}</button>
    <button class="btn btn-main" type="button" @click=${() => wanted('add')}>${icon('#i-plus')}${t('heard.add')}</button>
  </span>
</div>`;

const copied = () => copyText(new URL(channels.href(), location.href).href, 'heard.copied');

function read() {
  channels.dropped = [];
  channels.changed();
}

/** @param {Event} event */
const counted = ({ target }) => channels.go({ imported: /** @type {HTMLInputElement} */ (target).checked });

/** @param {Event} event */
const found = ({ target }) => channels.go({ q: /** @type {HTMLInputElement} */ (target).value }, { replace: true });

function told() {
  if (!channels.all) return '';
  const n = channels.rows.length;
  return `${n === channels.all.length ? t('heard.count', { n }) : t('heard.countOf', { found: n, n: channels.all.length })}${channels.more ? ` · ${t('heard.more')}` : ''}`;
}

/** @param {(look: string) => unknown} offer */
function body(offer) {
  if (channels.error && !channels.all) return trouble(channels.error, () => channels.load());
  if (!channels.all) return skeleton(8);
  if (!channels.all.length) return first(offer('demo-offer demo-offer-tall'));
  const { rows } = channels;
  if (!rows.length) return html`<div class="emptied"><p class="font-medium">${t('heard.nothing', { q: channels.state.q })}</p><button class="btn" type="button" @click=${() => channels.go({ q: '' })}>${t('heard.clear')}</button></div>`;
  return html`${channels.error ? trouble(channels.error, () => channels.load()) : nothing}
    <table class="data-table rooms"><thead><tr>${COLUMNS.map(([column, more]) => head(column, more))}</tr></thead><tbody>${rows.map(line)}</tbody></table>
    <ul class="rooms-cards">${rows.map(card)}</ul>
    <p class="rooms-note">${t('heard.note')} ${t(channels.state.imported ? 'heard.note.with' : 'heard.note.without')}</p>
    ${demoKnown() ? demo(channels.all.filter(({ origin }) => origin === 'demo').length) : offer('demo-offer rooms-note no-print')}`;
}

/** @param {number} n invented channels */
const demo = (n) => html`<p class="rooms-note no-print flex flex-wrap items-center gap-3"><span>${t('heard.demo', { n })}</span><button class="btn" type="button" @click=${() => wanted('demo')}>${t('heard.demo.remove')}</button></p>`;

/** @param {unknown} offer */
const first = (offer) => html`<div class="emptied"><p class="font-medium">${t('heard.empty')}</p><p class="text-text2">${t('heard.empty.next')}</p>
  <p class="flex flex-wrap justify-center gap-2"><button class="btn" type="button" @click=${() => wanted('add')}>${t('heard.add')}</button><button class="btn" type="button" @click=${() => wanted('import')}>${t('heard.import')}</button></p>${offer}</div>`;

/** @param {string} column @param {string} more classes */
function head(column, more) {
  const { sort } = channels.state;
  const on = sort.replace('-', '') === column;
  const falling = sort === `-${column}`;
  const next = falling || (!on && (column === 'title' || column === 'state')) ? column : `-${column}`;
  return html`<th scope="col" class=${more} aria-sort=${on ? (falling ? 'descending' : 'ascending') : nothing}><a class="sort" href=${channels.href({ sort: next })} @click=${follow({ sort: next })}>${t(`heard.column.${column}`)}<span aria-hidden="true">${on ? (falling ? '↓' : '↑') : ''}</span></a></th>`;
}

/** @param {Partial<import('./channels-list.js').State>} change */
const follow = (change) => (/** @type {MouseEvent} */ event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  channels.go(change);
};

/** @param {Channel} channel */
const opener = (channel) => html`<a class="opener" data-row=${channel.id} href=${channels.href({ open: channel.id })} @click=${follow({ open: channel.id })}><bdi dir="auto">${channel.title}</bdi></a>`;

/** @param {Channel} channel */
const cure = (channel) => (cureText(channel) ? html`<p class="cure">${cureText(channel)}</p>` : nothing);

/** @param {Channel} channel */
const line = (channel) => html`<tr class=${channels.state.open === channel.id ? 'row-open' : ''}>
  <th scope="row" class="name">${opener(channel)} ${originChip(channel)}${channel.username ? html`<p class="under">@${channel.username}</p>` : nothing}</th>
  <td class="how">${stateChip(channel)}${cure(channel)}</td>
  <td class="num nowrap text-right">${lastPost(channel)}</td>
  <td class="num text-right">${perDay(channel)}</td>
  <td class="num text-right">${shareLink(channel.signalShare, listed(channel))}</td>
  <td class="num text-right">${recordLink(channel)}</td>
  <td class="num from-xl text-right">${shareLink(channel.edited, listed(channel, { is: 'edited' }))}</td>
  <td class="num from-xl text-right">${shareLink(channel.deleted, listed(channel, { is: 'deleted' }))}</td>
</tr>`;

/** @param {string} column @param {unknown} value */
const fact = (column, value) => html`<div><dt>${t(`heard.column.${column}`)}</dt><dd class="num">${value}</dd></div>`;

/** @param {Channel} channel */
const card = (channel) => html`<li>
  <p class="flex flex-wrap items-center gap-2"><span class="min-w-0 flex-1 text-md font-medium">${opener(channel)}</span>${originChip(channel)}${stateChip(channel)}</p>
  ${cure(channel)}
  <dl>${fact('lastPostAt', lastPost(channel))}${fact('postsPerDay', perDay(channel))}${fact('signalShare', shareLink(channel.signalShare, listed(channel)))}${fact('record', recordLink(channel))}${fact('edited', shareLink(channel.edited, listed(channel, { is: 'edited' })))}${fact('deleted', shareLink(channel.deleted, listed(channel, { is: 'deleted' })))}</dl>
</li>`;

customElements.define('sr-channels', ChannelTable);
