// @ts-check
// The part of the page that takes files: drop one, see what it holds, import it, take it back.
/** @typedef {import('./imports-work.js').Import} Import */
/** @typedef {import('./imports-work.js').Report} Report */
import { html, nothing } from 'lit';
import { formatCount, formatMoment, formatPercent } from './format.js';
import { t, word } from './i18n.js';
import { imports, isOver } from './imports-work.js';
import { Part, icon, trouble } from './parts.js';
import { session } from './session.js';
import { confirmUndo } from './imports-undo.js';

const zones = () => Intl.supportedValuesOf('timeZone');

class ImportPart extends Part {
  static properties = { over: { state: true }, refused: { state: true } };

  constructor() {
    super();
    this.over = false;
    this.refused = '';
    /** Whether the focus was in here before it was drawn anew. */
    this.focused = false;
  }

  connectedCallback() {
    super.connectedCallback();
    imports.addEventListener('change', this.#changed);
    imports.start();
    addEventListener('hashchange', this.#called);
    this.updateComplete.then(this.#called);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    imports.removeEventListener('change', this.#changed);
    removeEventListener('hashchange', this.#called);
  }

  #changed = () => this.requestUpdate();

  #called = () => {
    if (location.hash !== '#import') return;
    this.scrollIntoView();
    this.querySelector('h2')?.focus();
  };

  willUpdate() {
    this.focused = this.contains(document.activeElement);
  }

  /** What had the focus may be gone with its step. */
  updated() {
    if (this.focused && !this.contains(document.activeElement)) this.querySelector('h2')?.focus();
  }

  render() {
    return html`<section class="card overflow-hidden" aria-labelledby="import-title">
      <div class="card-head"><h2 id="import-title" tabindex="-1">${t('imports.title')}</h2></div>
      <div class="import-body no-print">${imports.file ? this.#work() : this.#zone()}</div>
      ${past()}
    </section>`;
  }

  #zone() {
    return html`<label class="drop-zone ${this.over ? 'drop-over' : ''}" @dragover=${this.#hover} @dragleave=${() => (this.over = false)} @drop=${this.#dropped}>
        ${icon('#i-file-down', 'drop-sign')}<span class="font-medium">${t('imports.drop')}</span><span class="text-sm text-text2">${t('imports.what')}</span>
        <input class="drop-file" type="file" accept=".json,.html,.zip" aria-describedby="import-refused" @change=${(/** @type {Event} */ { target }) => this.#take(/** @type {HTMLInputElement} */ (target).files)} />
      </label>
      <p id="import-refused" class="text-sm text-bear" role="alert">${this.refused}</p>
      <label class="import-zone">${t('imports.zone')}<select class="field" @change=${(/** @type {Event} */ { target }) => (imports.zone = /** @type {HTMLSelectElement} */ (target).value)}>
        ${[...new Set([imports.zone, 'UTC', ...zones()])].map((zone) => html`<option value=${zone} ?selected=${zone === imports.zone}>${zone}</option>`)}</select></label>
      <p class="text-xs text-muted">${t('imports.zone.why')}</p>
      <label class="import-zone">${t('imports.of')}<input class="field" maxlength="256" autocomplete="off" .value=${imports.channel} @input=${(/** @type {Event} */ { target }) => (imports.channel = /** @type {HTMLInputElement} */ (target).value.trim())} /></label>
      <p class="text-xs text-muted">${t('imports.of.why')}</p>
      <label class="rooms-imported"><input type="checkbox" .checked=${imports.groups} @change=${this.#withGroups} />${t('imports.groups')}</label>`;
  }

  /** @param {Event} event */
  #withGroups({ target }) {
    imports.groups = /** @type {HTMLInputElement} */ (target).checked;
  }

  /** @param {DragEvent} event */
  #hover(event) {
    event.preventDefault();
    this.over = true;
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    event.preventDefault();
    this.over = false;
    this.#take(event.dataTransfer?.files);
  }

  /** @param {FileList | null | undefined} files */
  #take(files) {
    const file = files?.[0];
    if (!file) return;
    this.refused = files.length > 1 ? t('imports.one') : !file.size ? t('imports.hollow', { name: file.name }) : !/\.(json|html|zip)$/i.test(file.name) ? t('imports.kind', { name: file.name }) : /\.html$/i.test(file.name) && !imports.channel ? t('imports.of.needed', { name: file.name }) : '';
    if (!this.refused) imports.run(file, true);
  }

  #work() {
    const { file, now, error, sent, busy } = imports;
    return html`<div class="flex flex-wrap items-center gap-3"><p class="min-w-0 flex-1 font-medium wrap-anywhere">${file?.name}</p><button class="btn" type="button" @click=${() => imports.forget()}>${t(busy ? 'imports.stop' : 'imports.other')}</button></div>
      ${error ? trouble(error, () => imports.again()) : nothing}
      ${sent !== null ? meter(t('imports.sending', { part: formatPercent(sent) }), sent) : nothing}
      ${now && !isOver(now) ? progress(now) : nothing}
      ${now && isOver(now) ? outcome(now, /** @type {File} */ (file)) : nothing}`;
  }
}

/** @param {string} text @param {number} part */
const meter = (text, part) => html`<div role="status"><p class="num mb-2 text-sm text-text2">${text}</p><progress max="1" .value=${part} aria-label=${text}></progress></div>`;

/** @param {Import} now */
function progress({ dryRun, state, progress: { bytes, bytesTotal, posts }, undo }) {
  if (state === 'undoing' && undo) return meter(t('imports.undoing', { done: undo.removed + undo.kept, n: undo.total }), undo.total ? (undo.removed + undo.kept) / undo.total : 0);
  return meter(t(state === 'uploaded' ? 'imports.waiting' : dryRun ? 'imports.trying' : 'imports.running', { n: posts }), bytesTotal ? bytes / bytesTotal : 0);
}

/** @param {Import} now @param {File} file */
function outcome(now, file) {
  const { state, dryRun, report, problem } = now;
  const fresh = (report?.created ?? 0) + (report?.changed ?? 0);
  return html`<div role="status">
    ${state === 'failed' ? html`<p class="flex items-center gap-2 font-medium text-bear">${icon('#i-circle-alert')}${t('imports.failed')}</p><p class="mt-1 text-text2" lang="en">${problem}</p>` : html`<p class="font-medium">${t(state === 'undone' ? 'imports.undone' : dryRun ? 'imports.tried' : 'imports.done')}</p>`}</div>
    ${report ? reported(report, dryRun) : nothing}
    <div class="flex flex-wrap gap-2">
      ${state === 'done' && dryRun ? (fresh ? html`<button class="btn btn-main" type="button" @click=${() => imports.run(file, false)}>${t('imports.do', { n: fresh })}</button>` : html`<p class="text-text2">${t('imports.known')}</p>`) : nothing}
      ${state === 'done' && !dryRun ? undoButton(now) : nothing}
    </div>`;
}

/** @param {string} name @param {number} n */
const count = (name, n) => html`<div><dt>${t(`imports.${name}`)}</dt><dd class="num">${formatCount(n)}</dd></div>`;

/** @param {Report} report @param {boolean} dryRun */
const reported = (report, dryRun) => html`<dl class="import-counts">${count('channels', report.channels)}${count(dryRun ? 'new' : 'created', report.created)}${count('changed', report.changed)}${count('same', report.same)}${count('skipped', report.skipped)}${count('bad', report.failed)}</dl>
  ${report.complete ? nothing : html`<p class="text-warn">${t('imports.broken')}</p>`}
  ${report.problems.length ? html`<ul class="import-problems">${report.problems.map((it) => html`<li lang="en" dir="auto">${it}</li>`)}</ul>` : nothing}
  ${report.byChannel.length ? html`<div class="overflow-x-auto" tabindex="0" role="group" aria-label=${t('imports.byChannel')}><table class="data-table"><thead><tr><th scope="col">${t('imports.channel')}</th><th scope="col" class="text-right">${t('imports.posts')}</th><th scope="col" class="text-right">${t(dryRun ? 'imports.new' : 'imports.created')}</th><th scope="col" class="text-right">${t('imports.changed')}</th><th scope="col" class="text-right">${t('imports.same')}</th></tr></thead>
    <tbody>${report.byChannel.map((it) => html`<tr><td><bdi dir="auto">${dryRun ? it.title : html`<a class="opener" href="/signals?channel=${it.id}&origin=imported">${it.title}</a>`}</bdi></td>${[it.posts, it.created, it.changed, it.same].map((n) => html`<td class="num text-right">${formatCount(n)}</td>`)}</tr>`)}</tbody></table></div>` : nothing}`;

/** @param {Import} it */
const undoButton = (it) => html`<button class="btn" type="button" aria-label=${t('imports.undo.this', { id: it.id })} @click=${() => confirmUndo(it)}>${icon('#i-undo-2', 'size-4')}${t('imports.undo')}</button>`;

/** Those of before. */
function past() {
  if (session.scope !== 'admin') return html`<div class="import-past no-print"><p class="text-text2">${t(session.scope ? 'imports.past.more' : 'imports.past.sign')}</p><button class="btn" type="button" @click=${() => session.wanted(session.scope ? 403 : 0, true)}>${icon('#i-key-round', 'size-4')}${t('imports.sign')}</button></div>`;
  if (imports.pastError && !imports.past) return trouble(imports.pastError, () => imports.look());
  const real = (imports.past ?? []).filter(({ dryRun }) => !dryRun);
  if (!real.length) return html`<p class="import-past text-muted">${t(imports.past ? 'imports.past.none' : 'imports.past.loading')}</p>`;
  return html`<h3 class="import-title">${t('imports.past')}</h3><ul class="import-list">${real.map(
    (it) => html`<li data-import=${it.id}><span class="font-medium">${it.id}</span><span class="chip ${it.state === 'failed' ? 'chip-bear' : it.state === 'done' ? 'chip-bull' : 'chip-plain'}">${word('imports.state', it.state)}</span>
      <span class="num text-sm text-text2">${it.report ? t('imports.brought', { n: it.report.created + it.report.changed, same: it.report.same }) : t('imports.read', { n: it.progress.posts })}</span>
      <span class="text-sm text-muted"><time datetime=${it.createdAt}>${formatMoment(new Date(it.createdAt), 'short')}</time></span>
      ${it.state === 'done' || it.state === 'failed' ? html`<span class="ml-auto no-print">${undoButton(it)}</span>` : nothing}
      ${isOver(it) ? nothing : html`<div class="w-full">${progress(it)}</div>`}</li>`,
  )}</ul>`;
}

customElements.define('sr-import', ImportPart);
