// Sets the colour scheme before the first paint, so that a dark page never flashes white. A file of its own: the policy allows no inline script.
(() => {
  let kept = 'auto';
  try {
    kept = localStorage.getItem('orrery-theme') || 'auto';
  } catch {
    // Storage may be switched off; the system's preference serves.
  }
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
