import { z } from 'zod'
import { ActivityId } from './activity.schema.ts'
import { MeetingId, PersonId } from './meeting.schema.ts'

/** What moderators see of the room: words that wait for them, and the people in it. */

/** A word in one activity, in the spelling it was first sent in. */
export const SentWord = z.strictObject({ activity: ActivityId, word: z.string() })
export type SentWord = z.infer<typeof SentWord>
/** `count`: how often it was sent. Times are ISO 8601 in UTC. */
export const WaitingWord = SentWord.extend({ count: z.int(), at: z.iso.datetime() })
export type WaitingWord = z.infer<typeof WaitingWord>

/** Feed `meeting:ID/review`. `waiting`: oldest first, as many as are shown; `all` counts those beyond, too. `refused`: latest first. */
export const ReviewView = z.strictObject({
  id: MeetingId,
  waiting: z.array(WaitingWord),
  all: z.int(),
  refused: z.array(SentWord),
})
export type ReviewView = z.infer<typeof ReviewView>
export const ReviewChange = ReviewView.omit({ id: true }).extend({ kind: z.literal('queue') })
export type ReviewChange = z.infer<typeof ReviewChange>

/** Somebody who sits here. */
export const Participant = z.strictObject({
  id: PersonId,
  name: z.string(),
  joinedAt: z.iso.datetime(),
  /** Answers given here, words one by one. */
  answered: z.int(),
  muted: z.boolean(),
})
export type Participant = z.infer<typeof Participant>
/** Somebody who was put out. */
export const PutOut = z.strictObject({
  id: PersonId,
  name: z.string(),
  at: z.iso.datetime(),
  banned: z.boolean(),
})
export type PutOut = z.infer<typeof PutOut>
