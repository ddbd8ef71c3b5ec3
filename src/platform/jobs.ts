import { PgBoss } from 'pg-boss'
import type postgres from 'postgres'
import { asParams, idOfKey, type Job, type SendJobs } from './db.ts'
import type { Log } from './log.ts'

/**
 * The job queue: pg-boss on a client of its own. Jobs are put in by the transaction that promises them; a handler parses the payload and calls
 * the command a person would have called. It is tried again until it works; what failed to the end lies in the queue `dead`, visibly.
 */
export interface JobKind {
  /** Tries after the first; they wait longer and longer, up to `retryDelayMaxS`. */
  readonly retriesMax: number
  readonly run: (payload: unknown) => Promise<void>
  /** A cron line in UTC, for work that comes round. */
  readonly cron?: string
}

export interface Jobs {
  /** For `db.write`: puts the collected jobs into the open transaction. */
  readonly send: SendJobs
  /** Starts taking jobs. Until then they only gather. */
  work(kinds: Record<string, JobKind>): Promise<void>
  counts(): Promise<{ kind: string; waiting: number; failed: number }[]>
  stop(): Promise<void>
}

const SCHEMA = 'jobs'
const DEAD = 'dead'
const RETRY_DELAY_S = 2
const RETRY_DELAY_MAX_S = 300
const POLL_EVERY_S = 1
const NOTIFIED_POLL_EVERY_S = 15
const STOP_TIMEOUT_MS = 10_000
const COMPLETED_KEPT_S = 7 * 86_400

/**
 * @param names every kind of job there is: a queue must exist before anything is put into it
 */
export async function openJobs(client: postgres.Sql, names: readonly string[], log: Log): Promise<Jobs> {
  const boss = new PgBoss({
    schema: SCHEMA,
    useListenNotify: true,
    db: {
      executeSql: async (text, values = []) => ({ rows: await client.unsafe(text, asParams(client, values)) }),
      listen: async (channel, hear, onReconnect) => {
        const listening = await client.listen(channel, hear, onReconnect)
        return { close: () => listening.unlisten() }
      },
    },
  })
  boss.on('error', (error) => log.error({ err: error }, 'jobs: the queue had a fault'))
  boss.on('warning', (warning) => log.debug({ warning }, 'jobs: warning'))
  await boss.start()
  await boss.createQueue(DEAD)
  for (const name of names) await boss.createQueue(name, { deadLetter: DEAD, notify: true })
  const kinds = new Map<string, JobKind>()
  return {
    send: async (jobs, executeSql) => {
      for (const job of jobs) await boss.send(job.kind, job.payload, { ...optionsOf(job), db: { executeSql } })
    },
    work: async (given) => {
      for (const [name, kind] of Object.entries(given)) {
        kinds.set(name, kind)
        await boss.updateQueue(name, {
          retryLimit: kind.retriesMax,
          retryDelay: RETRY_DELAY_S,
          retryBackoff: true,
          retryDelayMax: RETRY_DELAY_MAX_S,
        })
        await boss.work(
          name,
          { pollingIntervalSeconds: POLL_EVERY_S, notifyPollingIntervalSeconds: NOTIFIED_POLL_EVERY_S },
          async (taken) => {
            for (const job of taken) await kind.run(job.data)
          },
        )
        if (kind.cron) await boss.schedule(name, kind.cron)
      }
    },
    counts: async () => {
      const queues = await boss.getQueues()
      return queues.map((queue) => ({
        kind: queue.name,
        waiting: queue.queuedCount,
        failed: queue.name === DEAD ? queue.totalCount : queue.failedCount,
      }))
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS, close: false }),
  }
}

function optionsOf(job: Job) {
  return {
    id: idOfKey(`${job.kind}/${job.key}`),
    deleteAfterSeconds: COMPLETED_KEPT_S,
    ...(job.at ? { startAfter: job.at } : {}),
  }
}
