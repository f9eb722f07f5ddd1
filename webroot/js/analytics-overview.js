// @ts-check
import './analytics-heat.js';
import './analytics-outcomes.js';
import { html } from 'lit';
import { figures } from './analytics-figures.js';
import { disclosure, emptied, freshness, sentences } from './analytics-parts.js';
import { stepOf } from './analytics-step.js';
import { view, watchView } from './analytics-view.js';
import { t, word } from './i18n.js';
import { Load, fetchKept } from './kept.js';
import { Part, announce, skeleton, trouble } from './parts.js';

/** The figures of a period, what became of its calls step by step, and at which hours. */
class Overview extends Part {
  constructor() {
    super();
    /** @type {Load<Awaited<ReturnType<typeof fetchKept>>>} */
    this.load = new Load(this);
    this.said = '';
    watchView(this);
  }

  willUpdate() {
    const query = { ...view.range, bucket: stepOf(view.span), origin: view.origin };
    this.load.want(JSON.stringify(query), () => fetchKept('/analytics/historical', query));
    const answer = this.load.value?.body;
    if (!answer || this.load.stale || this.said === answer.from) return;
    if (this.said) announce(t('analysis.announced', { n: answer.summary.signals }));
    this.said = answer.from;
  }

  render() {
    const { value, error, stale, again } = this.load;
    if (error) return html`<section class="card">${trouble(error, again)}</section>`;
    if (!value) return html`<div class="stack" aria-hidden="true"><div class="figures">${Array.from({ length: 7 }, (_, i) => html`<div class="card figure pt-5 ${i === 4 ? 'figure-wide' : ''}">${skeleton(2, 'h-6')}</div>`)}</div>
      <section class="card chart-card pt-5">${skeleton(1, 'h-[260px]')}</section></div>`;
    const { body, kept } = value;
    const { origin } = view;
    return html`<div class="stack ${stale ? 'dimmed' : ''}" aria-busy=${stale}>
      ${figures(body)}
      ${body.summary.signals ? html`
        <sr-outcomes .steps=${body.series} .from=${body.from} .to=${body.to} .bucket=${body.bucket} .filters=${{ origin }}></sr-outcomes>
        <sr-heat .from=${body.from} .to=${body.to} .origin=${origin}></sr-heat>` : html`<section class="card">${nothingHeard(origin)}</section>`}
      ${disclosure(t('analysis.rests'), sentences(['analysis.rests.origin', 'analysis.rests.win', 'analysis.rests.open', 'analysis.rests.before', 'analysis.rests.fate', 'analysis.rests.links'], { origin: word('origin', origin) }))}
      ${freshness(kept)}
    </div>`;
  }
}

/** @param {string} origin */
const nothingHeard = (origin) => emptied(
  t('analysis.empty', { origin: word('origin', origin).toLowerCase() }),
  html`${t('analysis.empty.next')} ${view.get('from') === '-90d' ? '' : html`<a class="link" href=${view.href({ from: '-90d', to: undefined })}>${t('analysis.empty.longer')}</a>`}`,
);

customElements.define('sr-overview', Overview);
