// @ts-check
import './playground-post.js';
import { t } from './i18n.js';
import { bringInto, toast } from './parts.js';
import { reading } from './playground-reading.js';
import { start } from './shell.js';

start(false);
reading.start(() => toast(t('playground.brokenLink')));

// drawing what was read is a third of the page: one can write before it is there
bringInto('sr-read-post', () => import('./playground-result.js'));
