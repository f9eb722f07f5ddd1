// @ts-check
// What was searched for last, kept in this browser; the palette and the page of signals share it.
const KEY = 'searches';
const MOST = 8;

/** @returns {string[]} newest first */
export function searches() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((it) => typeof it === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** @param {string} text */
export function remember(text) {
  const wanted = text.trim();
  if (!wanted) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([wanted, ...searches().filter((it) => it !== wanted)].slice(0, MOST)));
  } catch {
    // not remembered: searching works without
  }
}

/** Address of the list that shows a search. @param {string} text */
export const listed = (text) => `/signals?${new URLSearchParams({ q: text })}`;
