// @ts-check
// Stands in every page, since it runs before the first paint: sets the theme, the direction palette and the density.
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');

  /** @returns {'light' | 'dark' | 'system'} */
  function choice() {
    const found = /(?:^|; )theme=(light|dark)(?:;|$)/.exec(document.cookie);
    return /** @type {'light' | 'dark' | undefined} */ (found?.[1]) ?? 'system';
  }

  function apply() {
    const wanted = choice();
    const theme = wanted === 'system' ? (system.matches ? 'dark' : 'light') : wanted;
    root.dataset.theme = theme;
    root.dataset.themeChoice = wanted;
    document.dispatchEvent(new CustomEvent('themechange', { detail: { theme, choice: wanted } }));
  }

  try {
    for (const name of ['palette', 'density']) root.dataset[name] = localStorage.getItem(name) ?? '';
  } catch {
    // storage may be forbidden; the standard look is fine
  }
  document.addEventListener('themeset', (event) => {
    const wanted = /** @type {CustomEvent<string>} */ (event).detail;
    const life = wanted === 'system' ? 0 : 31536000;
    document.cookie = `theme=${wanted}; Path=/; Max-Age=${life}; SameSite=Lax`;
    apply();
  });
  system.addEventListener('change', apply);
  apply();
})();
