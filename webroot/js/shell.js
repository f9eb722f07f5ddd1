// @ts-check
// What every page has: badge, theme switch, settings and keys.
import { html, render } from 'lit';
import './badge.js';
import { t } from './i18n.js';
import { announce, icon, toast } from './parts.js';
import { choose, setting } from './settings.js';
import { store } from './store.js';

const THEMES = /** @type {const} */ (['system', 'light', 'dark']);
const ICONS = { system: '#i-monitor', light: '#i-sun', dark: '#i-moon' };
const root = document.documentElement;

/** @type {Map<string, { label: string, act: () => void }>} */
const keys = new Map();

/**
 * Gives a key a meaning on this page; it shows in the list of keys.
 *
 * @param {string} key
 * @param {string} label what it does
 * @param {() => void} act
 */
export function onKey(key, label, act) {
  keys.set(key, { label, act });
}

const themeSwitch = /** @type {HTMLButtonElement} */ (document.getElementById('theme-switch'));
const help = /** @type {HTMLDialogElement} */ (document.getElementById('help'));
const themeChoice = () => /** @type {'system' | 'light' | 'dark'} */ (root.dataset.themeChoice ?? 'system');

function showTheme() {
  const name = t(`theme.${themeChoice()}`);
  themeSwitch.querySelector('use')?.setAttribute('href', ICONS[themeChoice()]);
  themeSwitch.title = t('theme.now', { name });
  themeSwitch.setAttribute('aria-label', t('theme.now', { name }));
}

function nextTheme() {
  const next = THEMES[(THEMES.indexOf(themeChoice()) + 1) % THEMES.length];
  document.dispatchEvent(new CustomEvent('themeset', { detail: next }));
  announce(t('theme.now', { name: t(`theme.${next}`) }));
}

/** @param {'palette' | 'zone' | 'keys'} name @param {string[]} values */
const select = (name, values) => html`<label class="flex items-center justify-between gap-4">
  <span>${t(`setting.${name}`)}</span>
  <select class="field" @change=${(/** @type {Event} */ event) => choose(name, /** @type {HTMLSelectElement} */ (event.target).value)}>
    ${values.map((value) => html`<option value=${value} ?selected=${setting(name) === value}>${t(`setting.${name}.${value}`)}</option>`)}
  </select>
</label>`;

function openHelp() {
  if (help.open) return help.close();
  const content = html`<div class="flex flex-col gap-4 p-5">
    <div class="flex items-center justify-between">
      <h2 id="help-title">${t('help.title')}</h2>
      <button class="btn-icon" type="button" aria-label=${t('help.close')} @click=${() => help.close()}>${icon('#i-x')}</button>
    </div>
    ${select('palette', ['standard', 'red-up', 'colour-blind'])} ${select('zone', ['local', 'utc'])} ${select('keys', ['on', 'off'])}
    <dl class="flex flex-col gap-2 border-t border-line pt-4">
      ${[...keys].map(
        ([key, { label }]) => html`<div class="flex items-center justify-between gap-4"><dt>${label}</dt><dd><kbd class="kbd">${key}</kbd></dd></div>`,
      )}
    </dl>
  </div>`;
  render(content, help);
  help.showModal();
}

function pressed(/** @type {KeyboardEvent} */ event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.('input, select, textarea, [contenteditable]')) return;
  if (setting('keys') === 'off' && event.key !== '?') return;
  const key = keys.get(event.key);
  if (!key) return;
  event.preventDefault();
  key.act();
}

/** Starts what all pages share; the page's own parts are defined by then. */
export function start() {
  onKey('t', t('key.theme'), nextTheme);
  onKey('?', t('key.help'), openHelp);
  themeSwitch.addEventListener('click', nextTheme);
  document.getElementById('help-open')?.addEventListener('click', openHelp);
  help.addEventListener('click', (event) => event.target === help && help.close());
  document.addEventListener('themechange', showTheme);
  document.addEventListener('keydown', pressed);
  showTheme();
  store.line.addEventListener('recovered', (event) => {
    const n = /** @type {CustomEvent<number>} */ (event).detail;
    toast(n > 0 ? t('line.caughtUp', { n }) : t('line.back'));
  });
  store.start();
}
