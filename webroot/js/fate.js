// @ts-check
import { html, nothing } from 'lit';
import { t } from './i18n.js';
import { icon } from './parts.js';

/** What happened to the post since, as signs, where there is no room for words. @param {import('./types.js').Signal} signal */
export const fate = ({ editedAt, deletedAt }) => html`${editedAt ? sign('#i-pencil', 'text-warn', t('signal.edited')) : nothing}${deletedAt ? sign('#i-trash-2', 'text-bear', t('signal.deleted')) : nothing}`;

/** @param {string} name @param {string} colour @param {string} words */
const sign = (name, colour, words) => html`<span class="fate ${colour}" title=${words}>${icon(name, 'size-4')}<span class="sr-only">${words}</span></span>`;
