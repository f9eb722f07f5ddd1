// @ts-check
/**
 * The post of a signal: its text with marks, its versions, and what each of them changed.
 *
 * @typedef {import('./types.js').Detail} Detail
 * @typedef {import('./types.js').Revision} Revision
 * @typedef {import('./types.js').Change} Change
 * @typedef {import('./types.js').Forward} Forward
 */
import { html, nothing } from 'lit';
import { formatMoment, unsteered } from './format.js';
import { t } from './i18n.js';
import { markedText, shownText } from './playground-text.js';
import { Part, icon } from './parts.js';
import { postAddress } from './signal-words.js';

/** @param {Detail} detail @param {ReturnType<typeof import('./signal-parts.js').readingOf>} reading */
export function post(detail, { places }) {
  const source = postAddress(detail);
  return html`<section class="card one-card" aria-labelledby="one-text">
    <div class="flex flex-wrap items-center justify-between gap-x-4"><h2 id="one-text">${t('one.text')}</h2>
      ${source ? html`<a class="btn-quiet -mr-2" rel="noopener noreferrer" href=${source}>${icon('#i-external-link', 'size-4')}${t('one.source')}</a>` : nothing}</div>
    ${detail.forwardedFrom ? forwarded(detail.forwardedFrom) : nothing}
    <div class="lit" role="group" aria-labelledby="one-text">${markedText(detail.text, places, { chosen: 0 })}</div>
    <h3 class="one-under">${t('panel.versions', { n: detail.revisions.length })}</h3>
    ${detail.revisions.length > 1 ? html`<p class="one-legend"><ins>${t('one.added')}</ins> <del>${t('one.removed')}</del></p>` : nothing}
    <ol class="one-versions">${detail.revisions.map((revision, i, all) => html`<li>${version(revision, i === 0, i === all.length - 1)}</li>`)}</ol>
    <p class="one-note">${t(detail.origin === 'imported' ? 'one.versions.imported' : 'one.versions.note')}</p>
  </section>`;
}

/** Who said it first, and where. @param {Forward} forward */
function forwarded({ name, at, url, signal }) {
  const called = unsteered(name ?? '');
  const parts = [
    html`<bdi>${called ? t('one.forwarded', { name: called }) : t('one.forwarded.nameless')}</bdi>`,
    at ? html`<time datetime=${at} title=${formatMoment(new Date(at))}>${formatMoment(new Date(at), 'short')}</time>` : nothing,
    url ? html`<a class="underline" rel="noopener noreferrer" href=${url}>${t('one.forwarded.original')}</a>` : nothing,
    signal ? html`<a class="underline" href="/signals/${signal}">${t('one.forwarded.signal')}</a>` : nothing,
  ];
  return html`<p class="mt-2 text-sm text-text2">${parts.filter((part) => part !== nothing).map((part, i) => (i ? html` · ${part}` : part))}</p>`;
}

/** @param {Revision} revision @param {boolean} first @param {boolean} newest */
function version(revision, first, newest) {
  const at = revision.editedAt ?? revision.firstSeenAt;
  const name = html`<span class="font-medium">${t(first ? 'panel.first' : 'panel.edit', { n: revision.revision })}</span> <time class="one-when" datetime=${at} title=${formatMoment(new Date(at))}>${formatMoment(new Date(at), 'short')}</time> <span class="one-when" title=${t('one.chained', revision.witness)}>#${revision.witness.link}</span>`;
  return first ? html`<p class="one-version">${name}</p>` : html`<sr-change .changes=${revision.changes ?? [{ kind: 'same', text: revision.text }]} .name=${name} .open=${newest}></sr-change>`;
}

/** What an edit changed; drawn when it is opened, since a post may have a thousand versions. */
class Changed extends Part {
  static properties = { changes: {}, name: { attribute: false }, open: { state: true } };

  constructor() {
    super();
    /** @type {Change[]} */
    this.changes = [];
    /** @type {unknown} */
    this.name = '';
    this.open = false;
  }

  render() {
    return html`<details ?open=${this.open} @toggle=${(/** @type {Event} */ event) => (this.open = /** @type {HTMLDetailsElement} */ (event.currentTarget).open)}>
      <summary class="one-version">${icon('#i-chevron-right', 'one-turn size-4')}${this.name}</summary>
      ${this.open ? html`<p class="lit one-diff" dir="auto">${this.changes.map(changeOf)}</p>` : nothing}
    </details>`;
  }
}

const changeOf = (/** @type {Change} */ { kind, text }) => {
  if (kind === 'same') return shownText(text);
  const said = html`<span class="sr-only">${t(kind === 'new' ? 'one.added' : 'one.removed')}: </span>${shownText(text)}<span class="sr-only"> (${t('one.end')}) </span>`;
  return kind === 'new' ? html`<ins>${said}</ins>` : html`<del>${said}</del>`;
};

customElements.define('sr-change', Changed);
