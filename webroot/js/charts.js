// @ts-check
// Everything that needs Chart.js. Import it with import() when there is a chart to draw; colours are the page's tokens.
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);
Chart.defaults.font.family = 'Inter, system-ui, sans-serif';
Chart.defaults.font.size = 12;
Chart.defaults.maintainAspectRatio = false;
Chart.defaults.animation = matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 180 };

export { Chart };

/** The value of a colour of the page. @param {string} name without dashes before it */
export const token = (/** @type {string} */ name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/**
 * Bars whose parts stand on each other. The caller fills `data.labels` and each set's `data` and calls `update`.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {{ label: string, colour: string, hatched?: boolean }[]} parts from the bottom up; the colour is a token's name
 * @param {(part: number, bar: number) => void} [pick] what a click on a part of a bar does
 */
export function stackedBars(canvas, parts, pick) {
  const line = token('line');
  const ticks = { color: token('muted') };
  return new Chart(canvas, {
    type: 'bar',
    data: { labels: [], datasets: parts.map(dataset) },
    options: {
      interaction: { mode: 'index', intersect: false },
      ...(pick && picking(pick)),
      plugins: { legend: { display: false }, tooltip: { usePointStyle: true, boxPadding: 4 } },
      scales: {
        x: { stacked: true, grid: { display: false }, border: { color: line }, ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 16 } },
        y: { stacked: true, beginAtZero: true, border: { display: false }, grid: { color: line }, ticks: { ...ticks, precision: 0, maxTicksLimit: 5 } },
      },
    },
  });
}

/** @param {(part: number, bar: number) => void} pick */
function picking(pick) {
  const hit = (/** @type {any} */ event, /** @type {Chart} */ chart) => chart.getElementsAtEventForMode(event, 'nearest', { intersect: true }, true)[0];
  return {
    onClick(/** @type {any} */ event, /** @type {unknown} */ _, /** @type {Chart} */ chart) {
      const part = hit(event, chart);
      if (part) pick(part.datasetIndex, part.index);
    },
    onHover(/** @type {any} */ event, /** @type {unknown} */ _, /** @type {Chart} */ chart) {
      chart.canvas.style.setProperty('cursor', hit(event, chart) ? 'pointer' : '');
    },
  };
}

/** Stripes, for a part that no colour is left for. @param {string} colour */
function hatch(colour) {
  const tile = Object.assign(document.createElement('canvas'), { width: 6, height: 6 });
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext('2d'));
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (const x of [-3, 3]) {
    pen.moveTo(x - 1, 7);
    pen.lineTo(x + 7, -1);
  }
  pen.stroke();
  return /** @type {CanvasPattern} */ (pen.createPattern(tile, 'repeat'));
}

/** @param {{ label: string, colour: string, hatched?: boolean }} part */
const dataset = ({ label, colour, hatched }) => ({
  label,
  data: [],
  backgroundColor: hatched ? hatch(token(colour)) : token(colour),
  // touching parts have too little contrast between them, so a gap in the colour of the surface separates them
  borderColor: token('surface'),
  borderWidth: { top: 1, bottom: 1, left: 0, right: 0 },
  borderSkipped: /** @type {const} */ (false),
  borderRadius: 3,
  categoryPercentage: 0.92,
  barPercentage: 0.86,
  maxBarThickness: 28,
});
