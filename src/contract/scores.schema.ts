import { z } from 'zod'
import { MeetingId, NetworkName, PersonId } from './meeting.schema.ts'

/** By what somebody is known here: a browser, or an account on a chat network. */
export const Presence = z.enum(['web', ...NetworkName.options])
export type Presence = z.infer<typeof Presence>

const told = {
  person: PersonId,
  name: z.string(),
  points: z.int(),
  networks: z.array(Presence),
}
/** What is told of one seat; its place follows from the points of all. */
export const ToldScore = z.strictObject(told)
export type ToldScore = z.infer<typeof ToldScore>
/** Ties share a rank (1, 2, 2, 4). */
export const LiveScore = z.strictObject({ ...told, rank: z.int() })
export type LiveScore = z.infer<typeof LiveScore>

/** Feed `meeting:ID/scores`, for organizers: the first of all who have a seat, most points first, and how many there are. */
export const ScoresView = z.strictObject({ meeting: MeetingId, people: z.int(), rows: z.array(LiveScore) })
export type ScoresView = z.infer<typeof ScoresView>

/** Only the rows that moved, came in, or went. */
export const ScoresChange = z.strictObject({
  kind: z.literal('scores'),
  people: z.int(),
  rows: z.array(ToldScore),
  gone: z.array(PersonId),
})
export type ScoresChange = z.infer<typeof ScoresChange>
