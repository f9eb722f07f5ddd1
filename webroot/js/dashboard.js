// @ts-check
import './counters.js';
import './feed.js';
import './line.js';
import { learn } from './i18n.js';
import { bringInto } from './parts.js';
import { start } from './shell.js';
import { store } from './store.js';
import { styles } from './styles.js';

const NEAR = '600px';
const PATIENCE = 2_000;

start();

// the first rows are what one came for, and the rest would keep them waiting; but not for long
const rows = new Promise((come) => {
  store.addEventListener('change', function told(event) {
    if (/** @type {CustomEvent} */ (event).detail !== 'signals') return;
    store.removeEventListener('change', told);
    requestAnimationFrame(() => setTimeout(come));
  });
  setTimeout(come, PATIENCE);
});
rows.then(later);

function later() {
  import('./row-keys.js').then(({ rowKeys }) => rowKeys('sr-feed [data-id], sr-trending li, sr-recent [data-id]')).catch(() => {});
  bringInto('sr-trending', () => Promise.all([learn('trending'), learn('price'), styles('month')]).then(() => import('./trending.js')));
  bringInto('sr-hourly', () => learn('hourly').then(() => import('./hourly.js')));
  bringInto('sr-banner', () => learn('banner').then(() => import('./banner.js')));
  bringInto('sr-arrivals', () => Promise.all([learn('week'), styles('month')]).then(() => import('./arrivals.js')));
  bringInto('sr-sources', () => learn('sources').then(() => import('./sources.js')));
}

// their places are there with the first figures
store.addEventListener('change', function figures() {
  if (!store.historical) return;
  store.removeEventListener('change', figures);
  bringInto('sr-win-rate', () => learn('record').then(() => import('./record.js')));
});

// the table is below the first screen: its code comes when someone comes near
const recent = document.querySelector('sr-recent');
const approach = new IntersectionObserver(
  ([entry]) => {
    if (!entry.isIntersecting) return;
    approach.disconnect();
    bringInto('sr-recent', () => learn('recent').then(() => import('./recent.js')));
  },
  { rootMargin: NEAR },
);
if (recent) approach.observe(recent);

// only a first start needs it
store.addEventListener('change', function welcome() {
  if (store.status?.totals.signals !== 0) return;
  store.removeEventListener('change', welcome);
  bringInto('sr-welcome', () => learn('welcome').then(() => import('./welcome.js')));
});
