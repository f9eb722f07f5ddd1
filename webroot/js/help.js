// @ts-check
// The dialog with settings and keys; fetched when it is first opened.
import { html, render } from 'lit';
import { t } from './i18n.js';
import { icon } from './parts.js';
import { choose, setting } from './settings.js';

/**
 * Opens the dialog, or closes it if it is open.
 *
 * @param {HTMLDialogElement} dialog
 * @param {Map<string, { label: string }>} keys
 */
export function showHelp(dialog, keys) {
  if (dialog.open) return dialog.close();
  render(content(dialog, keys), dialog);
  dialog.showModal();
}

/** @param {HTMLDialogElement} dialog @param {Map<string, { label: string }>} keys */
const content = (dialog, keys) => html`<div class="flex flex-col gap-4 p-5">
  <div class="flex items-center justify-between">
    <h2 id="help-title">${t('help.title')}</h2>
    <button class="btn-icon" type="button" aria-label=${t('help.close')} @click=${() => dialog.close()}>${icon('#i-x')}</button>
  </div>
  ${choice('palette', ['standard', 'red-up', 'colour-blind'])} ${choice('zone', ['local', 'utc'])} ${choice('keys', ['on', 'off'])}
  <dl class="flex flex-col gap-2 border-t border-line pt-4">
    ${[...keys].map(
      ([key, { label }]) => html`<div class="flex items-center justify-between gap-4"><dt>${label}</dt><dd class="flex gap-1">${key.split(' ').map((it) => html`<kbd class="kbd">${it}</kbd>`)}</dd></div>`,
    )}
  </dl>
  <p class="border-t border-line pt-3 text-xs"><a class="text-accent-text underline" href="/assets/licences.txt">${t('help.licences')}</a></p>
</div>`;

/** @param {'palette' | 'zone' | 'keys'} name @param {string[]} values */
const choice = (name, values) => html`<label class="flex items-center justify-between gap-4">
  <span>${t(`setting.${name}`)}</span>
  <select class="field" @change=${(/** @type {Event} */ event) => choose(name, /** @type {HTMLSelectElement} */ (event.target).value)}>
    ${values.map((value) => html`<option value=${value} ?selected=${setting(name) === value}>${t(`setting.${name}.${value}`)}</option>`)}
  </select>
</label>`;
