// @ts-check
// On paper pages are light and whole, whatever they are on the screen.
import { styles } from './styles.js';

const root = document.documentElement;
let onScreen = '';

/** Charts are drawn anew when they are told. @param {string} theme */
function turn(theme) {
  root.dataset.theme = theme;
  document.dispatchEvent(new CustomEvent('themechange'));
}

styles('paper');
addEventListener('beforeprint', () => {
  onScreen = root.dataset.theme ?? '';
  if (onScreen !== 'light') turn('light');
});
addEventListener('afterprint', () => onScreen !== 'light' && turn(onScreen));
