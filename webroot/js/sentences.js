// @ts-check
// What sentences are made of besides the formats that every page has.
import { formatCount, formatSeconds, unsteered } from './format.js';
import { language } from './i18n.js';

const HOUR = 3_600;
const hours = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });

/** How long something took. @param {number} seconds */
export const formatDuration = (seconds) => (seconds < 2 * HOUR ? formatSeconds(seconds) : `${seconds < 10 * HOUR ? hours.format(seconds / HOUR) : formatCount(Math.round(seconds / HOUR))} h`);

/** A name in a sentence, whatever its direction. @param {string} name */
export const isolated = (name) => `\u2068${unsteered(name)}\u2069`;
