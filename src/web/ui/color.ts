/** OKLCH and WCAG contrast, enough to prove the tokens and to judge an event's own colours. Lightness 0 to 1, hue in degrees. */
export interface Oklch {
  l: number
  c: number
  h: number
}
export type Rgb = readonly [number, number, number]

const RADIANS = Math.PI / 180

/** Reads `oklch(l c h)`, numbers only; null for anything else. */
export function parseOklch(text: string): Oklch | null {
  const found = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(text.trim())
  return found ? { l: Number(found[1]), c: Number(found[2]), h: Number(found[3]) } : null
}

/** Linear light, each channel held between 0 and 1, as screens do with colours they cannot show. */
export function linearRgb({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos(h * RADIANS)
  const b = c * Math.sin(h * RADIANS)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    held(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    held(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    held(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ]
}

/** `color-mix(in oklab, first share, second)`; share from 0 to 1. */
export function mixed(first: Oklch, share: number, second: Oklch): Oklch {
  const [a1, b1] = [first.c * Math.cos(first.h * RADIANS), first.c * Math.sin(first.h * RADIANS)]
  const [a2, b2] = [second.c * Math.cos(second.h * RADIANS), second.c * Math.sin(second.h * RADIANS)]
  const a = a1 * share + a2 * (1 - share)
  const b = b1 * share + b2 * (1 - share)
  return { l: first.l * share + second.l * (1 - share), c: Math.hypot(a, b), h: (Math.atan2(b, a) / RADIANS + 360) % 360 }
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: Oklch, other: Oklch): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(color: Oklch): number {
  const [red, green, blue] = linearRgb(color)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const held = (channel: number) => Math.min(1, Math.max(0, channel))
