/** The colour of the console, as somebody chose it in this browser. What is readable follows from the tokens, whatever is chosen. */
export const accents = ['violet', 'blue', 'teal', 'green', 'red', 'grey'] as const
export type Accent = (typeof accents)[number]

const ACCENT_KEY = 'plenary.accent'

const isAccent = (value: unknown): value is Accent => accents.some((one) => one === value)

/** What was chosen before; violet where nothing is kept or storage is closed to us. */
export function keptAccent(): Accent {
  try {
    const kept = localStorage.getItem(ACCENT_KEY)
    return isAccent(kept) ? kept : 'violet'
  } catch {
    return 'violet'
  }
}

export function showAccent(accent: Accent): void {
  if (accent === 'violet') delete document.documentElement.dataset.accent
  else document.documentElement.dataset.accent = accent
}

/** At once, and remembered. */
export function chooseAccent(accent: Accent): void {
  showAccent(accent)
  try {
    localStorage.setItem(ACCENT_KEY, accent)
  } catch {
    // A private window: the choice holds for this page.
  }
}
