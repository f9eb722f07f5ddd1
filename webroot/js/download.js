// @ts-check
import { refused } from './api.js';
import { t } from './i18n.js';
import { toast } from './parts.js';
import { session } from './session.js';

const LONGEST = 600_000;

/** Fetches what a link of the API leads to where reading is closed: links carry no token. @param {Event} event */
export async function fetched(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  if (!session.closed || link.protocol === 'blob:') return;
  event.preventDefault();
  try {
    const response = await session.send((headers) => fetch(link.href, { headers, signal: AbortSignal.timeout(LONGEST) }), true);
    if (!response.ok) return toast(t((await refused(response, await response.json().catch(() => null))).message));
    const address = URL.createObjectURL(await response.blob());
    Object.assign(document.createElement('a'), { href: address, download: nameOf(response) }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (cause) {
    toast(t(cause instanceof DOMException && cause.name === 'TimeoutError' ? 'error.slow' : 'error.unreachable'));
  }
}

/** As the server calls it, or by its address. @param {Response} response */
function nameOf({ headers, url }) {
  const given = /filename="?([^";]+)/.exec(headers.get('content-disposition') ?? '')?.[1];
  const kind = /^\w+\/(\w+)/.exec(headers.get('content-type') ?? '')?.[1] ?? 'txt';
  return given ?? `${new URL(url).pathname.split('/').slice(-2).join('-')}.${kind}`;
}
