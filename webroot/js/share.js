// @ts-check
// Shares of results, with how far off they may be.
import { formatPercent } from './format.js';

/** @typedef {{ hits: number, of: number, share: number, lower: number, upper: number } | null} Share */

/** Fewer results make no rate. */
export const FEWEST = 20;
const Z = 1.959964;

/** Wilson's 95 % interval, for shares that are added up here. @param {number} hits @param {number} of @returns {Share} */
export function wilson(hits, of) {
  if (!of) return null;
  const share = hits / of;
  const middle = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))) / (1 + (Z * Z) / of);
  return { hits, of, share, lower: Math.max(0, middle - half), upper: Math.min(1, middle + half) };
}

/** @param {Share} share */
export const isThin = (share) => !share || share.of < FEWEST;

/** Such as "52–62 %". @param {NonNullable<Share>} share */
export const intervalText = ({ lower, upper }) => `${Math.round(100 * lower)}–${formatPercent(upper)}`;
