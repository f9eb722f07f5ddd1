// @ts-check
// What every page has: theme switch, settings and keys. Its line to the server and how it prints come when it is there.
import { t } from './i18n.js';
import { announce, toast } from './parts.js';
import { setting } from './settings.js';

const THEMES = /** @type {const} */ (['system', 'light', 'dark']);
const ICONS = { system: '#i-monitor', light: '#i-sun', dark: '#i-moon' };
const SECOND_KEY_WITHIN = 1_000;
const root = document.documentElement;

/** Whether keyboards have ⌘ where others have Ctrl. */
export const MAC = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** @typedef {Map<string, { label: string, act: () => void, page?: string | null }>} Keys */

/** @type {Keys} */
const keys = new Map();

/** @type {string} the first of two keys, for a moment after it was pressed */
let first = '';
/** @type {ReturnType<typeof setTimeout> | undefined} */
let forgetting;

/**
 * Gives a key a meaning on this page; it shows in the list of keys.
 *
 * @param {string} key or two, one after the other: `g d`
 * @param {string} label key of the text that says what it does
 * @param {() => void} act
 * @param {string | null} [page] it leads to
 */
export function onKey(key, label, act, page) {
  keys.set(key, { label, act, page });
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

const away = () => toast(t('error.unreachable'));
const openHelp = () => import('./help.js').then(({ showHelp }) => showHelp(help, keys)).catch(away);
const openPalette = () => import('./palette.js').then(({ showPalette }) => showPalette(keys)).catch(away);

function pressed(/** @type {KeyboardEvent} */ event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
    event.preventDefault();
    openPalette();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.('input, select, textarea, [contenteditable]')) return;
  if (setting('keys') === 'off' && event.key !== '?' && event.key !== 'Escape') return;
  const typed = first ? `${first} ${event.key}` : event.key;
  clearTimeout(forgetting);
  first = '';
  const key = keys.get(typed);
  if (!key) {
    if (![...keys.keys()].some((known) => known.startsWith(`${typed} `))) return;
    first = typed;
    forgetting = setTimeout(() => (first = ''), SECOND_KEY_WITHIN);
    return;
  }
  if (event.key !== 'Escape') event.preventDefault(); // it closes dialogs too
  key.act();
}

/** @param {HTMLAnchorElement} link of the navigation */
const goTo = (link) => onKey(`g ${link.dataset.go}`, 'settings.key.go', () => location.assign(link.href), link.textContent);

/**
 * Starts what all pages share; the page's own parts are defined by then.
 *
 * @param {boolean} [lists] whether the page shows signals, else only the state of the line is kept up to date
 */
export function start(lists = true) {
  document.querySelectorAll('a[data-go]').forEach((link) => goTo(/** @type {HTMLAnchorElement} */ (link)));
  if (!keys.has('/')) onKey('/', 'settings.key.search', openPalette);
  onKey('t', 'settings.key.theme', nextTheme);
  onKey('?', 'settings.key.help', openHelp);
  const search = document.getElementById('palette-open');
  search?.addEventListener('click', openPalette);
  if (MAC) search?.querySelector('kbd')?.replaceChildren('⌘ K');
  themeSwitch.addEventListener('click', nextTheme);
  document.getElementById('help-open')?.addEventListener('click', openHelp);
  help.addEventListener('click', (event) => event.target === help && help.close());
  document.addEventListener('themechange', showTheme);
  document.addEventListener('keydown', pressed);
  showTheme();
  import('./line.js').then(({ follow }) => follow(lists)).catch(away);
  import('./paper.js').catch(() => {});
}
