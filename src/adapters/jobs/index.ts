/**
 * The job handlers: each parses its payload and calls the command a person would have called, or says what was promised to an outside world.
 */
import { z } from 'zod'
import { ActivityId } from '../../contract/activity.schema.ts'
import { ChannelBinding, MeetingId } from '../../contract/meeting.schema.ts'
import { dropOld as dropOldOfBoards, endPresence } from '../../modules/board/index.ts'
import { dropOldMails } from '../../modules/mails/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { dropOldSignIns, system } from '../../modules/people/index.ts'
import { dropOldDeliveries } from '../../modules/webhooks/index.ts'
import type { Tx } from '../../platform/db.ts'
import { CHANGES_KEPT_DAYS, dropOldChanges } from '../../platform/feeds.ts'
import type { JobKind } from '../../platform/jobs.ts'
import { forgetOld } from './retention.ts'
import { type WatchMeans, watchJobs } from './watching.ts'

export type Told = NonNullable<Awaited<ReturnType<typeof meetings.toTell>>>

export interface JobMeans extends WatchMeans {
  /** Says it in the channel, on every connection that is in it; rejects while there is none. */
  readonly tell: (binding: ChannelBinding, what: Told) => Promise<void>
  /** Codes that ran out, and accounts that nobody confirmed. */
  readonly dropOldAccounts: (tx: Tx) => Promise<void>
  /** Has those look who send what is due. */
  readonly wake: { mails(): void }
}

const Opening = z.object({ meeting: MeetingId, activity: ActivityId, opening: z.int(), closesAt: z.string().optional() })
const Telling = Opening.extend({ what: z.enum(['opened', 'results']), ...ChannelBinding.shape })
const RETRIES_MAX = 10

export const jobNames = ['close-activity', 'tell-channel', 'tell-watchers', 'tell-watcher', 'send-mails', 'tidy-up'] as const

export function makeJobs(means: JobMeans): Record<(typeof jobNames)[number], JobKind> {
  const { db, dropOldAccounts, tell, wake } = means
  return {
    'close-activity': {
      retriesMax: RETRIES_MAX,
      run: async (payload) => {
        const { meeting, activity, ...of } = Opening.parse(payload)
        await db.write((tx) => meetings.closeActivity(tx, system, meeting, activity, of))
      },
    },
    'tell-channel': {
      retriesMax: RETRIES_MAX,
      run: async (payload) => {
        const { meeting, activity, opening, what, ...binding } = Telling.parse(payload)
        const told = await db.read((tx) => meetings.toTell(tx, meeting, activity, opening, what))
        if (told) await tell(binding, told)
      },
    },
    ...watchJobs(means),
    'send-mails': { retriesMax: RETRIES_MAX, run: async () => wake.mails() },
    'tidy-up': {
      retriesMax: 2,
      cron: '17 3 * * *',
      run: async () => {
        while ((await db.write((tx) => dropOldChanges(tx, new Date(tx.now.getTime() - CHANGES_KEPT_DAYS * 86_400_000)))) > 0);
        await db.write(dropOldSignIns)
        await db.write(dropOldAccounts)
        await db.write(dropOldMails)
        await db.write(endPresence)
        await db.write(dropOldOfBoards)
        await forgetOld(db)
        await db.write(dropOldDeliveries)
      },
    },
  }
}
