// @ts-check
import './banner.js';
import './counters.js';
import './feed.js';
import './hourly.js';
import './recent.js';
import './sources.js';
import './trending.js';
import { start } from './shell.js';
import { store } from './store.js';

start();

// only a first start needs it
store.addEventListener('change', function welcome() {
  if (store.status?.totals.signals !== 0) return;
  store.removeEventListener('change', welcome);
  import('./welcome.js');
});
