// @ts-check
import { channels, demoKnown } from './channels-list.js';
import { store } from './store.js';

/**
 * Loads the channels with each news of the server, which come every few seconds, until those of the demo are there, or gone.
 *
 * @param {boolean} there
 * @param {() => void} [then]
 */
export function untilDemo(there, then) {
  store.addEventListener('change', async function look(event) {
    if (/** @type {CustomEvent} */ (event).detail !== 'status') return;
    store.removeEventListener('change', look); // one at a time
    await channels.load();
    if (channels.error || demoKnown() !== there) store.addEventListener('change', look);
    else then?.();
  });
}
