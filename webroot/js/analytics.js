// @ts-check
import { learn } from './i18n.js';
import { bringInto } from './parts.js';
import { start } from './shell.js';

start(false);

// the page does not carry the words of its tabs
bringInto('sr-analytics', () => Promise.all([learn('analysis'), learn('price'), learn('week')]).then(() => import('./analytics-page.js')));
