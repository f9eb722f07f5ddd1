// @ts-check
// What is shown beside a list, in a panel; on small screens it covers the list.

const BESIDE = matchMedia('(min-width: 768px)');

/** @type {Promise<unknown> | undefined} */
let styles;

/** Fetches the looks of panels, once; ends when they are there or do not come. */
export function styled() {
  styles ??= new Promise((done) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/assets/panel.css' });
    link.onload = link.onerror = done;
    document.head.append(link);
  });
  return styles;
}

/** @param {HTMLDialogElement} dialog */
export function showBeside(dialog) {
  if (BESIDE.matches) dialog.show();
  else dialog.showModal();
}
