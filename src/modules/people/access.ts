import { type AccessChange, accessFeed } from '../../contract/people.ts'
import type { Tx } from '../../platform/db.ts'
import { idsOf, type Person } from './rules.ts'

/** Tells every node that what these persons may do has changed, so that it holds on open connections too. */
export function announceAccess(tx: Tx, ...persons: readonly Pick<Person, 'id' | 'others'>[]): void {
  tx.announce(accessFeed, { persons: persons.flatMap(idsOf) } satisfies AccessChange)
}
