// @ts-check
// What is shown beside a list, in a panel; on small screens it covers the list.

const BESIDE = matchMedia('(min-width: 768px)');

/** @param {HTMLDialogElement} dialog */
export function showBeside(dialog) {
  if (BESIDE.matches) dialog.show();
  else dialog.showModal();
}
