// @ts-check
// What keys do on the page of signals, beside those that every page has.
import { shifted } from './signals-query.js';
import { onKey } from './shell.js';
import { list } from './signals-list.js';

/** The links of the rows that are drawn: those of the table, or those of the cards. */
const links = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll('sr-signals [data-row]')].filter((link) => /** @type {HTMLElement} */ (link).offsetParent));

/** Goes to the row before or behind. @param {number} by */
export function step(by) {
  const all = links();
  const open = list.state.open;
  const at = open ? all.findIndex((link) => link.dataset.row === open) : all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = all[Math.max(0, Math.min(all.length - 1, at + by))];
  if (!to) return;
  // an open panel shows the next one at once
  if (open) list.go({ open: to.dataset.row }, { replace: true });
  else to.focus();
  to.scrollIntoView({ block: 'nearest' });
}

/** Closes what is open; with nothing open, takes the filters out. */
function escape() {
  if (document.querySelector('dialog:modal, :popover-open')) return;
  const menu = document.querySelector('details[open]');
  if (menu instanceof HTMLDetailsElement) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  } else if (list.state.open) close();
  else if (list.state.text) list.go({ text: '' });
}

/** Closes the panel and gives the focus back to its row. */
export function close() {
  const { open } = list.state;
  list.go({ open: '' });
  links().find((link) => link.dataset.row === open)?.focus();
}

/** @param {1 | -1} by */
const shift = (by) => list.go({ text: shifted(list.state.text, by) });

export function listKeys() {
  onKey('/', 'settings.key.find', () => document.getElementById('search')?.focus());
  onKey('j', 'settings.key.next', () => step(1));
  onKey('k', 'settings.key.previous', () => step(-1));
  onKey('Escape', 'settings.key.escape', escape);
  onKey('[', 'settings.key.earlier', () => shift(-1));
  onKey(']', 'settings.key.later', () => shift(1));
}
