/**
 * Programmes from elsewhere: fetched or handed over, read, and taken in by the schedule's commands; on demand, and for what the configuration names
 * every few minutes. What cannot be read changes nothing, and says so with the age of what stands.
 */
import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { EventId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { TakenIn } from '../../contract/schedule.schema.ts'
import type { Programme } from '../../contract/schedule-programme.ts'
import { event as eventOf } from '../../modules/events/index.ts'
import { type Actor, system } from '../../modules/people/index.ts'
import * as schedule from '../../modules/schedule/index.ts'
import type { Config } from '../../platform/config.ts'
import type { Db } from '../../platform/db.ts'
import type { Leases } from '../../platform/leases.ts'
import type { Log } from '../../platform/log.ts'
import type { Outgoing } from '../../platform/outgoing.ts'
import { readApart } from './apart.ts'
import { fetchProgramme, type Source } from './fetching.ts'

export const stages = ['fetching', 'reading', 'writing'] as const
export type Stage = (typeof stages)[number]

export interface Wish {
  /** The bytes of a file, or where to fetch it. */
  readonly from: Uint8Array | Source
  /** Tells everybody at once; otherwise it waits for a release. */
  readonly release: boolean
  readonly note: string
  readonly daysOnly: boolean
  readonly onStage?: (stage: Stage, detail: string) => void
}

export interface ProgrammeMeans {
  readonly db: Db
  readonly outgoing: Outgoing
}

/** What is listed of what was skipped; there may be thousands. */
const SKIPPED_LISTED_MAX = 200
/** Goes up when the same bytes are read otherwise. */
const READER = 1

/**
 * Takes a programme in. Null: it is byte by byte what was taken in last.
 * @throws Refusal `not-allowed`, `not-found`, `programme-unfit`, `too-large`, `address-private`; nothing has changed then
 */
export async function take({ db, outgoing }: ProgrammeMeans, actor: Actor, event: EventId, wish: Wish): Promise<TakenIn | null> {
  const { from, onStage = () => {} } = wish
  if (!schedule.runsDay(actor, event)) throw new Refusal('not-allowed')
  const { timeZone, startsOn, endsOn } = await db.read((tx) => eventOf(tx, event))
  const address = from instanceof Uint8Array ? null : from.url
  if (!(from instanceof Uint8Array)) onStage('fetching', from.url)
  const bytes = from instanceof Uint8Array ? from : await fetchProgramme(outgoing, from, (n) => onStage('fetching', `${n} bytes`))
  const hash = hashOf(bytes, [timeZone, ...(wish.daysOnly ? [startsOn, endsOn] : [])])
  if (hash === (await db.read((tx) => schedule.takenHash(tx, actor, event)))) return again(db, actor, event, wish)
  onStage('reading', `${bytes.length} bytes`)
  const read = await readApart(bytes, timeZone)
  const programme = wish.daysOnly ? within(read, { timeZone, startsOn, endsOn }) : read
  onStage('writing', `${programme.sessions.length} sessions`)
  return db.write(async (tx) => {
    const taken = await schedule.takeIn(tx, actor, event, programme, hash)
    const release = wish.release ? await schedule.release(tx, actor, event, { version: '', note: wish.note }) : null
    const skipped = programme.skipped.slice(0, SKIPPED_LISTED_MAX)
    const more = programme.skipped.length - skipped.length
    const outcome: TakenIn = { ...taken, skipped: [...skipped], more, released: release?.n ?? null }
    if (address !== null) await schedule.noteGood(tx, actor, event, { address, outcome })
    return outcome
  })
}

/** The same file read in another zone, for other days or by a later reader may say something else. */
const hashOf = (bytes: Uint8Array, read: readonly string[]): string =>
  `${READER}/${read.join('/')}/${createHash('sha256').update(bytes).digest('base64url')}`

/** What is prepared came from these very bytes; it may still wait for a release. */
function again(db: Db, actor: Actor, event: EventId, { from, release, note }: Wish): Promise<null> {
  return db.write(async (tx) => {
    if (release) await schedule.release(tx, actor, event, { version: '', note })
    if (!(from instanceof Uint8Array)) await schedule.noteGood(tx, actor, event, { address: from.url, outcome: null })
    return null
  })
}

/** Sessions that begin on one of the event's days, where it is. */
export function within(programme: Programme, days: { timeZone: string; startsOn: string; endsOn: string }): Programme {
  const dateOf = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(days.timeZone).toPlainDate().toString()
  const isIn = ({ startsAt }: { startsAt: string }) => dateOf(startsAt) >= days.startsOn && dateOf(startsAt) <= days.endsOn
  const out = programme.sessions.filter((one) => !isIn(one))
  const skipped = [...programme.skipped, ...out.map(({ title }) => ({ what: title, why: 'it is on none of the event’s days' }))]
  return { ...programme, sessions: programme.sessions.filter(isIn), skipped }
}

export interface Programmes {
  /** Takes in on demand, and remembers how far it is. @throws Refusal as `take` */
  take(actor: Actor, event: EventId, wish: Omit<Wish, 'onStage'>): Promise<TakenIn | null>
  /** How far taking in is that runs on this node; null: none does. */
  stageOf(event: EventId): { stage: Stage; detail: string } | null
  close(): Promise<void>
}

type Configured = Config['programme'][number]
const MINUTE_MS = 60_000
const isSet = (one: Configured): one is Configured & { url: string; into: string } => one.url !== null && one.into !== null

/** @param minuteMs how long a minute takes; for tests */
export function openProgrammes(
  means: ProgrammeMeans & { readonly log: Log; readonly leases: Leases; readonly isOn: () => boolean },
  configured: Config['programme'],
  minuteMs = MINUTE_MS,
): Programmes {
  const running = new Map<EventId, { stage: Stage; detail: string }>()
  const run: Programmes['take'] = async (actor, event, wish) => {
    if (running.has(event)) throw new Refusal('unavailable', { waitSeconds: 5 })
    running.set(event, { stage: 'fetching', detail: '' })
    try {
      return await take(means, actor, event, { ...wish, onStage: (stage, detail) => running.set(event, { stage, detail }) })
    } finally {
      running.delete(event)
    }
  }
  const sources = configured.filter(isSet)
  if (sources.length > 0)
    void means.leases.hold('programme', async (lost) => {
      await Promise.all(sources.map((source) => comeRound(means, source, run, minuteMs, lost)))
    })
  return { take: run, stageOf: (event) => running.get(event) ?? null, close: async () => {} }
}

/** Looks at one source again and again, until the lease is lost. */
async function comeRound(
  { db, log, isOn }: Pick<Parameters<typeof openProgrammes>[0], 'db' | 'log' | 'isOn'>,
  { kind, url, token, into, everyM, review, daysOnly }: Configured & { url: string; into: string },
  run: Programmes['take'],
  minuteMs: number,
  lost: AbortSignal,
): Promise<void> {
  const event = into as EventId
  while (!lost.aborted) {
    if (isOn())
      try {
        const taken = await run(system, event, { from: { kind, url, token }, release: !review, note: '', daysOnly })
        if (taken) log.info({ event, url, ...taken, skipped: taken.skipped.length }, 'programme: taken in')
      } catch (error) {
        const why = error instanceof Refusal ? (error.hint ?? error.code) : 'a fault'
        log.warn(
          { event, url, err: error instanceof Refusal ? undefined : error, why },
          'programme: could not be taken in; what stands stays',
        )
        await db.write((tx) => schedule.noteFault(tx, system, event, url, why)).catch(() => {})
      }
    await pause(everyM * minuteMs, lost)
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
