import type { FeedDoor } from '../../contract/doors.ts'
import { type AccessChange, accessFeed } from '../../contract/people.ts'
import type { Connection } from './connection.ts'

/**
 * What a person may do can change while they are connected: a role is taken, a sign-in ended, somebody banned. Then each of their open connections is
 * asked about anew, on every node, and what they may not follow any more ends.
 */
export interface Access {
  /** Reads what has changed since the last look. Cheap to call too often: calls while a look is under way become one more look. */
  look(): Promise<void>
  /** The number of the last change that was heeded; -1 before the first look. */
  last(): number
}

const CHANGES_AT_ONCE_MAX = 500

export function openAccess(door: FeedDoor, connections: Iterable<Connection>): Access {
  let last = -1
  let again = false
  let looking: Promise<void> | null = null

  const heed = async (persons: ReadonlySet<string>): Promise<void> => {
    await Promise.all([...connections].map((one) => (door.anew(one.caller, persons) ? one.permitAnew() : null)))
  }

  const lookOnce = async (): Promise<void> => {
    const now = (await door.seqs([accessFeed])).get(accessFeed) ?? 0
    // Whoever connects from here on is asked about by then; and after a restore the numbers begin lower.
    if (last < 0 || now < last) last = now
    while (last < now) {
      const changes = await door.changesAfter(accessFeed, last, CHANGES_AT_ONCE_MAX)
      const persons = changes.flatMap(({ change }) => (change as AccessChange).persons)
      last = changes.at(-1)?.seq ?? now
      await heed(new Set(persons))
    }
  }

  const run = async (): Promise<void> => {
    try {
      while (again) {
        again = false
        await lookOnce()
      }
    } finally {
      looking = null
    }
  }

  return {
    last: () => last,
    look: () => {
      again = true
      looking ??= run()
      return looking
    },
  }
}
