// @ts-check
import { html, nothing } from 'lit';
import { t } from './i18n.js';
import { icon } from './parts.js';

/**
 * Says what stood in the address and could not be taken.
 *
 * @param {string[]} dropped such as `sort=best`
 * @param {() => void} read what is done when somebody has read it
 */
export const leftOut = (dropped, read) =>
  dropped.length
    ? html`<p class="hint no-print" role="status">${icon('#i-info', 'size-4')}<span>${t('dropped', { list: dropped.join(', ') })}</span><button class="btn-icon" type="button" aria-label=${t('close')} @click=${read}>${icon('#i-x', 'size-4')}</button></p>`
    : nothing;
