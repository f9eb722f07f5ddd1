// @ts-check
import './channels-table.js';
import { channels } from './channels-list.js';
import { learn, t } from './i18n.js';
import { bringInto, toast } from './parts.js';
import { onKey, start } from './shell.js';
import { bringWhen } from './wanted.js';

const away = () => toast(t('error.unreachable'));

onKey('/', 'settings.key.search', find);
onKey('j', 'settings.key.next', () => step(1));
onKey('k', 'settings.key.previous', () => step(-1));
onKey('Escape', 'settings.key.escape', escape);
start(false);
channels.start();
bringInto('sr-banner', () => learn('banner').then(() => import('./banner.js')));

function find() {
  const field = document.querySelector('[data-find]');
  if (field instanceof HTMLElement) field.focus();
}

/** Goes to the row before or behind. @param {number} by */
function step(by) {
  const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('sr-channels [data-row]')]).filter((link) => link.offsetParent);
  const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
}

/** Closes what is open; with nothing open, takes the filter out. */
function escape() {
  if (document.querySelector('dialog:modal')) return;
  if (channels.state.open) channels.go({ open: '' });
  else if (channels.state.q) channels.go({ q: '' });
}

// one channel beside the list, with what else is known of it: fetched when the first one is opened
bringWhen(channels, () => channels.state.open, () => learn('room').then(() => import('./channels-panel.js')));

// imports stand below the list and come after it, so that they never move; adding is a dialog
channels.addEventListener('change', function known() {
  if (!channels.all && !channels.error) return;
  channels.removeEventListener('change', known);
  bringInto('sr-import', () => learn('imports').then(() => import('./imports.js')));
});
addEventListener('hashchange', called);
called();

function called() {
  if (location.hash === '#demo') {
    history.replaceState(null, '', location.pathname + location.search);
    learn('removal').then(() => import('./demo-removal.js')).then(({ confirmRemoval }) => confirmRemoval()).catch(away);
  }
  if (location.hash === '#add') learn('room').then(() => import('./channels-add.js')).then(({ showAdd }) => showAdd()).catch(away);
}
