// @ts-check
import { ask } from './api.js';
import { confirm } from './confirm.js';
import { untilDemo } from './demo-watch.js';
import { t } from './i18n.js';
import { toast } from './parts.js';

/** Asks before the demo is removed. */
export const confirmRemoval = () =>
  confirm({ title: t('removal.title'), what: t('removal.what'), keep: t('removal.keep'), go: t('removal.go') }, async (close) => {
    await ask('/demo', { method: 'DELETE', act: true });
    untilDemo(false, () => toast(t('removal.done')));
    close();
    toast(t('removal.begun'));
  });
