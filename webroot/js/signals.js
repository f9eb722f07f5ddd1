// @ts-check
import './signals-search.js';
import { learn } from './i18n.js';
import { start } from './shell.js';
import { list } from './signals-list.js';

start(false);
list.start();
// keeps the place of the chips until they come
document.querySelector('sr-filters')?.classList.toggle('tall', list.state.text !== '');

// one can type before the rest is there; it comes while the first answer is on its way
Promise.all([learn('found'), learn('filters')]).then(() => Promise.all([import('./signals-table.js'), import('./signals-bar.js')]));
learn('banner').then(() => import('./banner.js'));

// one signal with its post: fetched when the first one is opened
list.addEventListener('change', function opened() {
  if (!list.state.open) return;
  list.removeEventListener('change', opened);
  Promise.all([learn('panel'), learn('field'), learn('marks')]).then(() => import('./signals-panel.js'));
});
list.changed();
