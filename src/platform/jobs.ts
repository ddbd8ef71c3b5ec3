import { type JobResult, PgBoss } from 'pg-boss'
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
  /** How many of each kind wait for their time or their turn, and how many lie in `dead`. */
  counts(): Promise<{ kind: string; waiting: number; failed: number }[]>
  stop(): Promise<void>
}

const SCHEMA = 'jobs'
const DEAD = 'dead'
const RETRY_DELAY_S = 2
const RETRY_DELAY_MAX_S = 300
const POLL_EVERY_S = 1
const TAKEN_MAX = 10
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
  boss.on('error', (error) => log.error({ err: realFault(error) }, 'jobs: the queue had a fault'))
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
          {
            // New jobs are told at once; those whose time has come are not, so we look as often as without news.
            pollingIntervalSeconds: POLL_EVERY_S,
            notifyPollingIntervalSeconds: POLL_EVERY_S,
            batchSize: TAKEN_MAX,
            burstWhenBatchFull: true,
            perJobResults: true,
            includeMetadata: true,
          },
          (taken) => inTurn(taken, kind),
        )
        if (kind.cron) await boss.schedule(name, kind.cron)
      }
    },
    // Counted afresh: the queue's own numbers are a minute old, and hold a failed job twice.
    counts: async () => [
      ...(await client<{ kind: string; waiting: number; failed: number }[]>`
        select q.kind, count(*) filter (where j.name = q.kind and j.state < 'active')::int as waiting,
          count(*) filter (where j.name = ${DEAD})::int as failed
        from unnest(${[...names]}::text[]) with ordinality as q (kind, n)
        left join ${client(SCHEMA)}.job j on j.name = q.kind or (j.name = ${DEAD} and j.source_name = q.kind)
        group by q.kind, q.n order by q.n`),
    ],
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS, close: false }),
  }
}

/** The queue hands some faults on as plain objects with message and stack, of which a log would tell nothing; others come as they are. */
export function realFault(fault: unknown): unknown {
  if (fault instanceof Error || typeof fault !== 'object' || fault === null) return fault
  const { message, stack, ...facts } = fault as Record<string, unknown>
  if (typeof message !== 'string' || typeof stack !== 'string') return fault
  // The kind is left in the stack alone, and decides how much of the message may be told.
  const name = /^\w*Error(?=:|$)/m.exec(stack.split('\n', 1)[0] ?? '')?.[0] ?? 'Error'
  return Object.assign(new Error(message), facts, { name, stack })
}

/** In the order of their promises, each with an outcome of its own. */
async function inTurn(taken: readonly { id: string; data: unknown; createdOn: Date }[], kind: JobKind): Promise<JobResult[]> {
  const outcomes: JobResult[] = []
  for (const { id, data } of taken.toSorted((a, b) => +a.createdOn - +b.createdOn))
    outcomes.push(
      await kind.run(data).then(
        (): JobResult => ({ id, status: 'completed' }),
        (error): JobResult => ({ id, status: 'failed', output: { message: String(error?.message ?? error) } }),
      ),
    )
  return outcomes
}

function optionsOf(job: Job) {
  return {
    id: idOfKey(`${job.kind}/${job.key}`),
    deleteAfterSeconds: COMPLETED_KEPT_S,
    ...(job.at ? { startAfter: job.at } : {}),
  }
}
