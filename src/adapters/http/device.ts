/** The kinds of browser and system that people tell apart; the first that fits, so those that claim to be others come first. */
const browsers: readonly [string, RegExp][] = [
  ['Edge', /\b(Edg|EdgA|EdgiOS)\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|CriOS|Chromium)\//],
  ['Safari', /\bVersion\/[\d.]+ .*Safari\//],
  ['curl', /^curl\//],
]
const systems: readonly [string, RegExp][] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

/** What somebody knows their own browser by in a list, and nothing more: no versions, by which it could be followed. Empty when unknown. */
export function deviceOf(userAgent: string): string {
  const named = (kinds: readonly [string, RegExp][]) => kinds.find(([, fits]) => fits.test(userAgent))?.[0]
  return [named(browsers), named(systems)].filter((name) => name !== undefined).join(', ')
}
