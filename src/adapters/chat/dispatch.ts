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
import { openLinking } from './linking.ts'
import type { Heard, Network } from './network.ts'

/**
 * From a line heard to a command. The same for all networks. A line that is no answer is ordinary talk, and never answered; a counted answer
 * needs no reply, since the result is the reply.
 */
export interface DispatchMeans {
  readonly db: Db
  readonly log: Log
  readonly answers: Batch<meetings.GivenAnswer, meetings.Outcome>
  readonly counted: (activity: ActivityId) => void
  readonly cameIn: (meeting: MeetingId) => void
}

/** One word of help for one person now and then, so that a channel is not flooded. */
const repliesRate = { burst: 1, perSecond: 1 / 30, keysMax: 5_000 }
const repliesInChannelRate = { burst: 3, perSecond: 1 / 10, keysMax: 1_000 }
const told: readonly RefusalCode[] = ['already-answered', 'word-limit']

/**
 * What it returns never rejects: a line that could not be taken in is logged (without its words) and harms no other.
 * @param server tells accounts and channels of one IRC network from those of another: `ada` here is not `ada` there
 */
export function openDispatch(means: DispatchMeans): (network: Network, server: string, heard: Heard) => Promise<void> {
  const replies = openRate(repliesRate)
  const repliesInChannel = openRate(repliesInChannelRate)
  const linked = openLinking(means)
  const take = async (network: Network, server: string, heard: Heard): Promise<void> => {
    const { channel, sender } = heard
    if (await linked(network, server, heard)) return
    if (channel === null || !/^[!-/:-@[-`{-~]./.test(heard.text)) return
    const meeting = await means.db.read((tx) => meetings.heardBy(tx, { network: network.name, server, channel }))
    if (meeting?.phase.at !== 'open' || !heard.text.startsWith(meeting.answerPrefix)) return
    const { activity } = meeting.phase
    const given = meetings.readWords(activity, heard.text.slice(meeting.answerPrefix.length))
    if (!given) return
    const account = `${server}/${sender.account}`
    const actor = await means.db.write(async (tx) => {
      const found = await people.actorOfHandle(tx, { network: network.name, account, name: sender.name, proven: sender.proven })
      await meetings.seatFromChat(tx, meeting.id, found, network.name)
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
      await network
        .say(channel, `${sender.name}: ${words[outcome.code]}`)
        .catch((error) => means.log.debug({ err: error }, 'chat: a reply was not sent'))
    }
  }
  return (network, server, heard) =>
    take(network, server, heard).catch((error) => {
      // Whoever is banned is heard no more, and told nothing.
      if (!(error instanceof Refusal)) means.log.error({ err: error }, 'chat: a line was not taken in')
    })
}
