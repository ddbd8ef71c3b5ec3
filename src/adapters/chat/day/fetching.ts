import { Refusal } from '../../../contract/refusal.ts'
import * as board from '../../../modules/board/index.ts'
import type { BoardWords } from '../../../words/board/en.ts'
import { defaultLanguage, languageOf } from '../../../words/languages.ts'
import { refusalsWords } from '../../../words/refusals/all.ts'
import { contextOf, type DayMeans, type HeardOfDay } from './context.ts'
import { mustOperate } from './operator.ts'
import type { Replies } from './replies.ts'

/**
 * `~fetchdb`: takes in a ptgbot's document from an address. Nothing changes unless all of it can be read. Its line is done once that it may be
 * fetched is known: other lines do not wait for another server.
 */
export function openFetching({ db, log, fetchText }: DayMeans, replies: Replies) {
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

  const answer = async (of: HeardOfDay, address: string, words: BoardWords): Promise<string> => {
    try {
      return await fetchInto(of, address, words)
    } catch (error) {
      if (!(error instanceof Refusal)) log.error({ err: error }, 'chat: a database was not taken in')
      const sentences = await refusalsWords[languageOf(of.hearing.language) ?? defaultLanguage]()
      if (!(error instanceof Refusal)) return words.fetchError(sentences.unavailable)
      return words.fetchError(error.hint ?? sentences[error.code])
    }
  }

  return async (of: HeardOfDay, address: string, words: BoardWords): Promise<void> => {
    await db.write(async (tx) => mustOperate(await contextOf(of, tx, words)))
    void answer(of, address, words).then((reply) => reply !== '' && replies.send(of, reply))
  }
}
