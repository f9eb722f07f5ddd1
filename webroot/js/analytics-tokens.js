// @ts-check
import './price.js';
import { html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { counted, disclosure, emptied, freshness, sentences, sides } from './analytics-parts.js';
import { signalsLink, view, watchView } from './analytics-view.js';
import { formatCount, formatHundredths } from './format.js';
import { t, word } from './i18n.js';
import { Load, fetchKept } from './kept.js';
import { Late } from './late.js';
import { NEWS } from './outcomes.js';
import { Part, skeleton, trouble } from './parts.js';

const ROWS = 20;
const one = () => import('./analytics-token.js');

/** @typedef {{ symbol: string, score: number, attention: number, usual: number, signals: number, bullish: number, bearish: number, channels: number }} Heated */

/** Tokens that are called more than usual, or all about one of them. */
class Tokens extends Part {
  constructor() {
    super();
    /** @type {Load<Awaited<ReturnType<typeof fetchKept>>>} */
    this.load = new Load(this);
    this.late = new Late(this);
    this.led = false; // whoever comes by a link to the method is led there, once
    watchView(this);
  }

  willUpdate() {
    if (view.get('token')) {
      this.late.want(one);
      return;
    }
    const query = { origin: view.origin, limit: ROWS };
    this.load.want(JSON.stringify(query), () => fetchKept('/analytics/trending', query));
  }

  updated() {
    const method = this.querySelector('#method > summary');
    if (this.led || location.hash !== '#method' || !this.load.value || !method) return;
    this.led = true;
    method.scrollIntoView();
    /** @type {HTMLElement} */ (method).focus();
  }

  render() {
    if (view.get('token')) return this.late.drawn(one, html`<sr-token .token=${view.get('token').toUpperCase()}></sr-token>`);
    const { value, error, stale, again } = this.load;
    return html`<div class="stack" aria-busy=${stale}>
      <section class="card overflow-hidden" aria-labelledby="tokens-title">
        <div class="card-head"><h2 id="tokens-title">${t('analysis.trending')}</h2><span class="text-xs text-muted">${t('period.day')}</span></div>
        ${error ? trouble(error, again) : !value ? skeleton(8) : html`<div class=${stale ? 'dimmed' : ''}>${value.body.data.length ? table(value.body) : quiet()}</div>`}
      </section>
      <form class="card token-search no-print" role="search" @submit=${searched}>
        <label for="token-field">${t('analysis.tokens.other')}</label><input id="token-field" class="field" name="token" required maxlength="20" pattern="[^\\s!\\-\\/:@\\[\\]]+" autocapitalize="characters" autocomplete="off" spellcheck="false" placeholder=${t('analysis.tokens.example')} /><button class="btn" type="submit">${t('analysis.tokens.show')}</button>
      </form>
      ${disclosure(t('analysis.tokens.rests'), html`${sentences(['analysis.tokens.rests.score', 'analysis.tokens.rests.attention', 'analysis.tokens.rests.usual', 'analysis.tokens.rests.price'], { origin: word('origin', view.origin) })}${value?.body.data.length ? worked(value.body.data[0]) : ''}`)}
      ${freshness(value?.kept)}
    </div>`;
  }
}

/** @param {SubmitEvent} event */
function searched(event) {
  event.preventDefault();
  const token = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('token')).trim().toUpperCase();
  view.go(view.href({ token }));
}

const quiet = () => emptied(t('analysis.tokens.empty', { origin: word('origin', view.origin).toLowerCase() }), t('analysis.tokens.empty.next'));

/** What the score is the product of. @param {Heated} token */
const factors = ({ attention, usual, channels }) => [Math.log1p(attention), Math.log1p(channels), Math.log1p((attention + 1) / (usual + 1))];

/** The score of the first token, worked out. @param {Heated} token */
function worked(token) {
  const [attention, channels, ratio] = factors(token).map((it) => formatHundredths(it));
  return html`<p class="num">${t('analysis.tokens.worked', { symbol: token.symbol, a: formatHundredths(token.attention), u: formatHundredths(token.usual), c: token.channels, attention, channels, ratio, score: formatHundredths(token.score) })}</p>`;
}

/** @param {{ from: string, data: Heated[] }} body */
const table = ({ from, data }) => html`<table class="data-table board">
  <thead><tr>
    <th scope="col" class="text-right">${t('analysis.column.rank')}</th><th scope="col">${t('analysis.column.token')}</th><th scope="col">${t('analysis.column.heat')}</th>
    <th scope="col" class="from-wide text-right">${t('analysis.column.attention')}</th><th scope="col" class="from-wide text-right">${t('analysis.column.usual')}</th>
    <th scope="col" class="from-wide text-right">${t('analysis.column.channels')}</th><th scope="col" class="from-wide text-right">${t('analysis.column.signals')}</th><th scope="col">${t('analysis.column.price')}</th>
  </tr></thead>
  <tbody>${repeat(data, ({ symbol }) => symbol, (token, i) => line(token, i, data[0].score, from))}</tbody>
</table>`;

/** @param {Heated} token @param {number} i @param {number} top @param {string} from */
function line(token, i, top, from) {
  const { symbol, score, attention, usual, signals, bullish, bearish, channels } = token;
  const list = signalsLink({ token: symbol, origin: view.origin, from, kind: NEWS.join(',') });
  return html`<tr>
    <td class="num text-right text-muted">${i + 1}</td>
    <td><a class="row-link font-semibold" href=${view.href({ token: symbol })}>${symbol}</a>
      <p class="from-narrow num">${t('analysis.tokens.small', { n: signals, channels: formatCount(channels) })}</p></td>
    <td class="score"><span class="num font-medium">${formatHundredths(score)}</span><svg class="score-bar" aria-hidden="true"><rect class="interval-all" width="100%" height="100%" rx="3" /><rect class="fill-accent" width="${top ? (100 * score) / top : 0}%" height="100%" rx="3" /></svg>
      <span class="under wide-only num" title=${t('analysis.tokens.factors')}>${factors(token).map((it) => formatHundredths(it)).join(' × ')}</span></td>
    <td class="from-wide num text-right">${formatHundredths(attention)}</td>
    <td class="from-wide num text-right">${formatHundredths(usual)}</td>
    <td class="from-wide num text-right">${formatCount(channels)}</td>
    <td class="from-wide num text-right">${counted(signals, list, t('analysis.tokens.list', { n: signals, symbol }))}${sides(bullish, bearish)}</td>
    <td><sr-price .token=${symbol} .origin=${view.origin}></sr-price></td>
  </tr>`;
}

customElements.define('sr-tokens', Tokens);
