// @ts-check
import { language, learn, t } from './i18n.js';
import { session } from './session.js';

const BASE = '/api/v1';
export const ACCEPT = 'application/json, application/problem+json';
export const TIMEOUT = 15_000;
const PATIENCE = 1_000; // for words, where one waits to hear what is wrong

/** What went wrong with a request, in words for people (RFC 9457 where the server could answer). */
export class ApiError extends Error {
  status = 0;
  detail = '';
  requestId = '';
  /** Seconds, 0 = not said. */
  retryAfter = 0;
  /** @type {{ pointer: string, detail: string }[]} where */
  errors = [];

  /** @param {string} title key of a text, or the server's words @param {object} [facts] the rest of it */
  constructor(title, facts) {
    super(title);
    Object.assign(this, facts);
  }
}

/**
 * Fetches JSON. The browser keeps the answer's ETag and asks with it.
 *
 * @param {string} path below /api/v1
 * @param {Record<string, string | number>} [query]
 * @returns {Promise<any>}
 * @throws {ApiError}
 */
export function get(path, query = {}) {
  const search = new URLSearchParams(/** @type {Record<string, string>} */ (query));
  return ask(`${path}${search.size ? `?${search}` : ''}`);
}

/**
 * Sends a request, each time for 15 s at most, and takes JSON; `null` where there is none to take. Where a key is needed, one
 * is asked for, and the request sent again.
 *
 * @param {string} path below /api/v1
 * @param {Omit<RequestInit, 'headers'> & { headers?: Record<string, string>, act?: boolean }} [init] what differs from a plain GET; act: somebody did it, so that he may be asked for a key again
 * @param {(headers: Headers) => void} [heard] is told the answer's headers
 * @returns {Promise<any>}
 * @throws {ApiError}
 */
export async function ask(path, { act = false, ...init } = {}, heard) {
  const response = await session.send((headers) => sent(path, { ...init, headers: { accept: ACCEPT, ...init.headers, ...headers } }), act);
  const body = await response.json().catch(() => null);
  heard?.(response.headers);
  if (response.ok && (body || response.status === 204)) return body;
  throw await refused(response, body);
}

/**
 * What an answer refuses with. Its title is the key of a text where the page has it in its own language, else the server's.
 *
 * @param {{ status: number, headers: Pick<Headers, 'get'> }} response
 * @param {any} body
 */
export async function refused({ status, headers }, body) {
  const { type, title = 'error.unexpected', detail = '', requestId = headers.get('x-request-id') ?? '', errors = [] } = body ?? {};
  const key = `${type}`.replace(/.*problem:/, 'problem.');
  if (language !== 'en') await Promise.race([learn('problem').catch(() => {}), new Promise((done) => setTimeout(done, PATIENCE))]);
  return new ApiError(t(key) === key ? title : key, { status, detail, requestId, errors, retryAfter: Number(headers.get('retry-after')) || 0 });
}

/** @param {string} path @param {RequestInit} init @throws {ApiError} if nobody answers in time */
async function sent(path, init) {
  const limit = AbortSignal.timeout(TIMEOUT);
  try {
    return await fetch(BASE + path, { ...init, signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit });
  } catch (cause) {
    const { name } = /** @type {DOMException} */ (cause);
    throw new ApiError(name === 'TimeoutError' ? 'error.slow' : 'error.unreachable');
  }
}
