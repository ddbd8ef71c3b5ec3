/** How the other side took a delivery. `status` null: no answer came, and `fault` says why. */
export interface Answer {
  readonly at: Date
  readonly durationMs: number
  readonly status: number | null
  readonly fault: string | null
  readonly response: string
  /** How long it asked us to wait. */
  readonly retryAfterS: number | null
}

export const RESPONSE_CHARS_MAX = 2_000
const HOUR_S = 3_600
/** The waits Standard Webhooks proposes: ten tries over three days. */
const waitsS = [5, 300, 1_800, 2 * HOUR_S, 5 * HOUR_S, 10 * HOUR_S, 14 * HOUR_S, 20 * HOUR_S, 24 * HOUR_S] as const
export const TRIES_MAX = waitsS.length + 1
const RETRY_AFTER_S_MAX = 24 * HOUR_S
const JITTER = 0.1

/** Taken with any status of 200 to 299; 410 says that nobody is there any more; everything else may pass. */
export function verdict(status: number | null): 'delivered' | 'gone' | 'later' {
  if (status !== null && status >= 200 && status < 300) return 'delivered'
  return status === 410 ? 'gone' : 'later'
}

/**
 * When to try again after so many tries; null: that was the last.
 * @param chance from 0 to 1: spreads those that failed together
 */
export function nextTry(tries: number, now: Date, chance: number, retryAfterS: number | null): Date | null {
  const waitS = waitsS[tries - 1]
  if (waitS === undefined) return null
  const spreadS = waitS * (1 + JITTER * chance)
  return new Date(now.getTime() + Math.max(spreadS, Math.min(retryAfterS ?? 0, RETRY_AFTER_S_MAX)) * 1_000)
}

/** What can be kept as text: the beginning, without what no text holds. */
export const plainText = (text: string): string =>
  [...text.slice(0, 2 * RESPONSE_CHARS_MAX)].slice(0, RESPONSE_CHARS_MAX).join('').replaceAll('\0', '').toWellFormed()

/** The text that is signed and sent. */
export const bodyOf = (type: string, timestamp: string, data: object): string => JSON.stringify({ type, timestamp, data })

/** What a webhook's secrets are sealed for. */
export const purposeOf = (webhook: string): string => `webhook ${webhook}`
