// @ts-check
import { learn } from './i18n.js';

/** Brings the button that loads the demo, for those that draw it. */
export const bringOffer = () => learn('offer').then(() => import('./demo-offer.js'));
