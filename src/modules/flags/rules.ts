import { FlagCode, type TryOutcome } from '../../contract/flags.schema.ts'

/** What flags know without asking the database. */

/**
 * The code that somebody means, who typed `PREFIX{code}` or the code alone; null when it can be none. Capital and small letters differ, in the prefix
 * as well; with an empty prefix `{code}` is one.
 */
export function codeIn(text: string, prefix: string): string | null {
  const trimmed = text.trim()
  const isWhole = trimmed.startsWith(`${prefix}{`) && trimmed.endsWith('}')
  const code = isWhole ? trimmed.slice(prefix.length + 1, -1) : trimmed
  return FlagCode.safeParse(code).success ? code : null
}

/** What finding a flag brings. */
export function pointsFor(flag: { readonly points: number; readonly firstPoints: number }, outcome: TryOutcome): number {
  if (outcome === 'first') return flag.points + flag.firstPoints
  return outcome === 'found' ? flag.points : 0
}
