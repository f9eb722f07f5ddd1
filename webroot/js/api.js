// @ts-check
import { session } from './session.js';

const BASE = '/api/v1';
export const ACCEPT = 'application/json, application/problem+json';
export const TIMEOUT = 15_000;

/** What went wrong with a request, in words for people (RFC 9457 where the server could answer). */
export class ApiError extends Error {
  /**
   * @param {string} title
   * @param {{ status?: number, detail?: string, requestId?: string, retryAfter?: number, errors?: { pointer: string, detail: string }[] }} [facts] retryAfter in seconds, 0 = not said; errors say where
   */
  constructor(title, { status = 0, detail = '', requestId = '', retryAfter = 0, errors = [] } = {}) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
    this.errors = errors;
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
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
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
  const { status } = response;
  const body = await response.json().catch(() => null);
  heard?.(response.headers);
  if (response.ok && (body || status === 204)) return body;
  throw new ApiError(body?.title ?? 'error.unexpected', {
    status,
    detail: body?.detail,
    requestId: body?.requestId ?? response.headers.get('x-request-id') ?? '',
    retryAfter: Number(response.headers.get('retry-after')) || 0,
    errors: body?.errors,
  });
}

/** @param {string} path @param {RequestInit} init @throws {ApiError} if nobody answers in time */
async function sent(path, init) {
  const limit = AbortSignal.timeout(TIMEOUT);
  try {
    return await fetch(BASE + path, { ...init, signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit });
  } catch (cause) {
    const slow = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw new ApiError(slow ? 'error.slow' : 'error.unreachable');
  }
}
