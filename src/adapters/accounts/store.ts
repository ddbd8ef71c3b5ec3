import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

/** Until we commit nobody else takes a user name or an address: what was found free stays so. */
export async function holdNames(tx: Tx): Promise<void> {
  await tx.rows(sql`lock table auth_users in share row exclusive mode`)
}

const DEVICES_KNOWN_MAX = 20

/** Keeps that an account was signed in with this kind of browser, and returns those it was seen with before. */
export async function noteDevice(tx: Tx, account: string, device: string): Promise<string[]> {
  const [row] = await tx.rows<{ before: string[] }>(sql`
    with known as (select devices from auth_users where id = ${account} for update)
    update auth_users u set devices = (
      select jsonb_agg(d order by n) from (
        select d, min(n) as n from (
          select ${device}::text as d, 0 as n
          union all select d, n from jsonb_array_elements_text(known.devices) with ordinality as o (d, n)) as every
        group by d order by min(n) limit ${DEVICES_KNOWN_MAX}) as kept)
    from known where u.id = ${account} returning known.devices as before`)
  return row?.before ?? []
}

/** When an account was last signed in with, and with which kinds of browsers. */
export async function usesOf(tx: ReadTx, account: string): Promise<{ lastSignInAt: Date | null; devices: string[] }> {
  const [row] = await tx.rows<{ lastSignInAt: Date | null; devices: string[] }>(sql`
    select last_sign_in_at as "lastSignInAt", devices from auth_users where id = ${account}`)
  return row ?? { lastSignInAt: null, devices: [] }
}
