// @ts-check
// Candles with the prices of a plan. Import it with import() when there is something to draw.
import { Chart, token } from './charts.js';

/**
 * @typedef {{ open: number, high: number, low: number, close: number, name: string }} Candle
 * @typedef {{ at: number, label: string, colour: string, dash: number[] }} Line a price over the whole width
 * @typedef {{ index: number, price: number, colour: string, shape: 'in' | 'out' }} Mark something that was bought or sold
 * @typedef {{ candles: Candle[], lines: Line[], marks: Mark[], post: { index: number, label: string } | null, price: (value: number) => string }} Picture
 */

const PAD = 0.06;
const LABEL = 18;
const ROOMY = 600;
const FONT = `500 11px ${Chart.defaults.font.family}`;

/**
 * Wicks and bodies are two sets of floating bars; a body is hollow where the price rose, so that colour is not all that
 * tells.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Picture} picture
 */
export function candleChart(canvas, picture) {
  const { candles, price } = picture;
  const left = (canvas.parentElement?.clientWidth ?? 0) < ROOMY ? 4 : gutter(canvas, picture.lines);
  const colours = candles.map(({ open, close }) => token(close >= open ? 'chart-bull' : 'chart-bear'));
  const muted = token('muted');
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: candles.map(({ name }) => name),
      datasets: [
        { data: candles.map(({ low, high }) => [low, high]), backgroundColor: colours, barThickness: 1, grouped: false },
        { data: candles.map(({ open, close }) => [open, close]), backgroundColor: candles.map(({ open, close }, i) => (close >= open ? token('surface') : colours[i])), borderColor: colours, borderWidth: 1, borderSkipped: false, minBarLength: 1, categoryPercentage: 1, barPercentage: 0.72, maxBarThickness: 14, grouped: false },
      ],
    },
    options: {
      animation: false, // the picture is made anew whenever something changes
      layout: { padding: { top: 12, left } },
      interaction: { mode: 'index', intersect: false },
      plugins: { legend: { display: false }, tooltip: { displayColors: false, filter: ({ datasetIndex }) => datasetIndex === 1, callbacks: { label: ({ dataIndex }) => told(candles[dataIndex], price) } } },
      scales: {
        x: { grid: { display: false }, border: { color: token('line') }, ticks: { color: muted, maxRotation: 0, autoSkipPadding: 28 } },
        y: { position: 'right', beginAtZero: false, ...range(picture), border: { display: false }, grid: { color: token('line') }, ticks: { color: muted, maxTicksLimit: 7, includeBounds: false, callback: (value) => price(Number(value)) } },
      },
    },
    plugins: [{ id: 'plan', afterDatasetsDraw: (chart) => drawPlan(chart, picture) }],
  });
}

/** Room for the names of the prices, where there is enough for both. @param {HTMLCanvasElement} canvas @param {Line[]} lines */
function gutter(canvas, lines) {
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  ctx.font = FONT;
  return Math.max(0, ...lines.map(({ label }) => ctx.measureText(label).width)) + 18;
}

/** @param {Candle} candle @param {(value: number) => string} price */
const told = ({ open, high, low, close }, price) => `${price(open)} → ${price(close)} (${price(low)} – ${price(high)})`;

/** @param {Picture} picture */
function range({ candles, lines }) {
  const all = [...candles.flatMap(({ low, high }) => [low, high]), ...lines.map(({ at }) => at)];
  const min = Math.min(...all);
  const max = Math.max(...all);
  const pad = PAD * (max - min || max || 1);
  return { min: Math.max(0, min - pad), max: max + pad };
}

/** @param {any} chart @param {Picture} picture */
function drawPlan(chart, { lines, marks, post }) {
  const { ctx, chartArea, scales } = chart;
  ctx.save();
  ctx.font = FONT;
  ctx.textBaseline = 'middle';
  if (post) drawPost(ctx, chartArea, scales.x.getPixelForValue(post.index), post.label);
  let above = -Infinity;
  for (const line of lines.slice().sort((a, b) => b.at - a.at)) {
    const y = scales.y.getPixelForValue(line.at);
    above = Math.max(y, above + LABEL);
    drawLine(ctx, chartArea, y, above, line);
  }
  for (const mark of marks) drawMark(ctx, scales.x.getPixelForValue(mark.index), scales.y.getPixelForValue(mark.price), mark);
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {any} area @param {number} x @param {string} label */
function drawPost(ctx, area, x, label) {
  ctx.strokeStyle = token('control');
  stroke(ctx, [2, 3], [x, area.top], [x, area.bottom]);
  ctx.fillStyle = token('text2');
  const right = x + 6 + ctx.measureText(label).width < area.right;
  ctx.textAlign = right ? 'left' : 'right';
  ctx.fillText(label, right ? x + 6 : x - 6, area.bottom - 10);
}

/** @param {CanvasRenderingContext2D} ctx @param {any} area @param {number} y @param {number} labelY @param {Line} line */
function drawLine(ctx, area, y, labelY, { label, colour, dash }) {
  ctx.strokeStyle = token(colour);
  ctx.lineWidth = 1.5;
  stroke(ctx, dash, [0, y], [area.right, y]);
  const width = ctx.measureText(label).width + 12;
  ctx.fillStyle = token('surface');
  ctx.fillRect(0, labelY - 8, width, 16);
  ctx.fillStyle = token(colour);
  ctx.fillRect(0, labelY - 8, 3, 16);
  ctx.fillStyle = token('text');
  ctx.textAlign = 'left';
  ctx.fillText(label, 7, labelY);
}

/** Into the market a triangle, out of it a cross. @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {Mark} mark */
function drawMark(ctx, x, y, { colour, shape }) {
  const paths = shape === 'in' ? [[[x - 6, y + 5], [x + 6, y + 5], [x, y - 6], [x - 6, y + 5]]] : [[[x - 5, y - 5], [x + 5, y + 5]], [[x - 5, y + 5], [x + 5, y - 5]]];
  for (const [width, name] of /** @type {[number, string][]} */ ([[6, 'surface'], [2.5, colour]])) {
    ctx.lineWidth = width;
    ctx.strokeStyle = token(name);
    for (const [first, ...rest] of paths) stroke(ctx, [], first, ...rest);
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {number[]} dash @param {number[]} first @param {number[][]} rest */
function stroke(ctx, dash, first, ...rest) {
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(first[0], first[1]);
  for (const [x, y] of rest) ctx.lineTo(x, y);
  ctx.stroke();
}
