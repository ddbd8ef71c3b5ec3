/** Whole seconds left until `untilMs`, at `nowMs` of the same clock: 0 only when the time is really up. */
export const secondsLeft = (untilMs: number, nowMs: number) => Math.max(0, Math.ceil((untilMs - nowMs) / 1000))

/** 59 → "59", 60 → "1:00", 3605 → "1:00:05". */
export function clockText(seconds: number): string {
  if (seconds < 60) return String(seconds)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const said = parts[0] === 0 ? parts.slice(1) : parts
  return said.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}
