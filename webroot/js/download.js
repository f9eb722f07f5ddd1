// @ts-check
import { t } from './i18n.js';
import { toast } from './parts.js';
import { session } from './session.js';

/** Fetches what a link of the API leads to where reading is closed: links carry no token. @param {Event} event */
export async function fetched(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  if (!session.closed || link.protocol === 'blob:') return;
  event.preventDefault();
  try {
    const response = await fetch(link.href, { headers: await session.headers() });
    if (!response.ok) throw new Error(String(response.status));
    const name = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'signals';
    const address = URL.createObjectURL(await response.blob());
    Object.assign(document.createElement('a'), { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch {
    toast(t('error.unexpected'));
  }
}
