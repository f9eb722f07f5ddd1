// @ts-check
/**
 * What the panel beside the list and the page of a signal both show.
 *
 * @typedef {import('./types.js').Detail} Detail
 */
import { html } from 'lit';
import { FIELDS, placesOf, rowsOf } from './playground-fields.js';

/** Its values as the table of a reading shows them, and where in the text they stand. @param {Detail} detail */
export function readingOf(detail) {
  const reading = /** @type {any} */ (Object.fromEntries(FIELDS.filter((field) => field in detail).map((field) => [field, /** @type {any} */ (detail)[field]])));
  const places = placesOf(detail.text, [{ ...reading, spans: detail.spans }]);
  return { places, rows: rowsOf(reading, 0, places) };
}

/** @param {ReturnType<typeof readingOf>} reading */
export const planFacts = ({ rows }) => html`<dl class="one-facts">${rows.map(({ label, value, family }) => html`<div data-family=${family}><dt><span class="swatch" aria-hidden="true"></span>${label}</dt><dd class="num" dir="auto">${value}</dd></div>`)}</dl>`;
