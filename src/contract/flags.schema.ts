import { z } from 'zod'
import {
  FLAG_CODE_CHARS_MAX,
  FLAG_DESCRIPTION_CHARS_MAX,
  FLAG_NAME_CHARS_MAX,
  FLAG_PICTURE_WORDS_CHARS_MAX,
  POINTS_PER_ACTIVITY_MAX,
} from './limits.ts'
import { PictureId } from './pages.schema.ts'

/** Flags: secrets that earn points when handed in. */
export const FlagId = z.uuid().toLowerCase().brand('FlagId')
export type FlagId = z.infer<typeof FlagId>
/** Made by whoever hands in: the same id again is the same try. */
export const TryId = z.uuid().toLowerCase().brand('TryId')
export type TryId = z.infer<typeof TryId>

/** The secret itself; capital and small letters differ. */
export const FlagCode = z
  .string()
  .max(FLAG_CODE_CHARS_MAX)
  .regex(/^[A-Za-z0-9]+$/, 'letters and digits without accents')
const points = z.int().min(0).max(POINTS_PER_ACTIVITY_MAX).default(1)

/** What an organizer writes. */
export const PreparedFlag = z.strictObject({
  code: FlagCode,
  name: z.string().trim().min(1).max(FLAG_NAME_CHARS_MAX),
  /** Markdown. */
  description: z.string().max(FLAG_DESCRIPTION_CHARS_MAX).default(''),
  picture: PictureId.nullable().default(null),
  /** What the picture shows, for whoever cannot see it. */
  pictureWords: z.string().trim().max(FLAG_PICTURE_WORDS_CHARS_MAX).default(''),
  points,
  /** More for whoever finds it first. */
  firstPoints: points,
})
export type PreparedFlag = z.infer<typeof PreparedFlag>

/** first: found, before anybody else · found · again: had found it before · unknown: no such flag. */
export const TryOutcome = z.enum(['first', 'found', 'again', 'unknown'])
export type TryOutcome = z.infer<typeof TryOutcome>

/** What somebody is told who handed in a flag that there is. */
export const ShownFlag = z.strictObject({
  name: z.string(),
  descriptionHtml: z.string(),
  picture: z.strictObject({ address: z.string(), width: z.int(), height: z.int(), words: z.string() }).nullable(),
})
export type ShownFlag = z.infer<typeof ShownFlag>

/** `text` as it was taken. `points`: what this try brought; `total`: what its sender has now. `flag` null: unknown, or deleted since. */
export const HandedIn = z.strictObject({
  outcome: TryOutcome,
  text: z.string(),
  flag: ShownFlag.nullable(),
  points: z.int(),
  total: z.int(),
})
export type HandedIn = z.infer<typeof HandedIn>

/** `found`: by how many. */
export const ConsoleFlag = z.strictObject({ id: FlagId, prepared: PreparedFlag, found: z.int() })
export type ConsoleFlag = z.infer<typeof ConsoleFlag>

/** One try. `n` numbers them in the order they came. `name`: of who tried. `flag` null: unknown, or deleted since. `at` is ISO 8601 in UTC. */
export const LoggedTry = z.strictObject({
  id: TryId,
  n: z.int(),
  at: z.iso.datetime(),
  name: z.string(),
  text: z.string(),
  outcome: TryOutcome,
  flag: FlagId.nullable(),
})
export type LoggedTry = z.infer<typeof LoggedTry>

/** Feed `meeting:ID/flags`, for organizers: the flags in the order of their making, and the last tries, the latest first. */
export const FlagsView = z.strictObject({ flags: z.array(ConsoleFlag), tries: z.array(LoggedTry) })
export type FlagsView = z.infer<typeof FlagsView>

export const FlagsChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flag'), flag: ConsoleFlag }),
  z.strictObject({ kind: z.literal('removed'), flag: FlagId }),
  /** `found` of the flag that was tried is a total. */
  z.strictObject({ kind: z.literal('try'), try: LoggedTry, found: z.int() }),
  /** All that are shown, anew: as when somebody changed their name, or was forgotten. */
  z.strictObject({ kind: z.literal('tries'), tries: z.array(LoggedTry) }),
])
export type FlagsChange = z.infer<typeof FlagsChange>
