// @ts-check
// What a pattern says, in one sentence.
import { hourText, nameOf } from './analytics-evidence.js';
import { formatPercent, formatSigned } from './format.js';
import { language, t } from './i18n.js';
import { formatDuration, isolated } from './sentences.js';

/** @typedef {import('./analytics-evidence.js').Pattern} Pattern */

const NAMED = 3;
const hundredths = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });

/** @type {Record<string, (evidence: any, pattern: Pattern) => string>} */
const SAY = {
  burst: (it, { symbol }) => sentence('burst', { symbol, n: it.calls, channels: it.channels, hours: it.windowHours, expected: formatted(it.expected, hundredths.format) }),
  consensus: (it, { symbol }) => sentence(`consensus.${it.side}`, { symbol, n: it.voices, time: formatted(it.seconds, formatDuration) }),
  copy_network: (it, pattern) => {
    const { follower, first, copies, medianLagSeconds } = it.pairs?.[0] ?? {};
    const name = (/** @type {string} */ id) => nameOf(pattern, id);
    return sentence(it.channels > 2 ? 'copies.many' : 'copies', { follower: formatted(follower, name), first: formatted(first, name), n: copies, lag: formatted(medianLagSeconds, formatDuration), channels: it.channels });
  },
  pump_stage: (it, pattern) => {
    const said = sentence(`pump.${it.stage}`, { channel: firstChannel(pattern) });
    return said && `${said}${pattern.symbol ? `: ${pattern.symbol}` : ''}.`;
  },
  sentiment_turn: (it, { symbol }) => sentence('turn', { symbol: symbol ?? t('analysis.headline.allTokens'), now: formatted(it.share, formatPercent), before: formatted(it.shareBefore, formatPercent) }),
  hour_habit: (it, pattern) => sentence('habit', { who: firstChannel(pattern) ?? pattern.symbol, share: formatted(it.share, formatPercent), n: it.hours?.length, list: it.hours?.slice(0, NAMED).map(hourText).join(', ') }),
  exit_run_up: (it, pattern) => {
    const channel = firstChannel(pattern);
    if ('afterRun' in it) return sentence('exit', { channel, after: it.afterRun, n: it.calls });
    const runs = [['hour', it.runUp1h], ['day', it.runUp24h]].filter(([, run]) => run != null).map(([name, run]) => t(`analysis.headline.run.${name}`, { run: formatSigned(run) }));
    return sentence(`late.${it.side}`, { channel, symbol: pattern.symbol, runs: runs.join(', ') || undefined });
  },
};

/** A value in its form, if there is one. @template V @param {V | null | undefined} value @param {(value: V) => string} format */
const formatted = (value, format) => (value == null ? undefined : format(value));

/** The name of the channel that it is about first, if it has one. @param {Pattern} pattern */
const firstChannel = (pattern) => formatted(pattern.channels.find((it, place) => place === 0 && (it.title || it.username))?.id, (id) => nameOf(pattern, id));

/** Empty if there is no such sentence, or if something in it is not known. @param {string} name @param {Record<string, unknown>} gaps */
function sentence(name, gaps) {
  const key = `analysis.headline.${name}`;
  const text = t(key, gaps);
  return text === key || Object.values(gaps).some((gap) => gap == null) ? '' : text;
}

/** In the page's language; empty for a kind or evidence that is new here. @param {Pattern} pattern */
export const headline = (pattern) => SAY[pattern.kind]?.(pattern.evidence, pattern) ?? '';

/** The server's sentence, its channels' names kept apart. @param {Pattern & { title: string }} pattern */
export const titleOf = ({ title, channels }) => channels.reduce((text, channel) => (channel.title ? text.replaceAll(channel.title, () => isolated(channel.title ?? '')) : text), title);
