// @ts-check
// The words of the page come with it (see layout.html), so there is nothing to wait for.

/** @type {Record<string, string | Record<string, string>>} */
const texts = JSON.parse(document.getElementById('texts')?.textContent ?? '{}');

/** Language of the page; numbers and times follow it. */
export const language = document.documentElement.lang || 'en';

/** @type {Record<string, Promise<unknown> | undefined>} */
const learnt = {};

/** Fetches the words of a part that comes later, once: pages do not carry them. @param {string} family how their keys begin */
export function learn(family) {
  learnt[family] ??= fetch(`/assets/words/${language}/${family}.json`, { signal: AbortSignal.timeout(15_000) })
    .then((response) => (response.ok ? response.json() : Promise.reject(response)))
    .then((more) => Object.assign(texts, more))
    .catch((error) => {
      learnt[family] = undefined;
      throw error;
    });
  return learnt[family];
}

// made when first used, since making them takes long
/** @type {Intl.PluralRules | undefined} */
let plurals;
/** @type {Intl.NumberFormat | undefined} */
let whole;

/**
 * The text of a key with its `{gaps}` filled. A text with plural forms is chosen by `n`.
 *
 * @param {string} key
 * @param {Record<string, unknown>} [gaps]
 * @returns {string} the key itself if there is no such text
 */
export function t(key, gaps = {}) {
  const found = texts[key];
  if (found === undefined) return key;
  const form = typeof found === 'string' ? found : (found[(plurals ??= new Intl.PluralRules(language)).select(Number(gaps.n))] ?? found.other);
  return form.replace(/\{(\w+)\}/g, (_, name) => {
    const value = gaps[name];
    return typeof value === 'number' ? (whole ??= new Intl.NumberFormat(language)).format(value) : String(value ?? '');
  });
}

/**
 * The word for an enum value; enums may grow, so an unknown one is shown as it is, readable.
 *
 * @param {string} group
 * @param {string | undefined} value
 */
export function word(group, value) {
  if (!value) return '';
  const key = `${group}.${value}`;
  return key in texts ? t(key) : value.toLowerCase().replaceAll('_', ' ');
}
