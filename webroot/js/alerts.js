// @ts-check
// Told of new calls like one that somebody chose: in this browser, while one of its pages is open.
import { unsteered } from './format.js';
import { learn, t } from './i18n.js';
import { announce } from './parts.js';
import { setting } from './settings.js';
import { isBearish, isBullish } from './signal-words.js';
import { store } from './store.js';

/** @typedef {import('./types.js').Signal} Signal */
/** @typedef {{ symbol: string, direction: 'bullish' | 'bearish' }} Alert */

const KEY = 'alerts';
const MOST = 50;
const NEW_FOR = 10 * 60_000; // what is older was caught up with, and is no news
const SHOWN_FOR = 20_000;
const SHOWN_AT_ONCE = 3;
const MANY = 20; // so few are between two answers when a page begins

let watching = false;
/** Up to where changes were heard one by one. @type {import('./types.js').Position | null} */
let seen = null;

/** What this browser is told of, the newest first. @returns {Alert[]} */
export function alerts() {
  try {
    const kept = JSON.parse(setting('alerts') || '[]');
    return Array.isArray(kept) ? kept.filter((it) => typeof it?.symbol === 'string' && ['bullish', 'bearish'].includes(it.direction)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** What would be told of calls like this one; null if it has no token or no direction. @param {Signal} signal @returns {Alert | null} */
export function alertFor(signal) {
  if (signal.kind !== 'trade_signal' || !signal.symbol) return null;
  if (isBullish(signal)) return { symbol: signal.symbol, direction: 'bullish' };
  return isBearish(signal) ? { symbol: signal.symbol, direction: 'bearish' } : null;
}

const same = (/** @type {Alert} */ a, /** @type {Alert | null} */ b) => a.symbol === b?.symbol && a.direction === b.direction;

/** @param {Alert} alert */
export const isSet = (alert) => alerts().some((it) => same(it, alert));

/**
 * Sets an alert, or takes it back, and tells the page by the event `settingchange`.
 *
 * @param {Alert} alert
 * @returns {boolean} whether this browser could keep that
 */
export function turn(alert) {
  const others = alerts().filter((it) => !same(it, alert));
  const set = !isSet(alert);
  try {
    const kept = (set ? [alert, ...others] : others).slice(0, MOST);
    if (kept.length) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
  } catch {
    return false;
  }
  if (set) watch();
  document.dispatchEvent(new CustomEvent('settingchange', { detail: KEY }));
  return true;
}

/** Asks the browser for its own notes, which show while the page is hidden; without them the page's show. */
export async function askBrowser() {
  if ('Notification' in window && Notification.permission === 'default') await Notification.requestPermission();
}

/** Listens to the line from now on. */
export function watch() {
  if (watching) return;
  watching = true;
  seen = store.status;
  store.addEventListener('envelope', (event) => heard(/** @type {CustomEvent} */ (event).detail));
  store.addEventListener('leapt', (event) => leapt(/** @type {CustomEvent} */ (event).detail));
}

/** What was not heard one by one cannot be told; that is. @param {import('./types.js').Position} to */
function leapt({ epoch, seq }) {
  const missed = seen && (seen.epoch !== epoch || seq - seen.seq > MANY);
  seen = { epoch, seq };
  if (missed && alerts().length) learn('alerts').then(() => note('/signals', t('alerts.missed'))).catch(() => {});
}

/** @param {import('./types.js').Envelope} envelope */
function heard({ epoch, seq, type, data }) {
  seen = { epoch, seq };
  const news = type === 'signal.created' && Date.now() - Date.parse(data.postedAt) < NEW_FOR;
  const alert = news ? alertFor(data) : null;
  if (alert && isSet(alert)) learn('alerts').then(() => tell(data, alert)).catch(() => {});
}

/** @param {Signal} signal @param {Alert} alert */
function tell(signal, alert) {
  const title = t(`alerts.${alert.direction}`, { symbol: signal.symbol });
  const where = unsteered(signal.channel?.title ?? '');
  note(`/signals/${signal.id}`, `${title} · ${where}`);
  if (!('Notification' in window) || Notification.permission !== 'granted' || !document.hidden) return;
  // of several open pages the browser shows one
  const told = new Notification(title, { body: where, tag: signal.id });
  told.onclick = () => {
    window.focus();
    location.assign(`/signals/${signal.id}`);
  };
}

/** @param {string} href @param {string} text */
function note(href, text) {
  const place = document.getElementById('toasts');
  const shown = [...(place?.querySelectorAll('a') ?? [])];
  if (shown.length >= SHOWN_AT_ONCE) shown.find((it) => !it.matches(':hover, :focus'))?.remove();
  const link = document.createElement('a');
  link.className = 'rise card pointer-events-auto px-4 py-2 text-sm hover:underline';
  link.href = href;
  link.dir = 'auto';
  link.textContent = text;
  place?.append(link);
  const end = () => (document.hidden || link.matches(':hover, :focus') ? setTimeout(end, SHOWN_FOR) : link.remove());
  setTimeout(end, SHOWN_FOR);
  announce(text);
}
