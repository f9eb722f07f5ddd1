// @ts-check
import './counters.js';
import './feed.js';
import './hourly.js';
import './trending.js';
import { start } from './shell.js';
import { store } from './store.js';

const NEAR = '600px';

start();

// they have nothing to say before the first answer
store.addEventListener('change', () => Promise.all([import('./banner.js'), import('./sources.js')]), { once: true });

// the table is below the first screen: its code comes when someone comes near
const recent = document.querySelector('sr-recent');
const approach = new IntersectionObserver(
  ([entry]) => {
    if (!entry.isIntersecting) return;
    approach.disconnect();
    import('./recent.js');
  },
  { rootMargin: NEAR },
);
if (recent) approach.observe(recent);

// only a first start needs it
store.addEventListener('change', function welcome() {
  if (store.status?.totals.signals !== 0) return;
  store.removeEventListener('change', welcome);
  import('./welcome.js');
});
