import { z } from 'zod'
import type { RefusalBody } from '../../contract/frames.ts'
import { Refusal, type RefusalCode } from '../../contract/refusal.ts'
import { isAway } from '../../platform/away.ts'
import { BatchFull } from '../../platform/batch.ts'
import type { Log } from '../../platform/log.ts'
import { inAll } from '../../words/everywhere.ts'
import { defaultLanguage, type Language, languageOf } from '../../words/languages.ts'
import { refusalsWords } from '../../words/refusals/all.ts'

/** The closed list of refusals, as the web says them. The compiler checks that each has a status and a sentence in each language. */
const statuses: Record<RefusalCode, number> = {
  'bad-input': 400,
  'too-large': 413,
  'too-many': 429,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-joined': 403,
  'not-found': 404,
  'wrong-code': 404,
  'name-taken': 409,
  'name-unfit': 422,
  'already-answered': 409,
  'activity-not-open': 409,
  'wrong-kind': 422,
  'unknown-choice': 422,
  'word-limit': 409,
  'word-unfit': 400,
  muted: 403,
  removed: 403,
  'meeting-locked': 403,
  'second-code-wrong': 403,
  'flags-closed': 409,
  'joined-elsewhere': 403,
  'not-controller': 409,
  'not-in-this-phase': 409,
  'meeting-over': 409,
  'link-used': 410,
  conflict: 409,
  'part-off': 404,
  'setting-fixed': 409,
  banned: 403,
  'last-owner': 409,
  'role-held': 409,
  'link-code-wrong': 404,
  'handle-unproven': 403,
  'sign-in-instead': 409,
  'no-mail-server': 409,
  'mail-gone': 409,
  'address-private': 422,
  'webhook-off': 409,
  'wrong-credentials': 400,
  'address-taken': 409,
  'address-unconfirmed': 403,
  'password-weak': 422,
  'code-wrong': 400,
  'code-expired': 400,
  'sign-up-closed': 403,
  'not-invited': 403,
  'consent-missing': 409,
  'wrong-method': 405,
  'slot-taken': 409,
  'too-few-seats': 409,
  'programme-unfit': 422,
  'sheet-unfit': 422,
  unavailable: 503,
}
const sentencesIn = await inAll<Record<RefusalCode, string>>(refusalsWords)

const faults = {
  en: z.locales.en().localeError,
  fr: z.locales.fr().localeError,
  tr: z.locales.tr().localeError,
} satisfies Readonly<Record<Language, z.core.$ZodErrorMap>>

/** What a schema says of a field that does not fit, in the reader's language. */
export const faultsIn = (language: string): z.core.$ZodErrorMap => faults[languageOf(language) ?? defaultLanguage]

export const statusOfCode = (code: RefusalCode): number => statuses[code]
export const statusOf = (error: unknown): number =>
  error instanceof Refusal ? statuses[error.code] : isPassing(error) ? statuses.unavailable : 500

/** The database is away, or more waits for it than may: no fault of ours, and of no single call. What was asked for may be asked again. */
const isPassing = (error: unknown): boolean => isAway(error) || error instanceof BatchFull

/** Those whose further fact is for people. */
const hinted: ReadonlySet<RefusalCode> = new Set(['bad-input', 'programme-unfit', 'sheet-unfit', 'too-few-seats'])

/** One clear sentence in the reader's language. Anything but a refusal, or what passes, is our fault: logged, and told without its insides. */
export function describe(error: unknown, language: string, log: Log): RefusalBody {
  const list = sentencesIn(language)
  if (!(error instanceof Refusal)) {
    if (!isPassing(error)) log.error({ err: error }, 'a call ended with a fault')
    return { code: 'unavailable', message: list.unavailable }
  }
  const told = hinted.has(error.code) && error.hint ? `${list[error.code]} (${error.hint})` : list[error.code]
  return { code: error.code, message: told, ...(error.path ? { path: error.path } : {}) }
}
