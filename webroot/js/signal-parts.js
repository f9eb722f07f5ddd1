// @ts-check
/**
 * What the panel beside the list and the page of a signal both show.
 *
 * @typedef {import('./types.js').Signal} Signal
 * @typedef {import('./types.js').Detail} Detail
 */
import { html, nothing } from 'lit';
import { word } from './i18n.js';
import { FIELDS, placesOf, rowsOf } from './playground-fields.js';
import { gist } from './signal-words.js';
import './time.js';

/** Its values as the table of a reading shows them, and where in the text they stand. @param {Detail} detail */
export function readingOf(detail) {
  const reading = /** @type {any} */ (Object.fromEntries(FIELDS.filter((field) => field in detail).map((field) => [field, /** @type {any} */ (detail)[field]])));
  const places = placesOf(detail.text, [{ ...reading, spans: detail.spans }]);
  return { places, rows: rowsOf(reading, 0, places) };
}

/** @param {ReturnType<typeof readingOf>} reading */
export const planFacts = ({ rows }) => html`<dl class="one-facts">${rows.map(({ label, value, family }) => html`<div data-family=${family}><dt><span class="swatch" aria-hidden="true"></span>${label}</dt><dd class="num" dir="auto">${value}</dd></div>`)}</dl>`;

/** What the channel claims, each beside what prices say to it. @param {Detail} detail */
export function claimList({ claims, updates }) {
  const known = new Map(updates.map((update) => [update.id, update]));
  return html`<ul class="one-list">${claims.map((claim) => html`<li><span>${toldOf(claim, known.get(claim.updateId))}</span>
    ${claim.measured ? html`<span class="chip ${claim.measured === 'holds' ? 'chip-bull' : claim.measured === 'fails' ? 'chip-bear' : 'chip-plain'}">${word('panel.measured', claim.measured)}</span>` : nothing}<span class="one-when"><sr-time .at=${claim.postedAt}></sr-time></span></li>`)}</ul>`;
}

/** What an update says, in full if it is at hand. @param {import('./types.js').Claim} claim @param {Signal | undefined} update */
export const toldOf = (claim, update) => (update ? gist(update) : word('event', claim.event) + (claim.targetIndex ? ` ${claim.targetIndex}` : ''));
