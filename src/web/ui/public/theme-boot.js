// As early as can be: somebody's own choice of light or dark. Without one the style sheet follows the system.
try {
  const chosen = localStorage.getItem('plenary.theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // Storage is closed to us: the system's choice holds.
}
