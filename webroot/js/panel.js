// @ts-check
// What is shown beside a list, in a panel; on small screens it covers the list.

const PATIENCE = 5_000;
const BESIDE = matchMedia('(min-width: 768px)');

/** @type {Promise<unknown> | undefined} */
let styles;

/** Fetches the looks of panels, once; ends when they are there or do not come soon. */
export function styled() {
  styles ??= new Promise((done) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/assets/panel.css' });
    link.onload = link.onerror = done;
    setTimeout(done, PATIENCE);
    document.head.append(link);
  });
  return styles;
}

/** @param {HTMLDialogElement} dialog */
export function showBeside(dialog) {
  if (BESIDE.matches) dialog.show();
  else dialog.showModal();
}
