// @ts-check
// Hours of the week, three by three: few enough for a narrow screen, and more results in each.
import { remembered } from './format.js';
import { language } from './i18n.js';
import { setting } from './settings.js';

export const HOUR = 3_600_000;
export const WIDTH = 3;
export const COLUMNS = 24 / WIDTH;
const MONDAY = Date.UTC(2024, 0, 1);

/**
 * @typedef {object} Cell
 * @property {number} signals
 * @property {number} hits calls that won
 * @property {number} of calls with a result
 * @property {{ from: number, to: number, signals: number, hits: number, of: number }[]} stretches of time it is the sum of, in order
 */

/** The hours of zones that are half an hour off cannot be told apart: the server counts those of UTC. */
export const inUtc = () => setting('zone') === 'utc' || new Date().getTimezoneOffset() % 60 !== 0;

/** @param {Date} date @returns {[number, number]} day from Monday on, column */
function place(date) {
  const [day, hour] = inUtc() ? [date.getUTCDay(), date.getUTCHours()] : [date.getDay(), date.getHours()];
  return [(day + 6) % 7, Math.floor(hour / WIDTH)];
}

/** @returns {Cell} */
const empty = () => ({ signals: 0, hits: 0, of: 0, stretches: [] });

/** Adds hours up to seven days of cells. @param {any[]} steps hours in order of time @returns {Cell[][]} */
export function weekOf(steps) {
  const week = Array.from({ length: 7 }, () => Array.from({ length: COLUMNS }, empty));
  for (const { at, signals, winRate } of steps) {
    const from = Date.parse(at);
    const [day, column] = place(new Date(from));
    const cell = week[day][column];
    const counts = { signals, hits: winRate?.hits ?? 0, of: winRate?.of ?? 0 };
    add(cell, counts);
    const last = cell.stretches.at(-1);
    if (last && from - last.from < WIDTH * HOUR) {
      add(last, counts);
      last.to = from + HOUR;
    } else {
      cell.stretches.push({ from, to: from + HOUR, ...counts });
    }
  }
  return week;
}

/** @param {{ signals: number, hits: number, of: number }} sum @param {{ signals: number, hits: number, of: number }} more */
function add(sum, more) {
  sum.signals += more.signals;
  sum.hits += more.hits;
  sum.of += more.of;
}

const weekday = remembered((/** @type {'short' | 'long'} */ length) => new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' }));

/** @param {number} day from Monday on @param {'short' | 'long'} [length] */
export const dayName = (day, length = 'short') => weekday(length).format(MONDAY + day * 24 * HOUR);

const two = (/** @type {number} */ hour) => String(hour).padStart(2, '0');

/** Such as "12:00–15:00". @param {number} column */
export const hoursName = (column) => `${two(column * WIDTH)}:00–${two((column + 1) * WIDTH)}:00`;

/** @param {number} column */
export const hourName = (column) => two(column * WIDTH);
