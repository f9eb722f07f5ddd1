// @ts-check
const BASE = '/api/v1';
export const ACCEPT = 'application/json, application/problem+json';
export const TIMEOUT = 15_000;

/** What went wrong with a request, in words for people (RFC 9457 where the server could answer). */
export class ApiError extends Error {
  /**
   * @param {string} title
   * @param {{ status?: number, detail?: string, requestId?: string, retryAfter?: number }} [facts] retryAfter in seconds, 0 = not said
   */
  constructor(title, { status = 0, detail = '', requestId = '', retryAfter = 0 } = {}) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
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
 * Sends a request and takes JSON.
 *
 * @param {string} path below /api/v1
 * @param {RequestInit} [init] what differs from a plain GET that may take 15 s
 * @param {(headers: Headers) => void} [heard] is told the answer's headers
 * @returns {Promise<any>}
 * @throws {ApiError}
 */
export async function ask(path, init, heard) {
  let response;
  try {
    response = await fetch(BASE + path, { headers: { accept: ACCEPT }, signal: AbortSignal.timeout(TIMEOUT), ...init });
  } catch (cause) {
    const slow = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw new ApiError(slow ? 'error.slow' : 'error.unreachable');
  }
  const body = await response.json().catch(() => null);
  heard?.(response.headers);
  if (response.ok && body) return body;
  throw new ApiError(body?.title ?? 'error.unexpected', {
    status: response.status,
    detail: body?.detail,
    requestId: body?.requestId ?? response.headers.get('x-request-id') ?? '',
    retryAfter: Number(response.headers.get('retry-after')) || 0,
  });
}
