// @ts-check
// j and k on pages whose rows are links: Enter then follows the link that has the focus.
import { onKey } from './shell.js';

const LINK = 'a[href]';

/** @param {string} rows selector of the rows, each of which has a link */
export function rowKeys(rows) {
  onKey('j', 'settings.key.next', () => step(rows, 1));
  onKey('k', 'settings.key.previous', () => step(rows, -1));
}

/** Goes to the row before or behind the one that has the focus, else to the first. @param {string} rows @param {number} by */
function step(rows, by) {
  const all = [...document.querySelectorAll(rows)].filter((row) => /** @type {HTMLElement} */ (row).offsetParent && row.querySelector(LINK));
  const at = all.indexOf(/** @type {Element} */ (document.activeElement?.closest(rows)));
  const row = all[Math.max(0, Math.min(all.length - 1, at + by))];
  /** @type {HTMLElement | null | undefined} */ (row?.querySelector(LINK))?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}
