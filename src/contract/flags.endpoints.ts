import { z } from 'zod'
import { at, done, type Endpoint, meeting, none, paging } from './endpoint.ts'
import { FlagId, FlagsView, HandedIn, LoggedTry, PreparedFlag, TryId } from './flags.schema.ts'
import { FLAG_TRY_CHARS_MAX, PICTURE_BYTES_MAX } from './limits.ts'
import { MeetingId } from './meeting.schema.ts'
import { PictureId } from './pages.schema.ts'

const BASE64_CHARS_MAX = Math.ceil(PICTURE_BYTES_MAX / 3) * 4
const REST_BYTES_MAX = 1_024
const flagOfMeeting = z.strictObject({ meeting: MeetingId, flag: FlagId })

/** Flags of a meeting: secrets that earn points when handed in. */
export const flags = {
  flags: {
    summary: 'The flags of a meeting and the last tries; the number says where to follow from.',
    who: 'moderator',
    params: meeting,
    body: none,
    reply: at(FlagsView),
  },
  putFlag: {
    summary: 'Add a flag, or change one. A code is one flag’s in its meeting. Whoever has found it keeps what it brought.',
    who: 'moderator',
    params: flagOfMeeting,
    body: PreparedFlag,
    reply: done,
  },
  deleteFlag: {
    summary: 'Delete a flag. Whoever has found it keeps the points.',
    who: 'moderator',
    params: flagOfMeeting,
    body: none,
    reply: done,
  },
  putFlagPicture: {
    summary:
      'Upload a picture for a flag: PNG, JPEG, WebP or AVIF, as base64. One that no flag of its meeting shows is forgotten after a day.',
    who: 'moderator',
    bodyBytesMax: BASE64_CHARS_MAX + REST_BYTES_MAX,
    params: z.strictObject({ meeting: MeetingId, picture: PictureId }),
    body: z.strictObject({ bytes: z.string().min(1).max(BASE64_CHARS_MAX) }),
    reply: z.strictObject({ address: z.string(), type: z.string(), width: z.int(), height: z.int() }),
  },
  flagTries: {
    summary: 'Every try to hand in a flag, wrong ones too, the latest first; of one flag, if wanted.',
    who: 'moderator',
    params: meeting.extend({ flag: FlagId.optional(), ...paging(TryId) }),
    body: none,
    reply: z.strictObject({ tries: z.array(LoggedTry), next: TryId.nullable() }),
  },
  handIn: {
    summary:
      'Hand in a flag, as PREFIX{code} or by its code alone. The same id again is the same try. A wrong one is no refusal: the outcome says so.',
    who: 'participant',
    params: z.strictObject({ meeting: MeetingId, try: TryId }),
    body: z.strictObject({ text: z.string().trim().min(1).max(FLAG_TRY_CHARS_MAX) }),
    reply: HandedIn,
  },
} as const satisfies Record<string, Endpoint>
