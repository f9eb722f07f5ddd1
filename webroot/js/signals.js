// @ts-check
import './signals-search.js';
import { learn } from './i18n.js';
import { bringInto } from './parts.js';
import { start } from './shell.js';
import { list } from './signals-list.js';
import { bringWhen } from './wanted.js';

start(false);
list.start();
// keeps the place of the chips until they come
document.querySelector('sr-filters')?.classList.toggle('tall', list.state.text !== '');

// one can type before the rest is there; it comes while the first answer is on its way
bringInto('sr-signals', () => Promise.all([learn('found'), learn('filters')]).then(() => import('./signals-table.js')));
bringInto('sr-banner', () => learn('banner').then(() => import('./banner.js')));

// one signal with its post: fetched when the first one is opened
bringWhen(list, () => list.state.open, () => Promise.all([learn('panel'), learn('field'), learn('marks')]).then(() => import('./signals-panel.js')));
