// @ts-check
// Ctrl K: pages, actions, tokens, channels, a signal by its id, searches of before. Fetched when it is first opened.
import { html, nothing } from 'lit';
import { learn, t } from './i18n.js';
import { Part, announce, icon } from './parts.js';
import { found, nearest, offered } from './palette-items.js';

/** @typedef {import('./palette-items.js').Item} Item */

const ASK_AFTER = 150;

class Palette extends Part {
  static properties = { text: { state: true }, at: { state: true }, far: { state: true } };

  constructor() {
    super();
    this.text = '';
    this.at = 0;
    /** @type {Item[]} what the server knows of the text */
    this.far = [];
    /** @type {Item[]} what is offered without a text */
    this.near = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.asking = undefined;
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {import('./shell.js').Keys} keys */
  async toggle(keys) {
    if (this.#dialog?.open) return this.#dialog.close();
    this.near = offered(keys);
    this.text = '';
    this.at = 0;
    this.far = [];
    this.requestUpdate();
    await this.updateComplete;
    const input = /** @type {HTMLInputElement} */ (this.querySelector('input'));
    input.value = '';
    this.#dialog.showModal();
    this.#ask();
  }

  get #items() {
    return nearest(this.text, this.near, this.far);
  }

  render() {
    const items = this.#items;
    const groups = [...new Set(items.map(({ group }) => group))];
    return html`<dialog class="palette" aria-label=${t('palette.title')} @click=${this.#clicked}>
      <div class="flex items-center gap-3 border-b border-line px-4 py-2 text-muted">
        ${icon('#i-search')}
        <input class="min-h-10 min-w-0 flex-1 rounded-control bg-transparent text-md text-text" type="text" role="combobox" aria-label=${t('palette.title')} aria-expanded="true" aria-controls="palette-list"
          aria-autocomplete="list" aria-activedescendant=${items.length ? `palette-${this.at}` : nothing} autocomplete="off" autocapitalize="off" spellcheck="false" autofocus
          placeholder=${t('palette.placeholder')} @input=${this.#typed} @keydown=${this.#pressed} />
        <button class="btn-icon" type="button" aria-label=${t('close')} @click=${() => this.#dialog.close()}>${icon('#i-x')}</button>
      </div>
      <div id="palette-list" class="palette-list" role="listbox" aria-label=${t('palette.title')}>
        ${groups.map(
          (group) => html`<div role="group" aria-label=${t(`palette.${group}`)}>
            <p class="px-3 pt-3 pb-1 text-xs font-medium text-muted" aria-hidden="true">${t(`palette.${group}`)}</p>
            ${items.map((item, n) => (item.group === group ? this.#option(item, n) : nothing))}
          </div>`,
        )}
      </div>
    </dialog>`;
  }

  /** @param {Item} item @param {number} n */
  #option(item, n) {
    const chosen = n === this.at;
    return html`<div id="palette-${n}" class="nav-link ${chosen ? 'bg-accent-soft text-accent-text' : ''}" role="option" aria-selected=${chosen} @pointermove=${() => (this.at = n)} @click=${() => this.#take(item)}>
      ${icon(item.icon)}<span class="min-w-0 flex-1 truncate" dir="auto">${item.label}</span>${item.hint ? html`<span class="text-xs text-muted">${item.hint}</span>` : nothing}
    </div>`;
  }

  #typed = (/** @type {Event} */ event) => {
    this.text = /** @type {HTMLInputElement} */ (event.target).value;
    this.at = 0;
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.#ask(), ASK_AFTER);
  };

  async #ask() {
    const { text } = this;
    const far = await found(text);
    if (text !== this.text) return;
    this.far = far;
    announce(t('palette.found', { n: this.#items.length }));
  }

  #pressed = async (/** @type {KeyboardEvent} */ event) => {
    const items = this.#items;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && !event.isComposing && items[this.at]) {
      event.preventDefault(); // else it presses the button that has the focus again
      this.#take(items[this.at]);
    }
    if (!step || !items.length) return;
    event.preventDefault();
    this.at = (this.at + step + items.length) % items.length;
    await this.updateComplete;
    this.querySelector(`#palette-${this.at}`)?.scrollIntoView({ block: 'nearest' });
  };

  #clicked = (/** @type {Event} */ event) => event.target === this.#dialog && this.#dialog.close();

  #take(/** @type {Item} */ item) {
    this.#dialog.close();
    if (item.act) item.act();
    else location.assign(item.href ?? '/');
  }
}

customElements.define('sr-palette', Palette);

/** Opens the palette, or closes it if it is open. @param {import('./shell.js').Keys} keys */
export async function showPalette(keys) {
  await Promise.all([learn('palette'), learn('settings')]);
  let palette = /** @type {Palette | null} */ (document.querySelector('sr-palette'));
  if (!palette) {
    palette = new Palette();
    document.body.append(palette);
    await palette.updateComplete;
  }
  return palette.toggle(keys);
}
