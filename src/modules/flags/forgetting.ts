import type { FlagsChange } from '../../contract/flags.schema.ts'
import { flagsFeed } from '../../contract/flags.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { seatFeed } from '../../contract/meeting.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { dropChangesOf } from '../../platform/feeds.ts'
import type { LeftSeat } from '../meetings/index.ts'
import { lastTries } from './seeing.ts'
import * as tries from './tries.store.ts'

/** What flags keep of persons: told to themselves, and forgotten. Permission is the caller's. */

export type FlagData = tries.ToldTry

/** Every try of these persons. */
export const dataOf = async (tx: ReadTx, ids: readonly PersonId[]): Promise<{ flags: FlagData[] }> => ({
  flags: await tries.triesBy(tx, ids),
})

/**
 * These seats became nobody's, and their tries with them: the database sees to that. What was typed and was no flag goes, and what was told of them.
 * Doing it again changes nothing.
 */
export async function forgetSeats(tx: Tx, left: readonly LeftSeat[]): Promise<void> {
  const touched = await tries.forgetTexts(
    tx,
    left.map(({ meeting, fresh }) => ({ meeting, person: fresh })),
  )
  await dropChangesOf(tx, [...touched.map(flagsFeed), ...left.map(({ meeting, person }) => seatFeed(meeting, person))])
  for (const meeting of touched) await retell(tx, meeting)
}

/** Tells the log of a meeting anew, as after somebody in it took another name. */
export async function retell(tx: Tx, meeting: MeetingId): Promise<void> {
  const all = await lastTries(tx, meeting)
  if (all.length > 0) tx.announce(flagsFeed(meeting), { kind: 'tries', tries: all } satisfies FlagsChange)
}
