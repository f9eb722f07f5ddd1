// @ts-check
import { channels, demoKnown } from './channels-list.js';
import { store } from './store.js';

/** @type {((event: Event) => void) | undefined} */
let looking;

/**
 * Loads the channels with each news of the server, which come every few seconds, until those of the demo are there, or gone.
 * A later call takes the place of the one before.
 *
 * @param {boolean} there
 * @param {() => void} [then]
 */
export function untilDemo(there, then) {
  if (looking) store.removeEventListener('change', looking);
  /** @param {Event} event */
  const look = async (event) => {
    if (/** @type {CustomEvent} */ (event).detail !== 'status') return;
    store.removeEventListener('change', look); // one at a time
    await channels.load();
    if (looking !== look) return;
    if (channels.error || demoKnown() !== there) store.addEventListener('change', look);
    else then?.();
  };
  looking = look;
  store.addEventListener('change', look);
}
