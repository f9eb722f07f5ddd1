// @ts-check
import { ask } from './api.js';

/**
 * Sends JSON and takes JSON.
 *
 * @param {string} path below /api/v1
 * @param {object} body
 * @param {{ signal?: AbortSignal, headers?: Record<string, string>, act?: boolean }} [more] signal: ends the request early, what is thrown then is as if nobody answered; headers: besides those of JSON; act: as {@link ask} takes it
 * @returns {Promise<any>}
 * @throws {import('./api.js').ApiError}
 */
export const post = (path, body, { headers, ...more } = {}) =>
  ask(path, {
    ...more,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** A key for a request that may be sent again. `randomUUID` is there over https and on this machine only. */
export const requestKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
