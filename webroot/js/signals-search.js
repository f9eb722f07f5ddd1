// @ts-check
import { html, nothing } from 'lit';
import { learn, t } from './i18n.js';
import { Part, icon } from './parts.js';
import { list, watchList } from './signals-list.js';
import { terms, whole } from './signals-query.js';

/** @typedef {import('./signals-suggest.js').Suggestion} Suggestion */

const ASK_AFTER = 250;

/** Filters whose values are names: while one is typed, what is there may be a part of it. */
const OPEN = new Set(['token', 'channel']);

/** What can come next: fetched when the field is first used; one can type without. */
const suggesting = () => learn('filters').then(() => import('./signals-suggest.js')).catch(() => null);

/** The one search field: filters by name and words, with what can come next. */
class Search extends Part {
  static properties = { offers: { state: true }, at: { state: true }, shown: { state: true } };

  constructor() {
    super();
    /** @type {Suggestion[]} */
    this.offers = [];
    this.at = -1;
    this.shown = false;
    this.text = '';
    this.typing = false;
    /** Whether what is typed has its own place in the history already. */
    this.placed = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.asking = undefined;
    watchList(this);
  }

  get #field() {
    return /** @type {HTMLInputElement} */ (this.querySelector('input'));
  }

  willUpdate() {
    // what leads the list from elsewhere is in the field too; while one types there, the field leads
    if (!this.typing && this.text !== list.state.text) this.text = list.state.text;
  }

  updated() {
    if (this.#field.value !== this.text) this.#field.value = this.text;
  }

  render() {
    const { refused } = list;
    const open = this.shown && this.offers.length > 0;
    return html`<form class="search" role="search" @submit=${this.#submitted} @focusout=${this.#left}>
      <span class="search-icon">${icon('#i-search')}</span>
      <input id="search" class="search-field" type="text" enterkeyhint="search" role="combobox" aria-label=${t('signals.search')} aria-expanded=${open} aria-controls="search-offers" aria-autocomplete="list"
        aria-activedescendant=${open && this.at >= 0 ? `offer-${this.at}` : nothing} aria-invalid=${refused ? 'true' : nothing} aria-describedby=${refused ? 'search-refused' : nothing} aria-keyshortcuts="/"
        maxlength="400" autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" placeholder=${t('signals.placeholder')}
        @input=${this.#typed} @click=${this.#offer} @keydown=${this.#pressed} />
      ${this.text ? html`<button class="search-clear" type="button" aria-label=${t('signals.clearSearch')} @click=${this.#clear}>${icon('#i-x', 'size-4')}</button>` : nothing}
      <div id="search-offers" class="menu search-offers" role="listbox" aria-label=${t('signals.offers')} ?hidden=${!open}>${this.offers.map((offer, n) => this.#option(offer, n))}</div>
      ${refused ? html`<p id="search-refused" class="search-refused" role="alert">${icon('#i-circle-alert', 'size-4')}<span lang="en">${refused}</span></p>` : nothing}
    </form>`;
  }

  /** @param {Suggestion} offer @param {number} n */
  #option(offer, n) {
    return html`<div id="offer-${n}" class="menu-item ${n === this.at ? 'menu-item-on' : ''}" role="option" aria-selected=${n === this.at} @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()} @click=${() => this.#take(offer)}>
      <code class="font-mono" dir="auto">${offer.label}</code><span class="menu-hint" dir="auto">${offer.hint}</span>
    </div>`;
  }

  #typed = () => {
    this.text = this.#field.value;
    this.typing = true;
    this.at = -1;
    this.#offer();
    clearTimeout(this.asking);
    const caret = this.#field.selectionStart ?? this.text.length;
    const half = terms(this.text).some((term) => term.start < caret && caret <= term.end && (!whole(term) || OPEN.has(term.name)));
    if (!half) this.asking = setTimeout(() => this.#ask(), ASK_AFTER);
  };

  /** What is typed in one go is one step of the history. */
  #ask() {
    clearTimeout(this.asking);
    const text = this.text.trim();
    if (text === list.state.text) return;
    list.go({ text }, { replace: this.placed });
    this.placed = true;
  }

  /** Asks for what is there as it is, whole or not. */
  #settle() {
    if (this.text.trim()) suggesting().then((it) => it?.remember(this.text));
    this.#ask();
    this.typing = false;
    this.placed = false;
  }

  #offer = async () => {
    const text = this.#field.value;
    const caret = this.#field.selectionStart ?? text.length;
    const offers = await (await suggesting())?.suggested(text, caret);
    if (!offers || text !== this.#field.value) return;
    // offers may come after somebody has chosen among those of a letter before
    const chosen = this.offers[this.at]?.label;
    this.offers = offers;
    this.at = offers.findIndex(({ label }) => label === chosen);
    this.shown = true;
  };

  #pressed = async (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (this.shown && this.offers.length) this.shown = false;
      else if (this.text) this.#clear();
      else this.#field.blur();
    } else if (event.key === 'Enter' && this.shown && this.at >= 0) {
      event.preventDefault();
      this.#take(this.offers[this.at]);
    } else if (step) {
      event.preventDefault();
      if (!this.shown) await this.#offer();
      const places = this.offers.length + 1; // one of them is the field itself
      this.at = ((this.at + 1 + step + places) % places) - 1;
    }
  };

  #take(/** @type {Suggestion} */ { text, caret }) {
    this.text = text;
    this.#field.value = text;
    this.#field.focus();
    this.#field.setSelectionRange(caret, caret);
    this.#typed();
  }

  #submitted = (/** @type {Event} */ event) => {
    event.preventDefault();
    this.text = this.#field.value;
    this.shown = false;
    this.#settle();
  };

  #left = (/** @type {FocusEvent} */ event) => {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    this.shown = false;
    if (this.typing) this.#settle();
  };

  #clear = () => {
    this.text = '';
    this.shown = false;
    this.#field.focus();
    this.#ask();
  };
}

customElements.define('sr-search', Search);
