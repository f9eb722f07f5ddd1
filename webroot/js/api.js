// @ts-check
const BASE = '/api/v1';
const TIMEOUT = 15_000;

/** What went wrong with a request, in words for people (RFC 9457 where the server could answer). */
export class ApiError extends Error {
  /**
   * @param {string} title
   * @param {{ status?: number, detail?: string, requestId?: string }} [facts]
   */
  constructor(title, { status = 0, detail = '', requestId = '' } = {}) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.requestId = requestId;
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
export async function get(path, query = {}) {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const address = `${BASE}${path}${search.size ? `?${search}` : ''}`;
  let response;
  try {
    response = await fetch(address, {
      headers: { accept: 'application/json, application/problem+json' },
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (cause) {
    const slow = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw new ApiError(slow ? 'error.slow' : 'error.unreachable');
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  throw new ApiError(body?.title ?? 'error.unexpected', {
    status: response.status,
    detail: body?.detail,
    requestId: body?.requestId ?? response.headers.get('x-request-id') ?? '',
  });
}
