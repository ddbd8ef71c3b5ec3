import type { Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

/** Until we commit nobody else takes a user name or an address: what was found free stays so. */
export async function holdNames(tx: Tx): Promise<void> {
  await tx.rows(sql`lock table auth_users in share row exclusive mode`)
}
