import { areConsents } from './consents.ts'
import { OWN_WORDS_MAX, WORD_CHARS_MAX } from './limits.ts'

/**
 * What a setting may be, without a schema library, so that the console's form says at once what the server would say later. Paths are
 * `group.key`, as in `mail.from`.
 */
export const ALLOWED_ADDRESSES_MAX = 1_000
export const MAIL_ADDRESS_CHARS_MAX = 254
export const RETENTION_DAYS_MAX = 3_650

export const parts = ['live', 'event-day', 'community', 'campaigns'] as const
export type Part = (typeof parts)[number]

/** Where the console stands unless it was moved. */
export const CONSOLE_PATH = 'console'
/** First words of addresses that mean something else. */
const taken =
  /^(admin|api|assets|b|c|confirm|docs|e|embed|favicon|healthz|home|images|join|leaderboards|m|me|meetings|metrics|overlay|pictures|prompter|readyz|reset|robots|sign-in|sign-up|stage|static|ws)$/

export const isMailAddress = (text: string): boolean =>
  text.length <= MAIL_ADDRESS_CHARS_MAX &&
  /^[^\s@<>"(),:;\\[\]\p{Cc}]+@[^\s@<>"(),:;\\[\]\p{Cc}.]+(\.[^\s@<>"(),:;\\[\]\p{Cc}.]+)+$/u.test(text)
/** A whole address, or all of a domain: `@example.org`. */
export const isAllowedAddress = (text: string): boolean => isMailAddress(text) || isMailAddress(`x${text}`)
/** `Plenary <plenary@example.org>`, or the address alone. */
export function isSender(text: string): boolean {
  const named = /^[^<>"\p{Cc}]{0,100}<([^<>]+)>$/u.exec(text)
  return isMailAddress(named?.[1] ?? text)
}
export const isMailServer = (text: string): boolean =>
  text.length <= 1_000 && /^smtps?:\/\/[^\s\p{Cc}]+$/iu.test(text) && URL.canParse(text) && new URL(text).hostname !== ''
export const isConsolePath = (text: string): boolean => /^[a-z][a-z0-9-]{2,39}$/.test(text) && !taken.test(text)
export const isEventId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,39}$/.test(text)
export const isRetention = (days: number | null): boolean =>
  days === null || (Number.isInteger(days) && days >= 1 && days <= RETENTION_DAYS_MAX)

const areListed = (all: readonly string[]): boolean =>
  all.length <= OWN_WORDS_MAX && all.every((one) => one.length <= WORD_CHARS_MAX)

type Check = (value: never) => boolean
const checks: Record<string, Check> = {
  'accounts.allowedAddresses': (all: readonly string[]) => all.length <= ALLOWED_ADDRESSES_MAX && all.every(isAllowedAddress),
  'accounts.consents': areConsents,
  'mail.url': (text: string | null) => text === null || isMailServer(text),
  'mail.from': (text: string | null) => text === null || isSender(text),
  'privacy.retentionDays': isRetention,
  'privacy.contact': (text: string | null) => text === null || isMailAddress(text),
  'parts.on': (on: readonly string[]) => on.length > 0 && on.every((one) => parts.some((part) => part === one)),
  'words.refused': areListed,
  'words.allowed': areListed,
  'home.consolePath': isConsolePath,
  'home.mainEvent': (text: string | null) => text === null || isEventId(text),
}

/** Whether the server would take this value at this path; its type is given. */
export const fits = (path: string, value: unknown): boolean => checks[path]?.(value as never) ?? true
