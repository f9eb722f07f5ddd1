// @ts-check
// How every page stands to the server: its badge, and what is said when contact is lost or comes back.
import { formatClock } from './format.js';
import { t } from './i18n.js';
import { announce, toast } from './parts.js';
import { setting } from './settings.js';
import { store } from './store.js';

const AGAIN = 10_000;

const { line } = store;

/** Here or on another page of this browser somebody may have set an alert. */
const beTold = () => setting('alerts') && import('./alerts.js').then(({ watch }) => watch()).catch(() => {});

const bringBadge = () => import('./badge.js').catch(() => setTimeout(bringBadge, AGAIN));

/**
 * Begins to follow the line.
 *
 * @param {boolean} lists whether the page shows signals, else only the state of the line is kept up to date
 */
export function follow(lists) {
  line.addEventListener('state', () => {
    if (line.state === 'offline') announce(t('line.asOf', { time: formatClock(line.lastContact) }));
  });
  line.addEventListener('recovered', (event) => {
    const n = /** @type {CustomEvent<number>} */ (event).detail;
    toast(n > 0 ? t('line.caughtUp', { n }) : t('line.back'));
  });
  beTold();
  addEventListener('storage', beTold);
  store.start(lists);
  bringBadge();
}
