import { z } from 'zod'
import { ActivityId } from './activity.schema.ts'
import { NAME_CHARS_MAX, PAGE_ROWS_MAX, PICTURE_BYTES_MAX } from './limits.ts'
import { MeetingId } from './meeting.schema.ts'

/** What a declared endpoint says, and the pieces that many of them share. `who` says in words whom the command lets in: the command itself decides. */
export interface Endpoint {
  readonly summary: string
  readonly who: 'anyone' | 'participant' | 'signed-in' | 'moderator' | 'organizer' | 'owner'
  /** Sets or clears a cookie, which only an HTTP answer can. */
  readonly httpOnly?: boolean
  /** The most bytes its body may have, where that is not the usual. */
  readonly bodyBytesMax?: number
  readonly params: z.ZodType
  readonly body: z.ZodType
  readonly reply: z.ZodType
}

export const none = z.undefined()
export const done = z.strictObject({ done: z.literal(true) })
export const at = <V extends z.ZodType>(view: V) => z.strictObject({ seq: z.int(), view })
export const Name = z.string().trim().min(1).max(NAME_CHARS_MAX)
/** A long list takes how many rows at once, and the last one of the page before: the `next` it was told there, which is null on the last page. */
export const paging = <Id extends z.ZodType>(id: Id) => ({ limit: RowsWanted.optional(), after: id.optional() })
/** In an address it is a text. */
const RowsWanted = z.coerce.number().int().min(1).max(PAGE_ROWS_MAX)
const TRIES_ASKED_MAX = 1_000_000
/** Which try it shall be, from 1: what has been tried so often already is left alone, so that a request that is repeated tries once. */
export const TryNumber = z.coerce.number().int().min(1).max(TRIES_ASKED_MAX)
export const meeting = z.strictObject({ meeting: MeetingId })
export const activityOfMeeting = z.strictObject({ meeting: MeetingId, activity: ActivityId })

/** Four letters for three bytes. */
const BASE64_CHARS_MAX = Math.ceil(PICTURE_BYTES_MAX / 3) * 4
const REST_BYTES_MAX = 1_024
/** Of an endpoint that takes a picture; `address` is where it is shown from. */
export const pictureUpload = {
  body: z.strictObject({ bytes: z.string().min(1).max(BASE64_CHARS_MAX) }),
  bodyBytesMax: BASE64_CHARS_MAX + REST_BYTES_MAX,
  reply: z.strictObject({ address: z.string(), type: z.string(), width: z.int(), height: z.int() }),
} as const
