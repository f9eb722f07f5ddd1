// @ts-check
// Chart.js comes by import() when the first chart is drawn. Colours are the page's tokens, read when they change.

/** @type {Promise<typeof import('chart.js')> | null} */
let loading = null;

const token = (/** @type {string} */ name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The tokens a chart needs, as of now. */
export const colours = () => ({
  bull: token('chart-bull'),
  bear: token('chart-bear'),
  neutral: token('chart-neutral'),
  surface: token('surface'),
  line: token('line'),
  text: token('muted'),
});

/** Chart.js with what our charts use; loaded once. */
export function chartJs() {
  loading ??= import('chart.js').then((module) => {
    const { Chart, BarController, BarElement, CategoryScale, LinearScale, Tooltip } = module;
    Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);
    Chart.defaults.font.family = 'Inter, system-ui, sans-serif';
    Chart.defaults.font.size = 12;
    Chart.defaults.animation = matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 200 };
    Chart.defaults.maintainAspectRatio = false;
    return module;
  });
  loading.catch(() => (loading = null));
  return loading;
}
