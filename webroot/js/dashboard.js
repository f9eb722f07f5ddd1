// @ts-check
import './banner.js';
import './counters.js';
import './feed.js';
import './hourly.js';
import './recent.js';
import './sources.js';
import './trending.js';
import './welcome.js';
import { start } from './shell.js';

start();
