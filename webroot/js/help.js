// @ts-check
// The dialog with settings and keys; fetched when it is first opened.
import { html, nothing, render } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { alerts, turn } from './alerts.js';
import { language, learn, t, word } from './i18n.js';
import { announce, icon, toast } from './parts.js';
import { session } from './session.js';
import { choose, setting } from './settings.js';

const root = document.documentElement;
// each in its own language, so that whoever landed in the wrong one finds home
const LANGUAGES = /** @type {Record<string, string>} */ ({ en: 'English', de: 'Deutsch' });
const A_YEAR = 31_536_000;

/**
 * Opens the dialog, or closes it if it is open.
 *
 * @param {HTMLDialogElement} dialog
 * @param {import('./shell.js').Keys} keys
 */
export async function showHelp(dialog, keys) {
  if (dialog.open) return dialog.close();
  await Promise.all([learn('settings'), learn('session'), learn('alerts')]);
  render(content(dialog, keys), dialog);
  dialog.showModal();
}

/** @param {HTMLDialogElement} dialog @param {import('./shell.js').Keys} keys */
const content = (dialog, keys) => html`<div class="flex flex-col gap-4 p-5">
  <div class="flex items-center justify-between">
    <h2 id="help-title">${t('settings.title')}</h2>
    <button class="btn-icon" type="button" aria-label=${t('close')} @click=${() => dialog.close()}>${icon('#i-x')}</button>
  </div>
  ${choice('theme', ['system', 'light', 'dark'], root.dataset.themeChoice, (wanted) => document.dispatchEvent(new CustomEvent('themeset', { detail: wanted })))}
  ${kept('palette', ['standard', 'red-up', 'colour-blind'])} ${kept('density', ['comfortable', 'dense'])} ${kept('zone', ['local', 'utc'])}
  ${choice('lang', Object.keys(LANGUAGES), language, speak)} ${kept('keys', ['on', 'off'])}
  ${signedIn(dialog, keys)} ${told(dialog, keys)}
  <dl class="flex flex-col gap-2 border-t border-line pt-4">
    ${[...keys].map(
      ([key, { label, page }]) => html`<div class="flex items-center justify-between gap-4"><dt>${t(label, { page })}</dt><dd class="flex gap-1">${key.split(' ').map((it) => html`<kbd class="kbd">${it}</kbd>`)}</dd></div>`,
    )}
  </dl>
  <p class="border-t border-line pt-3 text-xs"><a class="text-accent-text underline" href="/assets/licences.txt">${t('settings.licences')}</a></p>
</div>`;

/** @param {HTMLDialogElement} dialog @param {import('./shell.js').Keys} keys */
function signedIn(dialog, keys) {
  const act = () => import('./sign-in.js').then(({ askKey, signOut }) => {
    if (session.scope) {
      signOut();
      session.declined = true; // who signs out is not asked to sign in
      return render(content(dialog, keys), dialog);
    }
    dialog.close();
    return askKey(0);
  }).catch(() => toast(t('error.unreachable')));
  return html`<div class="flex items-center justify-between gap-4"><span>${session.scope ? t('session.as', { scope: word('session.scope', session.scope) }) : t('session.nobody')}</span>
    <button class="btn" type="button" @click=${act}>${t(session.scope ? 'session.out' : 'session.in')}</button></div>`;
}

/** What this browser is told of, each with a button that ends it. @param {HTMLDialogElement} dialog @param {import('./shell.js').Keys} keys */
function told(dialog, keys) {
  const all = alerts();
  if (!all.length) return nothing;
  const end = (/** @type {import('./alerts.js').Alert} */ alert, /** @type {string} */ label) => {
    if (!turn(alert)) return;
    render(content(dialog, keys), dialog);
    dialog.querySelector('button')?.focus(); // not the next alert: a second press would end that too
    announce(t('alerts.ended', { label }));
  };
  return html`<div class="border-t border-line pt-4"><p id="told-title" class="mb-2">${t('alerts.title')}</p><ul class="flex flex-wrap gap-2" aria-labelledby="told-title">${repeat(all, ({ symbol, direction }) => symbol + direction, (alert) => {
    const label = t(`alerts.${alert.direction}`, { symbol: alert.symbol });
    return html`<li><button class="btn" type="button" aria-label=${t('alerts.end', { label })} title=${t('alerts.end', { label })} @click=${() => end(alert, label)}>${label}${icon('#i-x', 'size-4')}</button></li>`;
  })}</ul></div>`;
}

/** The server writes a page in one language, so it comes anew. @param {string} wanted */
function speak(wanted) {
  document.cookie = `lang=${wanted}; Path=/; Max-Age=${A_YEAR}; SameSite=Lax`;
  location.reload();
}

/** @param {'palette' | 'zone' | 'keys' | 'density'} name @param {string[]} values */
const kept = (name, values) => choice(name, values, setting(name), (value) => choose(name, value));

/** @param {string} name @param {string[]} values @param {string | undefined} current @param {(value: string) => void} taken */
const choice = (name, values, current, taken) => html`<label class="flex items-center justify-between gap-4">
  <span>${t(`settings.${name}`)}</span>
  <select class="field" @change=${(/** @type {Event} */ event) => taken(/** @type {HTMLSelectElement} */ (event.target).value)}>
    ${values.map((value) => html`<option value=${value} lang=${name === 'lang' ? value : nothing} ?selected=${current === value}>${name === 'lang' ? LANGUAGES[value] : t(`settings.${name}.${value}`)}</option>`)}
  </select>
</label>`;
