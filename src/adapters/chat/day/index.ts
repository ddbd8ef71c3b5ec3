import { randomBytes } from 'node:crypto'
import type { EventId } from '../../../contract/meeting.schema.ts'
import { Refusal } from '../../../contract/refusal.ts'
import type { TrackName } from '../../../contract/schedule.schema.ts'
import * as board from '../../../modules/board/index.ts'
import * as events from '../../../modules/events/index.ts'
import * as schedule from '../../../modules/schedule/index.ts'
import type { ReadTx } from '../../../platform/db.ts'
import { openRate } from '../../../platform/rate.ts'
import { boardWords } from '../../../words/board/all.ts'
import { inAll } from '../../../words/everywhere.ts'
import type { Line } from '../commands.ts'
import { isNoise } from '../commands.ts'
import { type Context, contextOf, type DayMeans, type HeardOfDay, type Reply, Said } from './context.ts'
import { faultReply } from './faults.ts'
import { openFetching } from './fetching.ts'
import { carryOutOperator } from './operator.ts'
import { openReplies } from './replies.ts'
import { carryOutTrack } from './track.ts'
import { carryOutUser } from './user.ts'

export type { DayMeans, HeardOfDay, Hearing } from './context.ts'

/** An event's day in a chat: from a line that is a command to what is done, and to what is answered. The same for all networks. */

/** Whoever types faster than this is a machine: what comes beyond is not heard. */
const linesRate = { burst: 30, perSecond: 2, keysMax: 5_000 }
const wordsIn = await inAll(boardWords)

type Command = Exclude<Line, { readonly for: 'nobody' }>
/** What was asked for, without a word of what was typed. */
const nameOf = (line: Command): string => ('command' in line ? `${line.for} ${line.command.do}` : line.for)

export function openDay(means: DayMeans) {
  const lines = openRate(linesRate)
  const replies = openReplies(means)

  /** What went wrong is logged under an id; whoever typed the line is told the id and no more, where they typed it. */
  const failed = (of: HeardOfDay, line: Command, error: unknown): void => {
    const id = randomBytes(4).toString('hex')
    // A fault of the database does not tell who asked it.
    means.log.error({ err: error, id, command: nameOf(line) }, 'chat: a command could not be carried out')
    replies.send(of, wordsIn(of.hearing.language).fault(id))
  }
  const fetching = openFetching(means, replies, (of, command, error) => failed(of, { for: 'operator', command }, error))
  const mayGoOn = ({ network, hearing, heard }: HeardOfDay): boolean =>
    lines.take(`${network.name}/${hearing.server}/${heard.sender.account}`, heard.at.getTime())

  /** Carries out a line that is a command. */
  async function take(of: HeardOfDay, line: Command): Promise<void> {
    const { hearing } = of
    if (!mayGoOn(of)) return
    const words = wordsIn(hearing.language)
    try {
      if (!(await means.db.look((tx) => events.exists(tx, hearing.event))))
        return means.log.warn({ event: hearing.event }, 'chat: the event of this channel does not exist')
      if (line.for === 'help') return replies.send(of, words.help(means.boardLink(hearing.event)))
      if (line.for === 'operator' && line.command.do === 'fetch') return await fetching(of, line.command, words)
      const reply = await means.db.write((tx) => inTransaction(of, line, { tx, words }))
      if (reply !== null) replies.send(of, reply)
    } catch (error) {
      if (error instanceof Said) return replies.send(of, error.reply)
      // Whoever is banned is heard no more, and told nothing.
      if (error instanceof Refusal && error.code === 'banned') return
      failed(of, line, error)
    }
  }

  async function inTransaction(
    of: HeardOfDay,
    line: Exclude<Command, { readonly for: 'help' }>,
    { tx, words }: Pick<Context, 'tx' | 'words'>,
  ): Promise<Reply> {
    const { event, language } = of.hearing
    if (await isUnanswered(tx, event, line)) return null
    const given = await contextOf(of, tx, words)
    if (!(await board.firstTime(tx, given.line))) return null
    if (line.for === 'noise') return faultReply(words, line.command)
    if (line.for === 'user') return carryOutUser({ ...given, language }, line.command)
    if (line.for === 'track') return carryOutTrack(given, line.track, line.command)
    return line.command.do === 'fetch' ? null : carryOutOperator(given, line.command)
  }

  return {
    take,
    isTrack: (event: EventId, name: string) => means.db.look((tx) => isTrack(tx, event, name)),
    /** For a line that could not even be looked at. */
    failed: (of: HeardOfDay, line: Command, error: unknown) => mayGoOn(of) && failed(of, line, error),
  }
}

const isTrack = async (tx: ReadTx, event: EventId, name: string): Promise<boolean> =>
  (await schedule.track(tx, event, name as TrackName)) !== null

/** `+1` and `#1` are talk, unless the event wants them answered. */
async function isUnanswered(tx: Context['tx'], event: EventId, line: Line): Promise<boolean> {
  const noise = line.for === 'noise' || (line.for === 'track' && isNoise(line.track))
  return noise && !(await board.settingsNow(tx, event)).noiseAnswered
}
