// @ts-check
/** @typedef {import('./types.js').Signal} Signal */
import { html, nothing } from 'lit';
import { formatR, formatSigned } from './format.js';
import { t, word } from './i18n.js';
import { Part, toast } from './parts.js';

/** @type {Record<string, [string, string]>} sign and colour of a look */
const LOOKS = {
  waiting: ['…', 'chip-plain'],
  open: ['◐', 'chip-info'],
  target: ['✓', 'chip-bull'],
  stopped: ['✕', 'chip-bear'],
  expired: ['◷', 'chip-warn'],
  unfilled: ['○', 'chip-plain'],
  no_data: ['?', 'chip-plain'],
};

const FIRST_PRICES = 5 * 60_000;

/** Whether the server measures it. @param {Signal} signal */
const measured = ({ kind, symbol, side }) => symbol && (kind === 'token_launch' || (kind === 'trade_signal' && side));

/** No price can be known in the first minutes. @param {Signal} signal */
function early({ outcome, origin, firstSeenAt, postedAt }) {
  const arrival = outcome?.arrival ?? (origin === 'witnessed' ? firstSeenAt : postedAt);
  return Date.now() - Date.parse(arrival) < FIRST_PRICES;
}

/** Which chip a signal has, if any; a call waits for its first prices whether it has a row yet or not. @param {Signal} signal */
export function lookOf(signal) {
  const { outcome } = signal;
  if (!outcome) return measured(signal) && early(signal) ? 'waiting' : '';
  const { state, reason, targetsHit } = outcome;
  if (state === 'no_data' && reason === 'no_prices' && early(signal)) return 'waiting';
  return state === 'all_targets' || (state === 'open' && targetsHit > 0) ? 'target' : state;
}

/**
 * How a call turned out by prices: sign, word and result, never by colour alone.
 *
 * @param {Signal} signal
 * @param {unknown} [none] what a signal without an outcome shows
 */
export function outcomeChip(signal, none = nothing) {
  const look = lookOf(signal);
  return look ? html`<sr-outcome .signal=${signal} .look=${look}></sr-outcome>` : none;
}

/** The same without what opens it. @param {Signal} signal */
export function outcomeMark(signal) {
  const look = lookOf(signal);
  if (!look) return nothing;
  const [sign, style] = LOOKS[look] ?? LOOKS.no_data;
  return html`<span class="chip ${style}"><span aria-hidden="true">${sign}</span>${nameOf(look, signal.outcome)}</span>${result(signal.outcome)}`;
}

/** @param {string} look @param {import('./types.js').Outcome | undefined} outcome */
const nameOf = (look, outcome) => (look === 'target' ? t('outcome.target', { hit: outcome?.targetsHit, of: outcome?.targets }) : word('outcome', look));

/** A chip that opens what its outcome rests on; that part is fetched when the chip is first used. */
export class OutcomeChip extends Part {
  static properties = { signal: { attribute: false }, look: { attribute: false }, open: { state: true } };

  constructor() {
    super();
    /** @type {((chip: OutcomeChip) => unknown) | undefined} draws the popover once there is one */
    this.basis = undefined;
    this.asked = false;
    this.signal = /** @type {Signal} */ ({});
    this.look = '';
    this.open = false;
  }

  render() {
    const { outcome } = this.signal;
    const [sign, style] = LOOKS[this.look] ?? LOOKS.no_data;
    const name = nameOf(this.look, outcome);
    return html`<button class="outcome" type="button" aria-haspopup="dialog" aria-expanded=${this.open} data-outcome=${outcome?.state ?? this.look} @click=${this.#clicked}><span class="chip ${style}"><span aria-hidden="true">${sign}</span><span class="underline decoration-dotted">${name}</span></span>${result(outcome)}</button>
      ${this.basis?.(this)}`;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.open = false; // a popover that leaves the page closes without a word
  }

  /** The first click only; later ones are the browser's business. */
  #clicked(/** @type {Event} */ event) {
    if (this.basis) return;
    event.preventDefault();
    if (this.asked) return;
    this.asked = true;
    import('./basis.js')
      .then(({ show }) => show(this))
      .catch(() => toast(t('error.unreachable')))
      .finally(() => (this.asked = false));
  }
}

/** @param {import('./types.js').Outcome | undefined} outcome R, or percent where the call gives no stop */
function result({ r, percent } = /** @type {any} */ ({})) {
  const value = r ?? percent;
  if (value === undefined) return nothing;
  const colour = value > 0 ? 'text-bull' : value < 0 ? 'text-bear' : '';
  return html`<span class="num text-sm font-medium whitespace-nowrap ${colour}">${r === undefined ? formatSigned(value) : formatR(value)}</span>`;
}

customElements.define('sr-outcome', OutcomeChip);
