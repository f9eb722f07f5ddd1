// @ts-check
// What several tabs draw alike.
import { html, nothing, svg } from 'lit';
import { formatClock, formatCount, remembered } from './format.js';
import { language, t, word } from './i18n.js';
import { icon } from './parts.js';
import { setting } from './settings.js';
import { isThin } from './share.js';

/** @typedef {import('./share.js').Share} Share */
/** @typedef {import('./kept.js').Kept} Kept */

const points = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const DAY = 86_400_000;

/** A difference of shares in points, without its sign. @param {number} difference */
export const formatPoints = (difference) => points.format(Math.abs(100 * difference));

/** Whether two shares differ by more than chance explains (Newcombe's interval of the difference). @param {Share} a @param {Share} b */
export function differs(a, b) {
  if (!a || !b) return false;
  const difference = a.share - b.share;
  return difference > 0
    ? difference > Math.hypot(a.share - a.lower, b.upper - b.share)
    : -difference > Math.hypot(a.upper - a.share, b.share - b.lower);
}

/** A share on a scale from 0 to 100 %: the band is its interval, the stroke itself. Decoration beside the same in words. @param {Share} share */
export const intervalBar = (share) =>
  share
    ? html`<svg class="interval ${isThin(share) ? 'interval-thin' : ''}" aria-hidden="true">
        <rect class="interval-all" width="100%" height="100%" rx="4" /><rect class="interval-band" x="${100 * share.lower}%" width="${100 * (share.upper - share.lower)}%" height="100%" rx="3" />
        <line class="interval-even" x1="50%" x2="50%" y1="0" y2="100%" />${svg`<line class="interval-point" x1="${100 * share.share}%" x2="${100 * share.share}%" y1="0" y2="100%" />`}
      </svg>`
    : nothing;

const minutes = remembered((/** @type {string | undefined} */ timeZone) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }));
const days = remembered((/** @type {boolean} */ year) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...(year && { year: 'numeric' }), timeZone: 'UTC' }));

/**
 * A period: short ones to the minute in the viewer's zone, others in days of UTC, as the server counts them.
 *
 * @param {{ from: number, to: number }} span milliseconds
 */
export function periodText({ from, to }) {
  if (to - from < 3 * DAY) {
    const zone = setting('zone') === 'utc' ? 'UTC' : undefined;
    return minutes(zone).formatRange(from, to);
  }
  return days(true).formatRange(from, to - 1);
}

/** A day, in UTC as the server counts days. @param {string | number} at @param {boolean} [year] */
export const dayText = (at, year = false) => days(year).format(new Date(at));

/** How fresh an answer is, in a quiet line. @param {Kept | undefined} kept */
export const freshness = (kept) =>
  kept
    ? html`<p class="freshness">${t('analysis.asOf', { time: formatClock(kept.at) })}${kept.state ? html` · <span title=${word('analysis.cache', kept.state)}>${t(kept.age ? 'analysis.kept' : 'analysis.computed', { n: kept.age, state: kept.state })}</span>` : nothing}</p>`
    : nothing;

/** An explanation that one opens; who comes by a link to it finds it open. @param {string} title @param {unknown} content */
export const disclosure = (title, content) => html`<details id="method" class="method" ?open=${location.hash === '#method'}><summary>${icon('#i-info', 'size-4')}${title}</summary><div class="method-text">${content}</div></details>`;

/** @param {string[]} keys of sentences @param {Record<string, unknown>} [gaps] */
export const sentences = (keys, gaps) => html`<ul>${keys.map((key) => html`<li>${t(key, gaps)}</li>`)}</ul>`;

/** Nothing there: why, and what next. @param {string} why @param {unknown} next links or sentences */
export const emptied = (why, next) => html`<div class="emptied"><p class="font-medium">${why}</p><p class="text-text2">${next}</p></div>`;

/** A number that leads to the list of what it counts; nothing leads nowhere. @param {number} n @param {string} href @param {string} [label] */
export const counted = (n, href, label) => (n ? html`<a class="count-link" href=${href} aria-label=${label ?? nothing}>${formatCount(n)}</a>` : html`<span class="text-muted">0</span>`);

/** A choice of which one holds, as links. @param {string} label @param {{ name: unknown, href: string, on: boolean, title?: string }[]} choices */
export const choice = (label, choices) => html`<div class="segments" role="group" aria-label=${label}>
  ${choices.map(({ name, href, on, title }) => html`<a class="segment" href=${href} aria-current=${on ? 'true' : nothing} title=${title ?? nothing}>${name}</a>`)}
</div>`;

/** How many signals go up and how many down, as far as there are any. @param {number} bullish @param {number} bearish */
export const sides = (bullish, bearish) => html`<span class="under">${side('▲', bullish, 'text-bull', t('side.bullish'))} ${side('▼', bearish, 'text-bear', t('side.bearish'))}</span>`;

/** @param {string} sign @param {number} n @param {string} colour @param {string} name */
const side = (sign, n, colour, name) => (n ? html`<span class=${colour}><span aria-hidden="true">${sign}</span> ${formatCount(n)}<span class="sr-only"> ${name}</span></span>` : nothing);
