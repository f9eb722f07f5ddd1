// @ts-check
// Names that can be offered while somebody types: tokens much called now, channels.
import { get } from './api.js';

/** @typedef {{ id: string, username: string | null, title: string }} Channel */

const TRENDING = 60;
const MOST = 6;

/** @type {Promise<string[]> | undefined} */
let trending;

/** Tokens whose name begins like this, the most called first; none if the server does not say. @param {string} start @returns {Promise<string[]>} */
export async function tokensLike(start) {
  trending ??= get('/analytics/trending', { limit: TRENDING }).then(({ data }) => data.map((/** @type {{ symbol: string }} */ { symbol }) => symbol));
  try {
    return (await trending).filter((symbol) => symbol.toLowerCase().startsWith(start.toLowerCase())).slice(0, MOST);
  } catch {
    trending = undefined;
    return [];
  }
}

/** Channels that have this in their names. @param {string} part @returns {Promise<Channel[]>} */
export async function channelsLike(part) {
  try {
    return (await get('/channels', { ...(part && { q: part.slice(0, 100) }), limit: MOST })).data;
  } catch {
    return [];
  }
}
