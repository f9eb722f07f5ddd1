// @ts-check
// Everything that needs Chart.js. Import it with import() when there is a chart to draw; colours are the page's tokens.
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);
Chart.defaults.font.family = 'Inter, system-ui, sans-serif';
Chart.defaults.font.size = 12;
Chart.defaults.maintainAspectRatio = false;
if (matchMedia('(prefers-reduced-motion: reduce)').matches) Chart.defaults.animation = false;

const token = (/** @type {string} */ name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/**
 * Bars whose parts stand on each other. The caller fills `data.labels` and each set's `data` and calls `update`.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {{ label: string, colour: string }[]} parts from the bottom up; the colour is a token's name
 */
export function stackedBars(canvas, parts) {
  const line = token('line');
  const ticks = { color: token('muted') };
  return new Chart(canvas, {
    type: 'bar',
    data: { labels: [], datasets: parts.map(dataset) },
    options: {
      interaction: { mode: 'index', intersect: false },
      plugins: { legend: { display: false }, tooltip: { usePointStyle: true, boxPadding: 4 } },
      scales: {
        x: { stacked: true, grid: { display: false }, border: { color: line }, ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 16 } },
        y: { stacked: true, beginAtZero: true, border: { display: false }, grid: { color: line }, ticks: { ...ticks, precision: 0, maxTicksLimit: 5 } },
      },
    },
  });
}

/** @param {{ label: string, colour: string }} part */
const dataset = ({ label, colour }) => ({
  label,
  data: [],
  backgroundColor: token(colour),
  // touching parts have too little contrast between them, so a gap in the colour of the surface separates them
  borderColor: token('surface'),
  borderWidth: { top: 1, bottom: 1, left: 0, right: 0 },
  borderSkipped: /** @type {const} */ (false),
  borderRadius: 3,
  categoryPercentage: 0.92,
  barPercentage: 0.86,
  maxBarThickness: 28,
});
