import { z } from 'zod'
import type { MailId } from '../../contract/mails.schema.ts'
import { EventId, PersonId } from '../../contract/meeting.schema.ts'
import * as board from '../../modules/board/index.ts'
import { type Db, idOfKey, type Tx } from '../../platform/db.ts'
import type { JobKind } from '../../platform/jobs.ts'

/**
 * Topics are told to those who watch for them: one job finds whom, then each of them has a job of their own, so that one who cannot be reached holds up
 * nobody. Each is told once: by direct message on the network where they asked for it, when they are there; else by mail, where an address is known;
 * else when they come back within a day.
 */
export interface WatchMeans {
  readonly db: Db
  /** False: they are not there. Rejects while there is no connection to their network. */
  readonly tellTopic: (
    to: { readonly network: string; readonly name: string; readonly language: string },
    topic: board.ToldTopic & { readonly at: string },
  ) => Promise<boolean>
  /** Promises a mail to whoever has a confirmed address; false: nobody has. */
  readonly mailTopic: (tx: Tx, mail: MailId, person: PersonId, topic: board.ToldTopic) => Promise<boolean>
}

const Topic = z.object({
  event: EventId,
  track: z.string(),
  verb: z.enum(['now', 'next']),
  text: z.string(),
  place: z.string().nullable(),
  speaker: PersonId.nullable(),
  at: z.iso.datetime(),
  act: z.string(),
})
const ToldTo = Topic.extend({ watch: z.int() })

const RETRIES_MAX = 10
/** With waits of five minutes at most, that is a good day. */
const TELL_RETRIES_MAX = 320
const TELL_MS_MAX = 24 * 3_600_000
/** A connection that was just lost comes back: so long nobody is written to instead. */
const RECONNECT_MS = 600_000

export const watchJobs = (means: WatchMeans): Record<'tell-watchers' | 'tell-watcher', JobKind> => ({
  'tell-watchers': {
    retriesMax: RETRIES_MAX,
    run: async (payload) => {
      const topic = Topic.parse(payload)
      await means.db.write((tx) => board.promiseTellings(tx, topic))
    },
  },
  'tell-watcher': {
    retriesMax: TELL_RETRIES_MAX,
    run: async (payload) => {
      const topic = ToldTo.parse(payload)
      const ageMs = Date.now() - Date.parse(topic.at)
      if (ageMs > TELL_MS_MAX) return
      const watcher = await means.db.read((tx) => board.watcher(tx, topic.watch))
      if (!watcher || (await toldInChat(means, watcher, topic, ageMs))) return
      const { person } = watcher
      const mail = idOfKey(`topic/${topic.act}/${topic.watch}`) as MailId
      if (person && (await means.db.write((tx) => means.mailTopic(tx, mail, person, topic)))) return
      if (watcher.network !== null) throw new Error('whoever watches is not there')
    },
  },
})

async function toldInChat(
  { tellTopic }: WatchMeans,
  { network, name, language }: NonNullable<Awaited<ReturnType<typeof board.watcher>>>,
  topic: z.infer<typeof Topic>,
  ageMs: number,
): Promise<boolean> {
  if (network === null) return false
  try {
    return await tellTopic({ network, name, language }, topic)
  } catch (error) {
    if (ageMs < RECONNECT_MS) throw error
    return false
  }
}
