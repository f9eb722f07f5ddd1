// @ts-check
// The numbers behind a pattern, in sentences.
import { formatClock, formatCompact, formatCount, formatPercent, formatSigned } from './format.js';
import { language, t, word } from './i18n.js';
import { formatDuration, isolated } from './sentences.js';
import { intervalText } from './share.js';
import { dayName } from './week.js';

/** @typedef {{ kind: string, symbol: string | null, channels: { id: string, username?: string, title?: string }[], evidence: any, to: string }} Pattern */

const HOURS = 6;
const PAIRS = 4;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const digits = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });

/** Such as "1 in 3.2 million", or "1 in 10¹⁹". @param {number} log10P */
const odds = (log10P) => (log10P > -12 ? formatCompact(10 ** -log10P) : `10${[...String(Math.round(-log10P))].map((digit) => RAISED[Number(digit)]).join('')}`);

/** @param {{ share: number, interval?: any }} it */
const share = ({ share: ratio, interval }) => `${formatPercent(ratio)}${interval ? ` (${intervalText(interval)})` : ''}`;

/** @param {{ stage: string, at: string }} it */
const stageText = ({ stage, at }) => `${word('event', stage)} ${formatClock(new Date(at))}`;

/** @param {{ hour: string, calls: number }} it */
const countedHour = (it) => `${hourText(it)} (${formatCount(it.calls)})`;

/** The server's "Mon 17:00" in the page's language. @param {{ hour: string }} it */
export function hourText({ hour }) {
  const [day, clock] = hour.split(' ');
  return DAYS.includes(day) ? `${dayName(DAYS.indexOf(day))} ${clock}` : hour;
}

/** @param {any} pair @param {Pattern} pattern */
const copies = ({ follower, first, copies: n, medianLagSeconds, sameSecond }, pattern) =>
  t('analysis.copy.pair', { follower: nameOf(pattern, follower), first: nameOf(pattern, first), n, lag: formatDuration(medianLagSeconds), same: sameSecond });

/** @type {Record<string, (evidence: any, pattern: Pattern) => string[]>} */
const TELL = {
  burst: (it) => [
    t('analysis.burst.calls', { n: it.calls, hours: it.windowHours, expected: digits.format(it.expected), past: it.pastCalls }),
    t('analysis.voices', { n: it.channels, voices: it.voices }),
    t('analysis.oddsOf', { odds: odds(it.log10PCorrected ?? it.log10P), n: it.tokens }),
  ],
  consensus: (it) => [
    t('analysis.consensus.calls', { n: it.calls, side: word('side', it.side), time: formatDuration(it.seconds), expected: digits.format(it.expected) }),
    t('analysis.voices', { n: it.channels, voices: it.voices }),
    t('analysis.odds', { odds: odds(it.log10P) }),
  ],
  copy_network: (it, pattern) => [
    ...(it.pairs.length > 1 ? it.pairs.slice(0, PAIRS).map((/** @type {any} */ pair) => copies(pair, pattern)) : []),
    ...it.followers.slice(0, PAIRS).map((/** @type {any} */ one) => t('analysis.copy.share', { follower: nameOf(pattern, one.channel), n: one.copies, calls: one.calls, share: share(one) })),
  ],
  pump_stage: (it) => [
    t('analysis.pump.stages', { stages: it.stages.map(stageText).join(' → ') }),
    ...(it.alerts > 1 ? [t('analysis.pump.alerts', { n: it.alerts, time: formatDuration(60 * it.minutes) })] : []),
  ],
  sentiment_turn: (it) => [
    t('analysis.turn.now', { bullish: it.bullish, n: it.directed, share: share(it) }),
    t('analysis.turn.before', { bullish: it.bullishBefore, n: it.directedBefore, share: share({ share: it.shareBefore, interval: it.intervalBefore }) }),
    ...('log10PCorrected' in it ? [t('analysis.odds', { odds: odds(it.log10PCorrected) })] : []),
  ],
  hour_habit: (it) => [
    t('analysis.habit.share', { inside: it.inside, n: it.calls, hours: it.hours.length, share: share(it), even: formatPercent(it.evenShare) }),
    t('analysis.habit.hours', { list: it.hours.slice(0, HOURS).map(countedHour).join(', ') }),
  ],
  exit_run_up: (it) => ('afterRun' in it ? [
    t('analysis.exit.share', { after: it.afterRun, n: it.calls, share: share(it) }),
    ...(it.runUps24h?.mean == null ? [] : [t('analysis.exit.typical', { mean: formatSigned(it.runUps24h.mean), median: formatSigned(it.runUps24h.median ?? it.runUps24h.mean) })]),
  ] : [t('analysis.exit.single', { hour: percent(it.runUp1h), day: percent(it.runUp24h) })]),
};

/** @param {number | null | undefined} value */
const percent = (value) => (value == null ? t('analysis.unknown') : formatSigned(value));

/** @param {Pattern} pattern @param {string} id of a channel */
export function nameOf({ channels }, id) {
  const channel = channels.find((it) => it.id === id);
  return isolated(channel?.title || channel?.username || id);
}

/** What a pattern rests on; of a kind that is new here, its numbers as they are. @param {Pattern} pattern @returns {string[]} */
export function told(pattern) {
  const tell = TELL[pattern.kind];
  if (tell) return tell(pattern.evidence, pattern);
  return Object.entries(pattern.evidence).filter(([, value]) => typeof value === 'number').map(([name, value]) => `${name}: ${tenths.format(value)}`);
}
