// @ts-check
import { learn } from './i18n.js';
import { bringInto } from './parts.js';
import { start } from './shell.js';

start(false);

// where there is no such signal, the server has said so
if (!document.querySelector('[data-missing]')) {
  bringInto('sr-signal', () => Promise.all([learn('one'), learn('panel'), learn('basis'), learn('field'), learn('marks')]).then(() => import('./signal-page.js')));
}
