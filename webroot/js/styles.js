// @ts-check
const PATIENCE = 5_000;

/** @type {Record<string, Promise<unknown> | undefined>} */
const asked = {};

/** Fetches a style sheet of what comes later, once; ends when it is there or does not come soon. @param {string} name */
export function styles(name) {
  asked[name] ??= new Promise((done) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/assets/${name}.css` });
    link.onload = link.onerror = done;
    setTimeout(done, PATIENCE);
    document.head.append(link);
  });
  return asked[name];
}
