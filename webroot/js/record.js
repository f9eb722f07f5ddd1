// @ts-check
import { nothing } from 'lit';
import { tile } from './counters.js';
import { formatCount, formatPercent } from './format.js';
import { t, word } from './i18n.js';
import { month } from './month.js';
import { OVER, RUNNING } from './outcomes.js';
import { Part, Watching } from './parts.js';
import { intervalText, isThin } from './share.js';
import { sparkbars, sparkline } from './sparkline.js';

const DAY = 86_400_000;
const WEEK = 7;
const ENOUGH = 6; // fewer days with results make no line

/** A figure of the last 30 days. */
class Figure extends Part {
  constructor() {
    super();
    new Watching(this, [[month, 'change']]);
  }

  connectedCallback() {
    super.connectedCallback();
    month.start();
  }

  /** @param {string} name @param {string} figure @param {string} under @param {unknown} [drawing] @param {string[]} [outcome] states of the calls that it counts */
  tile(name, figure, under, drawing = nothing, outcome) {
    const stated = month.origin === 'witnessed' ? under : t('record.of', { origin: word('origin', month.origin), figures: under });
    if (month.answer) {
      const { from, to } = month.answer;
      return tile(t(name), figure, stated, drawing, outcome && `/signals?${new URLSearchParams({ from, to, origin: month.origin, outcome: outcome.join(',') })}`);
    }
    return tile(t(name), '–', month.error ? t(month.error.message) : t('record.wait'), nothing);
  }
}

/** The share of results above 0, with how many there are and how far off it may be. */
class WinRate extends Figure {
  render() {
    const share = month.answer?.summary.winRate ?? null;
    if (!share) return this.tile('record.winRate', '–', t('record.none'));
    const under = t(isThin(share) ? 'record.few' : 'record.results', { n: share.of, interval: intervalText(share) });
    const line = byWeeks();
    return this.tile('record.winRate', formatPercent(share.share), under, line.length >= ENOUGH ? sparkline(line, 'text-accent-text') : nothing, OVER);
  }
}

/** The days of the period, also those without a signal. */
function days() {
  if (!month.answer) return [];
  const { from, to, series } = month.answer;
  const told = new Map(series.map((day) => [Date.parse(day.at), day]));
  const all = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += DAY) all.push(told.get(at) ?? { winRate: null, outcomes: {} });
  return all;
}

/** Of each day the share of results of the week up to it: single days have too few. */
function byWeeks() {
  const rates = days().map(({ winRate }) => winRate);
  const shares = rates.map((_, i) => {
    const week = rates.slice(Math.max(0, i - WEEK + 1), i + 1);
    return week.reduce((sum, day) => sum + (day?.hits ?? 0), 0) / week.reduce((sum, day) => sum + (day?.of ?? 0), 0);
  });
  return shares.filter((share) => !Number.isNaN(share));
}

/** Calls that may still win or lose. */
class Running extends Figure {
  render() {
    const { open = 0, waiting = 0 } = month.answer?.summary.outcomes ?? {};
    const begun = days().map(({ outcomes }) => (outcomes.open ?? 0) + (outcomes.waiting ?? 0));
    const drawing = open + waiting ? sparkbars(begun, 'text-info') : nothing;
    return this.tile('record.open', formatCount(open + waiting), t('record.waiting', { n: waiting }), drawing, RUNNING);
  }
}

customElements.define('sr-win-rate', WinRate);
customElements.define('sr-running', Running);
