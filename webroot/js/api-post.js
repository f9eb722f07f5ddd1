// @ts-check
import { ask } from './api.js';

/**
 * Sends JSON and takes JSON.
 *
 * @param {string} path below /api/v1
 * @param {object} body
 * @param {AbortSignal} [given] ends the request early; what is thrown then is as if nobody answered
 * @param {Record<string, string>} [headers] besides those of JSON
 * @returns {Promise<any>}
 * @throws {import('./api.js').ApiError}
 */
export const post = (path, body, given, headers) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: given,
  });
