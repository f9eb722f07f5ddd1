// @ts-check
import { ACCEPT, TIMEOUT, ask } from './api.js';

/**
 * Sends JSON and takes JSON.
 *
 * @param {string} path below /api/v1
 * @param {object} body
 * @param {AbortSignal} given ends the request early; what is thrown then is as if nobody answered
 * @returns {Promise<any>}
 * @throws {import('./api.js').ApiError}
 */
export const post = (path, body, given) =>
  ask(path, {
    method: 'POST',
    headers: { accept: ACCEPT, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.any([given, AbortSignal.timeout(TIMEOUT)]),
  });
