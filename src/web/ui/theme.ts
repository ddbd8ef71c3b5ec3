export const themeChoices = ['light', 'dark', 'system'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** The same key is read by `public/theme-boot.js` before the first paint. */
export const THEME_KEY = 'plenary.theme'

export const isThemeChoice = (value: unknown): value is ThemeChoice => themeChoices.some((choice) => choice === value)

/** What this person chose earlier; 'system' where nothing is kept or storage is closed to us. */
export function keptTheme(): ThemeChoice {
  try {
    const kept = localStorage.getItem(THEME_KEY)
    return isThemeChoice(kept) ? kept : 'system'
  } catch {
    return 'system'
  }
}

/** Switches at once, on this page and on every other open one of this browser, and remembers it. */
export function chooseTheme(choice: ThemeChoice): void {
  showTheme(choice)
  try {
    localStorage.setItem(THEME_KEY, choice)
  } catch {
    // A private window: the choice holds for this page.
  }
}

/** Tells when another page of this browser changed the theme, and shows it here. Returns the way to stop. */
export function followTheme(heard: (choice: ThemeChoice) => void): () => void {
  const hear = (told: StorageEvent) => {
    if (told.key !== THEME_KEY) return
    const choice = isThemeChoice(told.newValue) ? told.newValue : 'system'
    showTheme(choice)
    heard(choice)
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}

function showTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
}
