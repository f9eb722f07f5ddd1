// @ts-check
/** A post and what is read in it, drawn before anything was pasted. Nothing is asked for it. */
export const SAMPLE_TEXT = '#SOL/USDT LONG 🚀\nEntry 182.40 – 184.50\nTP 191.50\nSL 176.90';

/** @param {string} field @param {number} index @param {string} slice */
function span(field, index, slice) {
  const start = SAMPLE_TEXT.indexOf(slice);
  return { field, index, start, end: start + slice.length, confidence: 1 };
}

/** @type {import('./types.js').ReadSignal} */
export const SAMPLE = {
  kind: 'trade_signal',
  confidence: 1,
  entries: ['182.40', '184.50'],
  targets: ['191.50'],
  spans: [
    span('symbol', 0, '#SOL/USDT'),
    span('side', 0, 'LONG'),
    span('entries', 0, '182.40'),
    span('entries', 1, '184.50'),
    span('targets', 0, '191.50'),
    span('stopLoss', 0, '176.90'),
  ],
};
