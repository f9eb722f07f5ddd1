// @ts-check
// The same call in other channels: who was first, how far apart, how it turned out for whom.
/** @typedef {import('./types.js').Signal & { copyOf?: { id: string, likeness: number } }} Call */
import { html, nothing } from 'lit';
import { get } from './api.js';
import { formatMoment, formatPercent } from './format.js';
import { t } from './i18n.js';
import { Load } from './load.js';
import { outcomeMark } from './outcome.js';
import { CALLS } from './outcomes.js';
import { Part, Watching, skeleton, trouble } from './parts.js';
import { formatDuration } from './sentences.js';
import { channelName, entryText } from './signal-words.js';
import { store } from './store.js';

const LOOK_AGAIN_AFTER = 2_000;

class Elsewhere extends Part {
  static properties = { signal: { attribute: false } };

  constructor() {
    super();
    /** @type {Call} */
    this.signal = /** @type {any} */ (null);
    /** @type {Load<{ data: Call[], copyOf?: Call['copyOf'] }>} */
    this.load = new Load(this);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.looking = undefined;
    new Watching(this, [[store, 'envelope']], (event) => this.#heard(/** @type {CustomEvent} */ (event).detail));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.looking);
    this.looking = undefined;
  }

  /** Somebody may have called the same now. @param {import('./types.js').Envelope} envelope */
  #heard({ type, data }) {
    const another = type === 'signal.created' && data.id !== this.signal.id;
    if (another && data.symbol === this.signal.symbol) {
      this.looking ??= setTimeout(() => {
        this.looking = undefined;
        this.load.renew();
      }, LOOK_AGAIN_AFTER);
    }
  }

  get #asks() {
    return this.signal.symbol && CALLS.includes(this.signal.kind);
  }

  willUpdate() {
    if (this.#asks) this.load.want(this.signal.id, () => get(`/signals/${this.signal.id}/elsewhere`));
  }

  render() {
    if (!this.#asks) return nothing;
    return html`<section class="card one-table" aria-labelledby="one-elsewhere"><h2 id="one-elsewhere">${t('one.elsewhere')}</h2>${this.#content()}</section>`;
  }

  #content() {
    const { value, error } = this.load;
    if (error) return trouble(error, this.load.again);
    if (!value) return skeleton(3, 'h-8');
    if (!value.data.length) return html`<p class="one-pad text-text2">${t('one.elsewhere.none')}</p>`;
    const own = { ...this.signal, copyOf: value.copyOf };
    const calls = [...value.data, own].sort((a, b) => Date.parse(a.postedAt) - Date.parse(b.postedAt) || a.id.localeCompare(b.id));
    return html`<p class="one-pad text-sm text-text2">${this.#first(calls)}</p>
      <div class="overflow-x-auto" tabindex="0" role="region" aria-labelledby="one-elsewhere"><table class="data-table">
        <thead><tr>${['channel', 'when', 'entry', 'outcome'].map((name) => html`<th scope="col">${t(`one.elsewhere.${name}`)}</th>`)}</tr></thead>
        <tbody>${calls.map((call, i) => this.#row(call, i === 0))}</tbody>
      </table></div>`;
  }

  /** @param {Call[]} calls the earliest first */
  #first(calls) {
    const [first] = calls;
    if (first.id === this.signal.id) return t('one.elsewhere.own', { n: calls.length - 1 });
    const place = calls.findIndex(({ id }) => id === this.signal.id) + 1;
    const [before, behind] = t('one.elsewhere.other', { channel: '\n', place, n: calls.length }).split('\n');
    return html`${before}<bdi>${channelName(first)}</bdi>${behind}`;
  }

  /** @param {Call} call @param {boolean} first */
  #row(call, first) {
    const own = call.id === this.signal.id;
    const name = html`<bdi>${channelName(call)}</bdi>`;
    return html`<tr aria-current=${own ? 'true' : nothing}>
      <td><span class="flex flex-wrap items-center gap-1.5">${own ? html`<span class="font-medium">${name}</span><span class="chip chip-accent">${t('one.elsewhere.this')}</span>` : html`<a class="link" href="/signals/${call.id}">${name}</a>`}${first ? html`<span class="chip chip-bull">${t('one.elsewhere.first')}</span>` : nothing}${call.copyOf ? html`<span class="chip chip-warn">${t('one.elsewhere.copy', { likeness: formatPercent(call.copyOf.likeness) })}</span>` : nothing}</span></td>
      <td class="num"><time datetime=${call.postedAt} title=${formatMoment(new Date(call.postedAt))}>${own ? formatMoment(new Date(call.postedAt), 'short') : this.#apart(call)}</time></td>
      <td class="num">${entryText(call) || '–'}</td>
      <td><span class="flex flex-wrap items-center gap-1.5">${outcomeMark(call)}</span></td>
    </tr>`;
  }

  /** @param {Call} call */
  #apart(call) {
    const seconds = (Date.parse(call.postedAt) - Date.parse(this.signal.postedAt)) / 1000;
    if (!seconds) return t('one.elsewhere.same');
    return t(seconds < 0 ? 'one.elsewhere.earlier' : 'one.elsewhere.later', { span: formatDuration(Math.abs(seconds)) });
  }
}

customElements.define('sr-elsewhere', Elsewhere);
