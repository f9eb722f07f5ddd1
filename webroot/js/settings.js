// @ts-check
// What a viewer chose, kept in this browser. Changing one tells the page by the event `settingchange`.

const DEFAULTS = { palette: 'standard', zone: 'local', keys: 'on', density: 'comfortable', alerts: '' };

/**
 * @param {keyof typeof DEFAULTS} name
 * @returns {string}
 */
export function setting(name) {
  try {
    return localStorage.getItem(name) ?? DEFAULTS[name];
  } catch {
    return DEFAULTS[name];
  }
}

/**
 * @param {keyof typeof DEFAULTS} name
 * @param {string} value
 */
export function choose(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // not remembered, but it still holds for this page
  }
  if (name === 'palette' || name === 'density') document.documentElement.dataset[name] = value;
  document.dispatchEvent(new CustomEvent('settingchange', { detail: name }));
}
