// @ts-check
// The page's state as the fragment of its address. Browsers do not send fragments, so no server sees a text in an address.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * What the page shows.
 *
 * @typedef {object} Pasted
 * @property {string} text of the post
 * @property {string} replyTo text of the post it answers, empty if it answers none
 * @property {number} chosen which of several signals is looked at, from 0
 */

/** base64url: no messenger cuts or changes it. @param {string} text */
function pack(text) {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string | null} packed @returns {string} @throws if it was not packed here */
function unpack(packed) {
  const binary = atob((packed ?? '').replaceAll('-', '+').replaceAll('_', '/'));
  return decoder.decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/** @param {Pasted} pasted @returns {string} empty, or with its `#` */
export function fragmentOf({ text, replyTo, chosen }) {
  const parts = new URLSearchParams();
  if (text) parts.set('post', pack(text));
  if (replyTo) parts.set('answers', pack(replyTo));
  if (chosen) parts.set('signal', String(chosen + 1));
  return parts.size ? `#${parts}` : '';
}

/**
 * @param {string} fragment
 * @returns {Pasted | null | undefined} null if it is broken, undefined if it is about something else, as `#main` is
 */
export function pastedIn(fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  if (fragment.length > 1 && !parts.has('post') && !parts.has('answers')) return undefined;
  try {
    const chosen = /^[1-9]\d{0,3}$/.test(parts.get('signal') ?? '') ? Number(parts.get('signal')) - 1 : 0;
    return { text: unpack(parts.get('post')), replyTo: unpack(parts.get('answers')), chosen };
  } catch {
    return null;
  }
}
