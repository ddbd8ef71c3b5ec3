import type { PreparedActivity } from '../../contract/activity.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { FoundFlag, MeetingResults, ParticipantResult } from '../../contract/moving.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import { countAnswers } from './answers.store.ts'
import { type Kept, said } from './kinds/index.ts'
import * as given from './results.store.ts'
import { runs } from './seeing.ts'
import * as store from './store.ts'

/** Everything that came out so far, as the rows have it. */

/** Flags by whose they are: meetings do not know of them, whoever asks for results does. */
export type Found = ReadonlyMap<PersonId, readonly FoundFlag[]>

/** Somebody who took part, with the seat it is told of. `person` null: nobody's any more. */
export interface Sat extends ParticipantResult {
  readonly person: PersonId | null
  readonly joinedAt: Date
}

/** The counts, and each participant's answers, flags and points, best first. @throws Refusal `not-allowed`, `not-found` */
export async function resultsOf(tx: ReadTx, actor: Actor, id: MeetingId, found: Found): Promise<MeetingResults> {
  const { event, title } = await runs(tx, actor, id)
  const { activities, seats } = await gather(tx, id, found)
  return { meeting: { id, event, title }, activities, participants: seats.map(asResult) }
}

export const asResult = ({ name, points, rank, answers, found }: ParticipantResult): ParticipantResult => ({
  name,
  points,
  rank,
  answers,
  found,
})

export async function gather(
  tx: ReadTx,
  id: MeetingId,
  found: Found,
): Promise<{ activities: MeetingResults['activities']; seats: Sat[] }> {
  const rows = await store.activities(tx, id)
  const activities: MeetingResults['activities'] = []
  for (const row of rows)
    activities.push({ id: row.id, prepared: row.prepared, done: row.done, tally: await countAnswers(tx, row) })
  const byPerson = Map.groupBy(await given.answersOfMeeting(tx, id), ({ person }) => person)
  const prepared = new Map(rows.map((row) => [row.id, row.prepared]))
  const seats: Sat[] = []
  let [rank, before] = [0, Number.NaN]
  for (const [i, { person, gone, name, points, joinedAt }] of (await given.participantsOf(tx, id)).entries()) {
    if (points !== before) [rank, before] = [i + 1, points]
    const answers = (byPerson.get(person) ?? []).map((one) => ({
      activity: one.activity,
      choices: choicesOf(one.given),
      text: textOf(prepared.get(one.activity), one.given),
      points: one.points,
      at: one.at.toISOString(),
    }))
    seats.push({ person: gone ? null : person, name, points, rank, joinedAt, answers, found: [...(found.get(person) ?? [])] })
  }
  return { activities, seats }
}

const choicesOf = (kept: Kept) => ('choices' in kept ? kept.choices : []) as ParticipantResult['answers'][number]['choices']

const textOf = (prepared: PreparedActivity | undefined, kept: Kept): string => (prepared ? said(prepared, kept).join(' | ') : '')
