// @ts-check
// What can be done with the list: keep it, take it along, pass it on.
import { html } from 'lit';
import { fetched } from './download.js';
import { t } from './i18n.js';
import { copyText, icon, toast } from './parts.js';
import { question, write } from './signals-address.js';
import { leave } from './signals-filters.js';
import { list } from './signals-list.js';
import { fixed } from './signals-query.js';

/** @typedef {{ name: string, text: string, sort: string }} View */

const KEY = 'views';
const MOST = 20;

/** @returns {View[]} */
function views() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((it) => typeof it?.name === 'string' && typeof it.text === 'string' && typeof it.sort === 'string') : [];
  } catch {
    return [];
  }
}

/** @param {View[]} kept */
function keep(kept) {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept.slice(0, MOST)));
  } catch {
    toast(t('filters.views.full'));
  }
  list.changed();
}

export const menus = () => html`${menu('views', '#i-bookmark', saved())} ${menu('export', '#i-download', exported())} ${menu('share', '#i-share-2', shared())}`;

/** @param {string} name @param {string} sign @param {unknown} content */
const menu = (name, sign, content) => html`<details class="drop drop-end" name="filter" @focusout=${leave}>
  <summary class="btn" aria-label=${t(`filters.${name}`)}>${icon(sign)}<span class="wide">${t(`filters.${name}`)}</span></summary>
  <div class="menu">${content}</div>
</details>`;

function saved() {
  const all = views();
  const save = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const name = String(new FormData(form).get('name')).trim();
    if (!name) return;
    const { text, sort } = list.state;
    keep([{ name, text, sort }, ...all.filter((it) => it.name !== name)]);
    form.reset();
    toast(t('filters.views.saved', { name }));
  };
  return html`${all.length ? html`<ul>${all.map((view) => html`<li class="menu-row">
      <a class="menu-item" href=${write({ ...view, cursor: '', open: '' })} @click=${follow(view)}><bdi class="truncate">${view.name}</bdi></a>
      <button class="btn-icon" type="button" aria-label=${t('filters.views.remove', { name: view.name })} @click=${() => keep(all.filter((it) => it !== view))}>${icon('#i-x', 'size-4')}</button>
    </li>`)}</ul>` : html`<p class="menu-note">${t('filters.views.none')}</p>`}
    <form class="menu-form" @submit=${save}><input class="field" name="name" maxlength="60" required aria-label=${t('filters.views.name')} placeholder=${t('filters.views.name')} /><button class="btn" type="submit">${t('filters.views.save')}</button></form>`;
}

/** @param {View} view */
const follow = ({ text, sort }) => (/** @type {MouseEvent} */ event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  shut(event);
  list.go({ text, sort });
};

/** @param {Event} event */
const shut = ({ target }) => /** @type {Element} */ (target).closest('details')?.removeAttribute('open');

/** @param {Event} event */
function saving(event) {
  fetched(event);
  shut(event);
}

const exported = () => html`<p class="menu-note">${t('filters.export.all')}</p>${['csv', 'ndjson', 'json'].map(
  (format) => html`<a class="menu-item" href="/api/v1/signals/export?${new URLSearchParams({ format, ...question(list.state) })}" download @click=${saving}>${format.toUpperCase()}<span class="menu-hint">${t(`filters.export.${format}`)}</span></a>`,
)}`;

const shared = () => html`${['link', 'live'].map(
  (name) => html`<button class="menu-item" type="button" data-copy=${name} @click=${copied}>${t(`filters.share.${name}`)}<span class="menu-hint">${t(`filters.share.${name}.how`)}</span></button>`,
)}`;

/** @param {Event} event */
function copied(event) {
  shut(event);
  const live = /** @type {HTMLElement} */ (event.currentTarget).dataset.copy === 'live';
  copyAddress({ ...list.state, ...(!live && { text: fixed(list.state.text) }) });
}

/** @param {import('./signals-address.js').State} state */
export const copyAddress = (state) => copyText(new URL(write(state), location.href).href, 'filters.share.copied');
