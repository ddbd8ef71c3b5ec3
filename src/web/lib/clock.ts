import { type ReadonlySignal, signal } from './signal.ts'

/**
 * How far the server's clock is ahead of this device's, so that a countdown ends everywhere at once. Beats over the socket are exact but for
 * the way they travelled, which can only make them look late: the largest of the last few is the truest. Until the first one, the date of an
 * HTTP answer serves; it has whole seconds only.
 */
export interface Clock {
  /** In ms; added to this device's time it gives the server's. */
  readonly offsetMs: ReadonlySignal<number>
  heardBeat(serverMs: number, nowMs: number): void
  heardHttp(date: string | null, nowMs: number): void
}

const BEATS_KEPT = 5

export function openClock(): Clock {
  const offsetMs = signal(0)
  const beats: number[] = []
  return {
    offsetMs,
    heardBeat: (serverMs, nowMs) => {
      beats.push(serverMs - nowMs)
      if (beats.length > BEATS_KEPT) beats.shift()
      offsetMs.value = Math.max(...beats)
    },
    heardHttp: (date, nowMs) => {
      const serverMs = date ? Date.parse(date) + 500 : Number.NaN
      if (beats.length === 0 && Number.isFinite(serverMs)) offsetMs.value = serverMs - nowMs
    },
  }
}

/** One clock a page, whoever hears of the time. */
export const pageClock = openClock()
