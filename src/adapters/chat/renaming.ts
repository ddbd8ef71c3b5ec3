import { renameHandle } from '../../modules/people/index.ts'
import type { Db } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import type { Network, Renamed } from './network.ts'

/**
 * Whoever changes their name on an open connection stays who they are, with all that is kept of them; and nobody who takes the old name gets any
 * of it. What it returns never rejects.
 */
export function openRenaming({ db, log }: { readonly db: Db; readonly log: Log }) {
  return async ({ name: network }: Network, server: string, { from, to, name }: Renamed): Promise<void> => {
    const at = (account: string) => ({ network, account: `${server}/${account}` })
    await db
      .write((tx) => renameHandle(tx, at(from), { ...at(to), name }))
      .catch((error) => log.error({ err: error }, 'chat: a change of names was not taken in'))
  }
}
