// @ts-check
// Asks before an import is undone.
import { html, nothing, render } from 'lit';
import { t } from './i18n.js';
import { imports } from './imports-work.js';
import { toast, trouble } from './parts.js';

/** @param {import('./imports-work.js').Import} it */
export function confirmUndo(it) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'undo-title');
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  const act = async () => {
    draw(null, true);
    try {
      const undoing = imports.undo(it);
      dialog.close();
      const { state } = await undoing;
      toast(t(state === 'undone' ? 'imports.undone.toast' : 'imports.kept.toast', { id: it.id }));
    } catch (error) {
      document.body.append(dialog);
      if (!dialog.open) dialog.showModal();
      draw(/** @type {import('./api.js').ApiError} */ (error), false);
    }
  };
  /** @param {import('./api.js').ApiError | null} error @param {boolean} busy */
  const draw = (error, busy) => render(html`<div class="flex flex-col gap-4 p-5">
    <h2 id="undo-title">${t('imports.undo.this', { id: it.id })}</h2>
    <p class="text-text2">${t('imports.undo.what')}</p>
    ${error ? trouble(error, act) : nothing}
    <div class="flex justify-end gap-2"><button class="btn" type="button" autofocus @click=${() => dialog.close()}>${t('imports.undo.keep')}</button><button class="btn border-bear text-bear" type="button" ?disabled=${busy} @click=${act}>${t('imports.undo.do')}</button></div>
  </div>`, dialog);
  draw(null, false);
  dialog.showModal();
}
