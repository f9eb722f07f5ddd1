// @ts-check
import { ask } from './api.js';
import { channels } from './channels-list.js';
import { confirm } from './confirm.js';
import { t } from './i18n.js';
import { toast } from './parts.js';
import { store } from './store.js';

/** Asks before the demo is removed. */
export const confirmRemoval = () =>
  confirm({ title: t('removal.title'), what: t('removal.what'), keep: t('removal.keep'), go: t('removal.go') }, async (close) => {
    await ask('/demo', { method: 'DELETE', act: true });
    store.addEventListener('change', gone);
    close();
    toast(t('removal.begun'));
  });

/** Looks at each news of the server, which come every few seconds. @param {Event} event */
async function gone(event) {
  if (/** @type {CustomEvent} */ (event).detail !== 'status') return;
  await channels.load();
  if (channels.error || channels.all?.some(({ origin }) => origin === 'demo')) return;
  store.removeEventListener('change', gone);
  toast(t('removal.done'));
}
