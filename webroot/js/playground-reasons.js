// @ts-check
// Why a post is read as it is, in the page's language. The server says it in English, and its sentences are the keys of the texts.
import { language, learn, t } from './i18n.js';

/** Fetches the words for reasons, if the page needs any; without them reasons stay English. */
export const reasonWords = () => (language === 'en' ? undefined : learn('reason').catch(() => {}));

/**
 * @param {string} reason a sentence, or what was read: "SOL, LONG, entries 2, targets 3, stop"
 * @returns {string} empty if the page has no words for it
 */
export function reasonText(reason) {
  if (language === 'en') return reason;
  const [coin, ...rest] = reason.split(', ');
  const parts = [/^\S+$/.test(coin) ? coin : said(`reason.${coin}`), ...rest.map(partText)];
  return said(`reason.${reason}`) || (parts.every(Boolean) ? parts.join(', ') : '');
}

/** @param {string} part */
function partText(part) {
  const [, name, n] = /^(\D+) (\d+)$/.exec(part) ?? [];
  return name ? said(`reason.${name}`, { n: Number(n) }) : said(`reason.${part}`) || said(`event.${part}`) || said(`side.${part}`);
}

/** Empty if there is no such text. @param {string} key @param {Record<string, unknown>} [gaps] */
function said(key, gaps) {
  const text = t(key, gaps);
  return text === key ? '' : text;
}
