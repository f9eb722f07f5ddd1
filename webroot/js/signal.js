// @ts-check
import { learn, t } from './i18n.js';
import { toast } from './parts.js';
import { start } from './shell.js';

start(false);

// where there is no such signal, the server has said so
if (!document.querySelector('[data-missing]')) {
  Promise.all([learn('one'), learn('panel'), learn('basis'), learn('field'), learn('marks')])
    .then(() => import('./signal-page.js'))
    .catch(() => toast(t('error.unreachable')));
}
