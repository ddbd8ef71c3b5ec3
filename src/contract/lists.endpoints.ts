import { z } from 'zod'
import { ActivityId, ActivityKind, AnswerId } from './activity.schema.ts'
import { type Endpoint, none, paging } from './endpoint.ts'
import { FlagId, TryId, TryOutcome } from './flags.schema.ts'
import { LIST_SEARCH_CHARS_MAX } from './limits.ts'
import { MeetingId, PersonId } from './meeting.schema.ts'
import { Presence } from './scores.schema.ts'

/** Somebody in one meeting: `MEETING.PERSON`. */
export const ParticipantId = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/, 'MEETING.PERSON')
  .brand('ParticipantId')
export type ParticipantId = z.infer<typeof ParticipantId>

const OfMeeting = z.strictObject({ id: MeetingId, title: z.string() })
/** By name in that meeting, and by what they are known. */
const Somebody = z.strictObject({ person: PersonId, name: z.string(), networks: z.array(Presence) })

/** `answered`: how many people. `inFront`: the audience sees it now, so steps alone say whether it is done. */
export const ListedActivity = z.strictObject({
  id: ActivityId,
  meeting: OfMeeting,
  kind: ActivityKind,
  title: z.string(),
  done: z.boolean(),
  inFront: z.boolean(),
  answered: z.int(),
})
export type ListedActivity = z.infer<typeof ListedActivity>

export const ListedParticipant = Somebody.extend({ id: ParticipantId, meeting: OfMeeting, points: z.int() })
export type ListedParticipant = z.infer<typeof ListedParticipant>

/** `said`: as people read it, such as the text of each choice. `points` null: nothing is booked for it. Times are ISO 8601 in UTC. */
export const ListedAnswer = z.strictObject({
  id: AnswerId,
  meeting: OfMeeting,
  activity: z.strictObject({ id: ActivityId, kind: ActivityKind, title: z.string() }),
  by: Somebody,
  said: z.array(z.string()),
  points: z.int().nullable(),
  at: z.iso.datetime(),
})
export type ListedAnswer = z.infer<typeof ListedAnswer>

/** `found`: by how many. */
export const ListedFlag = z.strictObject({
  id: FlagId,
  meeting: OfMeeting,
  code: z.string(),
  name: z.string(),
  points: z.int(),
  firstPoints: z.int(),
  found: z.int(),
})
export type ListedFlag = z.infer<typeof ListedFlag>

/** `flag`: the name of what it was; null: unknown, or deleted since. */
export const ListedTry = z.strictObject({
  id: TryId,
  meeting: OfMeeting,
  by: Somebody,
  text: z.string(),
  outcome: TryOutcome,
  flag: z.string().nullable(),
  points: z.int(),
  at: z.iso.datetime(),
})
export type ListedTry = z.infer<typeof ListedTry>

const text = z.string().trim().max(LIST_SEARCH_CHARS_MAX).optional()
const ofMeeting = { meeting: MeetingId.optional(), text }

/** Over all meetings one may run; of one `meeting` where it is named. */
export const lists = {
  allActivities: {
    summary: 'Activities of all meetings, newest meeting first, each in its order; `text` in title or description.',
    who: 'moderator',
    params: z.strictObject({
      ...ofMeeting,
      kind: ActivityKind.optional(),
      done: z.enum(['yes', 'no']).optional(),
      ...paging(ActivityId),
    }),
    body: none,
    reply: z.strictObject({ activities: z.array(ListedActivity), next: ActivityId.nullable() }),
  },
  allParticipants: {
    summary:
      'Who takes part in any meeting, most points first; `network` by what they are known, `text` in their name there or in that of a chat account.',
    who: 'moderator',
    params: z.strictObject({ ...ofMeeting, network: Presence.optional(), ...paging(ParticipantId) }),
    body: none,
    reply: z.strictObject({ participants: z.array(ListedParticipant), next: ParticipantId.nullable() }),
  },
  allAnswers: {
    summary:
      'What people answered in any meeting, latest first; `text` in the name of who did: of up to two hundred such people, those who joined last.',
    who: 'moderator',
    params: z.strictObject({ ...ofMeeting, activity: ActivityId.optional(), ...paging(AnswerId) }),
    body: none,
    reply: z.strictObject({ answers: z.array(ListedAnswer), next: AnswerId.nullable() }),
  },
  allFlags: {
    summary: 'The flags of all meetings, latest first; `text` in code or name.',
    who: 'moderator',
    params: z.strictObject({ ...ofMeeting, ...paging(FlagId) }),
    body: none,
    reply: z.strictObject({ flags: z.array(ListedFlag), next: FlagId.nullable() }),
  },
  allFlagTries: {
    summary:
      'Every try to hand in a flag in any meeting, wrong ones too, latest first; `text` in what was typed, or in the name of who did: of up to two hundred such people, those who joined last.',
    who: 'moderator',
    params: z.strictObject({ ...ofMeeting, outcome: TryOutcome.optional(), ...paging(TryId) }),
    body: none,
    reply: z.strictObject({ tries: z.array(ListedTry), next: TryId.nullable() }),
  },
} as const satisfies Record<string, Endpoint>
