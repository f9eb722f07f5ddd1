// @ts-check
import { learn } from './i18n.js';
import { start } from './shell.js';

start(false);

// the page does not carry the words of its tabs
learn('analysis').then(() => import('./analytics-page.js'));
