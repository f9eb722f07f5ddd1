// @ts-check
import { confirm } from './confirm.js';
import { t } from './i18n.js';
import { imports } from './imports-work.js';
import { toast } from './parts.js';

/** Asks before an import is undone. @param {import('./imports-work.js').Import} it */
export const confirmUndo = (it) =>
  confirm({ title: t('imports.undo.this', { id: it.id }), what: t('imports.undo.what'), keep: t('imports.undo.keep'), go: t('imports.undo.do') }, async (close) => {
    const undoing = imports.undo(it);
    close();
    const { state } = await undoing;
    toast(t(state === 'undone' ? 'imports.undone.toast' : 'imports.kept.toast', { id: it.id }));
  });
