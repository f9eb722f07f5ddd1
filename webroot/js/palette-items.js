// @ts-check
// What the palette offers, and how it follows from what is typed.
import { t } from './i18n.js';
import { channelsLike, tokensLike } from './known.js';
import { listed, remember, searches } from './searches.js';

/**
 * @typedef {object} Item
 * @property {string} group
 * @property {string} label
 * @property {string} icon
 * @property {string} [hint]
 * @property {string} [href] where it leads
 * @property {() => void} [act] what it does instead
 */

const SIGNAL = /^sig_[0-9A-Z]{26}$/i;
const TOKEN = /^[\p{L}\p{N}]{2,12}$/u;

/** What can be had at once: pages, searches of before, actions. @param {import('./shell.js').Keys} keys @returns {Item[]} */
export function offered(keys) {
  const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('aside nav a, aside a[href="/docs"]'))];
  const pages = links.map((link) => ({ group: 'pages', label: link.textContent?.trim() ?? '', icon: link.querySelector('use')?.getAttribute('href') ?? '', href: link.getAttribute('href') ?? '', hint: link.dataset.go && `g ${link.dataset.go}` }));
  const before = searches().map((text) => ({ group: 'recent', label: text, icon: '#i-history', href: listed(text) }));
  const actions = [...keys]
    .filter(([key, { page }]) => !page && key.length === 1 && key !== '/' && !['j', 'k'].includes(key))
    .map(([key, { label, act }]) => ({ group: 'actions', label: t(label), icon: '#i-zap', act, hint: key }));
  return [...pages, ...before, ...actions];
}

/** What the server knows of a text. @param {string} text @returns {Promise<Item[]>} */
export async function found(text) {
  const wanted = text.trim();
  const [tokens, channels] = await Promise.all([tokensLike(wanted), wanted ? channelsLike(wanted) : []]);
  if (TOKEN.test(wanted) && !tokens.length) tokens.push(wanted.toUpperCase());
  return [
    ...tokens.map((symbol) => ({ group: 'tokens', label: symbol, icon: '#i-coins', href: listed(`token:${symbol}`) })),
    ...channels.map(({ id, username, title }) => ({
      group: 'channels', label: title, icon: '#i-radio-tower', hint: username ? `@${username}` : '', href: listed(`channel:${username ?? id}`),
    })),
  ];
}

/**
 * What fits a text, best first.
 *
 * @param {string} text
 * @param {Item[]} near
 * @param {Item[]} far
 * @returns {Item[]}
 */
export function nearest(text, near, far) {
  const wanted = text.trim();
  if (!wanted) return [...near, ...far];
  const fitting = near.filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()));
  const search = { group: 'search', label: t('palette.searchFor', { text: wanted }), icon: '#i-search', act: () => searched(wanted) };
  const signal = SIGNAL.test(wanted) ? [{ group: 'signal', label: wanted, icon: '#i-crosshair', href: `/signals/sig_${wanted.slice(4).toUpperCase()}` }] : [];
  const still = far.filter(({ group, label }) => group !== 'tokens' || label.toLowerCase().startsWith(wanted.toLowerCase()));
  return [...byGroup([...signal, ...fitting, ...still], wanted.toLowerCase()), search];
}

/** Groups stay whole; the one with a name that begins as typed comes first. @param {Item[]} items @param {string} wanted */
function byGroup(items, wanted) {
  const rank = (/** @type {string} */ group) => Number(!items.some((item) => item.group === group && item.label.toLowerCase().startsWith(wanted)));
  return [...new Set(items.map(({ group }) => group))].sort((a, b) => rank(a) - rank(b)).flatMap((group) => items.filter((item) => item.group === group));
}

/** @param {string} text */
function searched(text) {
  remember(text);
  location.assign(listed(text));
}
