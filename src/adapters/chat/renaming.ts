import * as board from '../../modules/board/index.ts'
import * as people from '../../modules/people/index.ts'
import type { Db, Tx } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import type { Network, Renamed } from './network.ts'

/**
 * Whoever changes their name on an open connection stays who they are, with all that is kept of them; and nobody who takes the old name gets any
 * of it. What it returns never rejects.
 */
export function openRenaming({ db, log }: { readonly db: Db; readonly log: Log }) {
  const rename = async (
    tx: Tx,
    network: Network,
    server: string,
    { from, to, oldName, name, account }: Renamed,
  ): Promise<void> => {
    const at = (id: string) => ({ network: network.name, account: `${server}/${id}` })
    const as = (nick: string) => ({ name: nick, nameKey: network.fold(nick), network: `${network.name}/${server}` })
    const isAtAnEvent = await board.isKnownAs(tx, as(oldName))
    const whoIs = (id: string, nick: string) => people.actorOfHandle(tx, { ...at(id), name: nick, proven: account !== null })
    const before = isAtAnEvent ? await whoIs(account ?? from, oldName) : null
    await people.renameHandle(tx, at(from), { ...at(to), name })
    if (before) await board.rename(tx, { before, after: await whoIs(account ?? to, name), from: as(oldName), to: as(name) })
  }
  return (network: Network, server: string, change: Renamed): Promise<void> =>
    db
      .write((tx) => rename(tx, network, server, change))
      .catch((error) => log.error({ err: error }, 'chat: a change of names was not taken in'))
}
