import type { MailFacts, MailKind } from '../../contract/mails.ts'

/** How one try to send a mail ended. `later`: nothing is known against it, so it is tried again. */
export interface Outcome {
  readonly kind: 'sent' | 'refused' | 'later'
  /** What the server said, or what went wrong, in one line. */
  readonly answer: string
}

export const ANSWER_CHARS_MAX = 300
const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_MS = 24 * HOUR_S * 1_000

/** How long after each try the next one comes; from the last on always as long. */
const waitsS = [10, MINUTE_S, 5 * MINUTE_S, 15 * MINUTE_S, 30 * MINUTE_S, HOUR_S, 2 * HOUR_S, 4 * HOUR_S] as const
const WAIT_MAX_S = 4 * HOUR_S

/** When to try again after so many tries; null: it would be too late, so the mail is given up. */
export function nextTry(tries: number, now: Date, giveUpAt: Date): Date | null {
  const at = new Date(now.getTime() + (waitsS[tries - 1] ?? WAIT_MAX_S) * 1_000)
  return at < giveUpAt ? at : null
}

/** A mail whose code has run out by the time it arrives helps nobody. */
export const giveUpAt = <K extends MailKind>(facts: MailFacts[K], now: Date): Date =>
  new Date(now.getTime() + ('hours' in facts ? facts.hours * HOUR_S * 1_000 : DAY_MS))

/** One line of printable characters, cut short: it comes from a server we do not know. */
export function plainAnswer(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return [...line].slice(0, ANSWER_CHARS_MAX).join('')
}
