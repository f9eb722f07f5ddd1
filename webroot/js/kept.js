// @ts-check
import { ask } from './api.js';
import { Load as Once } from './load.js';
import { minute } from './minute.js';

/**
 * @typedef {object} Kept what the cache says of an answer
 * @property {string} state HIT, MISS or STALE; empty if it says nothing
 * @property {number} age seconds since it was computed
 * @property {Date} at when that was
 */

/**
 * Asks the API and notes what the cache says.
 *
 * @param {string} path below /api/v1
 * @param {Record<string, string | number | undefined>} query what is undefined or empty is left out
 * @returns {Promise<{ body: any, kept: Kept }>}
 */
export async function fetchKept(path, query) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value).map(([name, value]) => [name, String(value)]));
  let kept = { state: '', age: 0, at: new Date() };
  const body = await ask(`${path}?${search}`, undefined, (headers) => {
    const age = Number(headers.get('age')) || 0;
    kept = { state: headers.get('x-cache') ?? '', age, at: new Date(Date.now() - age * 1000) };
  });
  return { body, kept };
}

/**
 * Holds what one part of the page needs; each minute the same is asked again, quietly.
 *
 * @template T
 * @extends {Once<T>}
 */
export class Load extends Once {
  hostConnected() {
    minute.addEventListener('tick', this.renew);
  }

  hostDisconnected() {
    minute.removeEventListener('tick', this.renew);
  }
}
