import type { FlagsChange } from '../../contract/flags.schema.ts'
import { flagsFeed } from '../../contract/flags.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import type { Found } from '../meetings/index.ts'
import { consoleFlag, lastTries } from './seeing.ts'
import * as store from './store.ts'
import * as tries from './tries.store.ts'

/** What came out of flags in a run of a meeting. Permission is the caller's. */

/** Who has found which flags, in the order they were found. */
export async function foundIn(tx: ReadTx, meeting: MeetingId): Promise<Found> {
  const byPerson = Map.groupBy(await tries.foundIn(tx, meeting), ({ person }) => person)
  return new Map(
    [...byPerson].map(([person, rows]) => [person, rows.map(({ name, points, at }) => ({ name, points, at: at.toISOString() }))]),
  )
}

/** Every flag of a meeting that began anew is there to be found again. What was booked for them the meeting has taken back. */
export async function beginAnew(tx: Tx, meeting: MeetingId): Promise<void> {
  await tries.dropTries(tx, meeting)
  for (const row of await store.flags(tx, meeting))
    tx.announce(flagsFeed(meeting), { kind: 'flag', flag: consoleFlag(row, row.found) } satisfies FlagsChange)
  tx.announce(flagsFeed(meeting), { kind: 'tries', tries: await lastTries(tx, meeting) } satisfies FlagsChange)
}
