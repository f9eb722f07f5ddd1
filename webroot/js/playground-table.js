// @ts-check
import { html, nothing } from 'lit';
import { formatPercent } from './format.js';
import { t } from './i18n.js';
import { quoted } from './playground-text.js';

/** @typedef {import('./playground-fields.js').Row} Row */

/**
 * The values of a signal. Each value with a place in the text is a button, so that the keyboard reaches it.
 *
 * @param {string} text
 * @param {Row[]} rows
 */
export const valueTable = (text, rows) => html`<table class="data-table values">
  <caption class="sr-only">${t('playground.values')}</caption>
  <thead>
    <tr>
      <th scope="col">${t('playground.values.field')}</th>
      <th scope="col">${t('playground.values.value')}</th>
      <th scope="col">${t('playground.values.confidence')}</th>
      <th scope="col" class="from-wide">${t('playground.values.from')}</th>
    </tr>
  </thead>
  <tbody>
    ${rows.map((row) => line(text, row))}
  </tbody>
</table>`;

/** @param {string} text @param {Row} row */
const line = (text, row) => html`<tr data-rows=${row.id} data-family=${row.family}>
  <th scope="row"><span class="swatch" aria-hidden="true"></span>${row.label}</th>
  <td>
    ${row.place ? html`<button class="value" type="button" title=${t('playground.show')}>${row.value}</button>` : html`<span class="value-plain">${row.value}</span>`}
    <span class="from-narrow">${from(text, row)}</span>
  </td>
  <td>${row.place ? sure(row.place.confidence) : html`<span class="text-muted" aria-hidden="true">–</span>`}</td>
  <td class="from-wide">${from(text, row)}</td>
</tr>`;

/** @param {string} text @param {Row} row */
const from = (text, { place }) => (place ? quoted(text, place.start, place.end) : html`<span class="text-muted" title=${t('playground.inferred.why')}>${t('playground.inferred')}</span>`);

/** @param {number} confidence */
const sure = (confidence) => html`<span class="sure">
  <svg class="sure-meter" aria-hidden="true"><rect class="fill-accent" width="${100 * confidence}%" height="100%" rx="3" /></svg>
  <span class="num">${formatPercent(confidence)}</span>${confidence < 0.6 ? html`<span class="sr-only">${t('playground.unsure')}</span>` : nothing}
</span>`;
