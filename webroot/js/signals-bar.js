// @ts-check
import { html, nothing } from 'lit';
import { t } from './i18n.js';
import { leftOut } from './left-out.js';
import { Part, icon } from './parts.js';
import { active } from './signals-address.js';
import { buttons, fieldsets, lookUpAll } from './signals-filters.js';
import { list, watchList } from './signals-list.js';
import { menus } from './signals-menus.js';
import { takes, terms, without } from './signals-query.js';
import { chipWord } from './signals-words.js';

/** What the list is narrowed to, how many that leaves, and what can be done with it. */
class Bar extends Part {
  constructor() {
    super();
    watchList(this);
    // a list that is open closes when one points elsewhere
    document.addEventListener('pointerdown', ({ target }) => this.#shut(/** @type {Node} */ (target)));
  }

  get #sheet() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  #showSheet = () => {
    lookUpAll();
    this.#sheet.showModal();
  };

  render() {
    const n = active(list.state.text);
    return html`<div class="bar">
        <button class="btn bar-sheet" type="button" aria-haspopup="dialog" @click=${this.#showSheet}>${icon('#i-sliders-horizontal')}${n ? t('filters.active', { n }) : t('filters.title')}</button>
        <div class="bar-filters" role="group" aria-label=${t('filters.title')}>${buttons()}</div>
        <div class="bar-menus">${menus()}</div>
      </div>
      <div class="told">${this.#chips()}<p class="told-count" role="status">${count()}</p></div>
      ${leftOut(list.dropped, this.#read)}
      <dialog class="sheet" aria-label=${t('filters.title')} @click=${(/** @type {Event} */ event) => event.target === this.#sheet && this.#sheet.close()}>
        <div class="sheet-head"><h2>${t('filters.title')}</h2><button class="btn-icon" type="button" aria-label=${t('close')} @click=${() => this.#sheet.close()}>${icon('#i-x')}</button></div>
        <div class="sheet-body">${fieldsets()}</div>
        <div class="sheet-foot">${n ? html`<button class="btn" type="button" @click=${clear}>${t('filters.clearAll')}</button>` : nothing}<button class="btn btn-main" type="button" @click=${() => this.#sheet.close()}>${list.total ? t('filters.show', { n: list.total.count }) : t('close')}</button></div>
      </dialog>`;
  }

  #chips() {
    const all = terms(list.state.text).flatMap((term) => (term.name ? term.value.split(',').map((value) => ({ term, value })) : [{ term, value: term.text }]));
    if (!all.length) return nothing;
    return html`<ul class="chips" aria-label=${t('filters.chips')}>${all.map(({ term, value }) => {
        const label = chipWord(term.name, value);
        const right = !term.name || takes(term.name, value);
        return html`<li><button class="chip chip-off ${right ? 'chip-accent' : 'chip-warn'}" type="button" title=${t('filters.remove', { label })} aria-label=${t('filters.remove', { label })} @click=${() => list.go({ text: without(list.state.text, term, value) })}><bdi>${label}</bdi>${icon('#i-x', 'size-3')}</button></li>`;
      })}</ul>
      <button class="btn-quiet" type="button" @click=${clear}>${t('filters.clearAll')}</button>`;
  }

  /** @param {Node} pointed */
  #shut(pointed) {
    this.querySelectorAll('details[open]').forEach((it) => it.contains(pointed) || it.removeAttribute('open'));
  }

  #read = () => {
    list.dropped = [];
    list.changed();
  };
}

const clear = () => list.go({ text: '' });

function count() {
  if (list.error || !list.total) return '';
  const { count: n, exact } = list.total;
  return exact ? t('filters.count', { n }) : t('filters.countMore', { n });
}

customElements.define('sr-filters', Bar);
