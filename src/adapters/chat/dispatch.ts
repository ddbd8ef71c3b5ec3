import type { ActivityId, AnswerId } from '../../contract/activity.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { Refusal, type RefusalCode } from '../../contract/refusal.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import type { Batch } from '../../platform/batch.ts'
import { type Db, idOfKey } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import { openRate } from '../../platform/rate.ts'
import { defaultLanguage, languageOf } from '../../words/languages.ts'
import { refusalsWords } from '../../words/refusals/all.ts'
import { type Line, parseLine } from './commands.ts'
import { type DayMeans, type HeardOfDay, type Hearing, openDay } from './day/index.ts'
import { openLinking } from './linking.ts'
import type { Heard, Network } from './network.ts'

/**
 * From a line heard to a command. The same for all networks. A line that is neither a command nor an answer is ordinary talk, and never answered; a
 * counted answer needs no reply, since the result is the reply.
 */
export interface DispatchMeans {
  readonly db: Db
  readonly log: Log
  readonly answers: Batch<meetings.GivenAnswer, meetings.Outcome>
  readonly counted: (activity: ActivityId) => void
  readonly cameIn: (meeting: MeetingId) => void
  /** Left out: whatever is typed, it is about no event's day. */
  readonly day?: Pick<DayMeans, 'boardLink' | 'fetchText'>
  /** Which parts are on. */
  readonly isOn?: (part: 'live' | 'event-day') => boolean
  /** The instance's own list of words. */
  readonly ownWords?: () => meetings.OwnWords
}

/** One word of help for one person now and then, so that a channel is not flooded. */
const repliesRate = { burst: 1, perSecond: 1 / 30, keysMax: 5_000 }
const repliesInChannelRate = { burst: 3, perSecond: 1 / 10, keysMax: 1_000 }
const told: readonly RefusalCode[] = ['already-answered', 'word-limit', 'word-unfit', 'muted']

type Bound = NonNullable<Awaited<ReturnType<typeof meetings.heardBy>>>
type Open = Bound & { readonly phase: Bound['phase'] & { readonly at: 'open' } }
type Dispatch = (network: Network, hearing: Hearing | string, heard: Heard) => Promise<void>

/**
 * What it returns never rejects: a line that could not be taken in is logged (without its words) and harms no other.
 * @param hearing of a server alone where nothing is about an event
 */
export function openDispatch(means: DispatchMeans): Dispatch {
  const linked = openLinking(means)
  const day = means.day ? openDay({ ...means, ...means.day }) : null
  const answer = openAnswering(means)
  const isOn = means.isOn ?? (() => true)

  /** The open meeting that hears this channel, when the line begins with its sign. */
  const meetingOf = async (network: Network, server: string, { channel, text }: Heard): Promise<Open | null> => {
    if (channel === null || !isOn('live') || !/^[!-/:-@[-`{-~]./.test(text)) return null
    const meeting = await means.db.read((tx) => meetings.heardBy(tx, { network: network.name, server, channel }))
    return meeting?.phase.at === 'open' && text.startsWith(meeting.answerPrefix) ? (meeting as Open) : null
  }

  const take = async (network: Network, hearing: Hearing, heard: Heard): Promise<void> => {
    const { event, server } = hearing
    if (await linked(network, server, heard)) return
    const line =
      day && event !== null && isOn('event-day') ? parseLine(heard.text, heard.channel === null ? 'private' : 'channel') : null
    if (!day || event === null || !line || line.for === 'nobody') {
      const meeting = await meetingOf(network, server, heard)
      return meeting ? answer(network, server, heard, meeting) : undefined
    }
    const of: HeardOfDay = { network, hearing: { ...hearing, event }, heard }
    let answered: Open | null = null
    try {
      const meeting = await meetingOf(network, server, heard)
      if (meeting && !(await isOfDay(line, meeting, heard.text, (track) => day.isTrack(event, track)))) answered = meeting
    } catch (error) {
      if (line.for === 'noise' || error instanceof Refusal) throw error
      return void day.failed(of, line, error)
    }
    await (answered ? answer(network, server, heard, answered) : day.take(of, line))
  }
  return (network, hearing, heard) =>
    take(
      network,
      typeof hearing === 'string' ? { server: hearing, event: null, language: defaultLanguage } : hearing,
      heard,
    ).catch((error) => {
      // Whoever is banned is heard no more, and told nothing.
      if (!(error instanceof Refusal)) means.log.error({ err: error }, 'chat: a line was not taken in')
    })
}

/**
 * While answers are taken in the same channel, under the same sign: help and what everybody may are of the day, then come lines that are short
 * answers and nothing else, then tracks. What is left is an answer.
 */
async function isOfDay(
  line: Exclude<Line, { readonly for: 'nobody' }>,
  { phase, answerPrefix }: Open,
  text: string,
  isTrack: (name: string) => Promise<boolean>,
): Promise<boolean> {
  if (line.for === 'noise') return false
  if (line.for === 'user' || line.for === 'operator')
    return line.command.do !== 'wrong' || !line.command.fault.endsWith('Unknown')
  if (line.for === 'help') return true
  return !meetings.isShort(phase.activity, text.slice(answerPrefix.length)) && (await isTrack(line.track))
}

/** Answers to what is open: each goes into the round of the others; only what was typed in vain has a reply, now and then. */
function openAnswering(means: DispatchMeans) {
  const replies = openRate(repliesRate)
  const repliesInChannel = openRate(repliesInChannelRate)
  return async (network: Network, server: string, heard: Heard, meeting: Open): Promise<void> => {
    const { channel, sender } = heard
    const { activity } = meeting.phase
    const given = meetings.readWords(activity, heard.text.slice(meeting.answerPrefix.length))
    if (!given || channel === null) return
    const account = `${server}/${sender.account}`
    const actor = await means.db.write(async (tx) => {
      const found = await people.actorOfHandle(tx, { network: network.name, account, name: sender.name, proven: sender.proven })
      await meetings.seatFromChat(tx, meeting.id, found, network.name, means.ownWords?.())
      return found
    })
    means.cameIn(meeting.id)
    const id = idOfKey(`${network.name}/${server}/${heard.id}`) as AnswerId
    const outcome = await means.answers.add({ actor, id, activity: activity.id, given })
    if (!(outcome instanceof Refusal)) return means.counted(activity.id)
    const nowMs = heard.at.getTime()
    const mayReply = replies.has(account, nowMs) && repliesInChannel.has(`${server}/${channel}`, nowMs)
    if (told.includes(outcome.code) && mayReply) {
      replies.take(account, nowMs)
      repliesInChannel.take(`${server}/${channel}`, nowMs)
      const words = await refusalsWords[languageOf(meeting.language) ?? defaultLanguage]()
      network
        .say(channel, `${sender.name}: ${words[outcome.code]}`)
        .catch((error) => means.log.debug({ err: error }, 'chat: a reply was not sent'))
    }
  }
}
