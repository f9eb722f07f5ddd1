// @ts-check
// Asks before something is taken away.
import { html, nothing, render } from 'lit';
import { trouble } from './parts.js';

/**
 * @param {{ title: string, what: string, keep: string, go: string }} words title, what it means, and the two answers
 * @param {(close: () => void) => Promise<void>} act does it, and closes the dialog when it has begun or is done; what it throws is shown, with Retry
 */
export function confirm({ title, what, keep, go }, act) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  const agreed = async () => {
    draw(null, true);
    try {
      await act(() => dialog.close());
    } catch (error) {
      document.body.append(dialog);
      if (!dialog.open) dialog.showModal();
      draw(/** @type {import('./api.js').ApiError} */ (error), false);
      dialog.querySelector('button')?.focus(); // what was pressed lost it while it was off
    }
  };
  /** @param {import('./api.js').ApiError | null} error @param {boolean} busy */
  const draw = (error, busy) => render(html`<div class="flex flex-col gap-4 p-5">
    <h2 id="confirm-title">${title}</h2>
    <p class="text-text2">${what}</p>
    ${error ? trouble(error, agreed) : nothing}
    <div class="flex justify-end gap-2"><button class="btn" type="button" autofocus @click=${() => dialog.close()}>${keep}</button><button class="btn border-bear text-bear" type="button" ?disabled=${busy} @click=${agreed}>${go}</button></div>
  </div>`, dialog);
  draw(null, false);
  dialog.showModal();
}
