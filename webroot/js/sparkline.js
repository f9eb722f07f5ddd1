// @ts-check
import { nothing, svg, html } from 'lit';

const WIDTH = 96;
const HEIGHT = 28;

/**
 * A line of values without axes: decoration beside a figure, so hidden from screen readers.
 *
 * @param {number[]} values
 * @param {string} colour class
 */
export function sparkline(values, colour) {
  if (values.length < 2) return nothing;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map(
    (value, i) => `${((i / (values.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - ((value - low) / span) * (HEIGHT - 4)).toFixed(1)}`,
  );
  return drawing(
    colour,
    svg`<polygon points="0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}" fill="currentColor" opacity="0.12" /><polyline points=${points.join(' ')} fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round" stroke-linecap="round" vector-effect="non-scaling-stroke" />`,
  );
}

/**
 * Bars for values that are counts, or have no order in time.
 *
 * @param {number[]} values
 * @param {string} colour class
 */
export function sparkbars(values, colour) {
  if (values.length < 2) return nothing;
  const top = Math.max(...values) || 1;
  const step = WIDTH / values.length;
  return drawing(
    colour,
    values.map((value, i) => {
      const height = Math.max(2, (value / top) * (HEIGHT - 2));
      return svg`<rect x=${i * step + 1} y=${HEIGHT - height} width=${Math.max(1, step - 2)} height=${height} rx="1.5" fill="currentColor" />`;
    }),
  );
}

/** @param {string} colour @param {unknown} shapes */
const drawing = (colour, shapes) =>
  html`<svg class="h-7 w-full max-w-24 ${colour}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${shapes}</svg>`;
