import { Refusal } from '../../../contract/refusal.ts'
import * as board from '../../../modules/board/index.ts'
import type { BoardWords } from '../../../words/board/en.ts'
import { inAll } from '../../../words/everywhere.ts'
import { refusalsWords } from '../../../words/refusals/all.ts'
import type { AdminCommand } from '../commands.ts'
import { contextOf, type DayMeans, type HeardOfDay } from './context.ts'
import { mustOperate } from './operator.ts'
import type { Replies } from './replies.ts'

type Fetch = AdminCommand & { readonly do: 'fetch' }
const refusalsIn = await inAll(refusalsWords)

/**
 * `~fetchdb`: takes in a ptgbot's document from an address. Nothing changes unless all of it can be read. Its line is done once that it may be
 * fetched is known: other lines do not wait for another server.
 */
export function openFetching(
  { db, fetchText }: DayMeans,
  replies: Replies,
  failed: (of: HeardOfDay, command: Fetch, error: unknown) => void,
): (of: HeardOfDay, command: Fetch, words: BoardWords) => Promise<void> {
  async function fetchInto(of: HeardOfDay, address: string, words: BoardWords): Promise<string> {
    const { hearing } = of
    const { event } = hearing
    const text = await fetchText(address, board.PTG_CHARS_MAX)
    const { view } = await db.read((tx) => board.boardView(tx, event))
    const held = { days: view.days, tracks: view.tracks.map(({ name }) => name) }
    const { document, notes } = board.readPtgDocument(text, { timeZone: view.event.timeZone, held })
    const wrong = notes.find((note) => note.wrong)
    if (!document || wrong) return words.fetchError(`${wrong?.path ?? ''} ${wrong?.says ?? ''}`.trim())
    return db.write(async (tx) => {
      const { actor, as, line } = await contextOf(of, tx, words)
      if (!(await board.firstTime(tx, line))) return ''
      await board.takeInPtg(tx, actor, event, { document, from: address, network: as.network }, as)
      return words.fetchOk(address)
    })
  }

  return async (of, command, words) => {
    await db.write(async (tx) => mustOperate(await contextOf(of, tx, words)))
    const refused = ({ code, hint }: Refusal) => words.fetchError(hint ?? refusalsIn(of.hearing.language)[code])
    void fetchInto(of, command.address, words).then(
      (reply) => reply !== '' && replies.send(of, reply),
      (error) => (error instanceof Refusal ? replies.send(of, refused(error)) : failed(of, command, error)),
    )
  }
}
