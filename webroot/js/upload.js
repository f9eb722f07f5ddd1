// @ts-check
import { ACCEPT, ApiError, refused } from './api.js';
import { session } from './session.js';

const LONGEST = 3_600_000;
/** @type {Record<string, string>} */
const TYPES = { html: 'text/html', zip: 'application/zip' };

/**
 * Sends a file, which a fetch would do without telling how far it is.
 *
 * @param {string} path below /api/v1
 * @param {File} file
 * @param {(part: number) => void} progress is told what part of it is sent, 0 to 1
 * @param {AbortSignal} signal
 * @returns {Promise<any>} the answer's JSON
 * @throws {ApiError}
 */
export async function upload(path, file, progress, signal) {
  const { body, ...response } = await session.send((headers) => sent(path, file, progress, signal, headers), true);
  signal.throwIfAborted();
  if (response.status >= 200 && response.status < 300 && body) return body;
  throw await refused(response, body);
}

/** @param {string} path @param {File} file @param {(part: number) => void} progress @param {AbortSignal} signal @param {Record<string, string>} headers @returns {Promise<{ status: number, headers: Pick<Headers, 'get'>, body: any }>} */
const sent = (path, file, progress, signal, headers) => new Promise((done, fail) => {
  signal.throwIfAborted();
  const request = new XMLHttpRequest();
  request.open('POST', `/api/v1${path}`);
  request.responseType = 'json';
  request.timeout = LONGEST;
  Object.entries({ accept: ACCEPT, 'content-type': TYPES[file.name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/json', ...headers }).forEach(([name, value]) => request.setRequestHeader(name, value));
  request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
  request.onload = () => done({ status: request.status, headers: { get: (name) => request.getResponseHeader(name) }, body: request.response });
  request.onerror = () => fail(new ApiError('error.unreachable'));
  request.ontimeout = () => fail(new ApiError('error.slow'));
  request.onabort = () => fail(signal.reason);
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
});
