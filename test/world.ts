import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import type postgres from 'postgres'
import type { ActivityId, AnswerId, ChoiceId, Given, PreparedActivity } from '../src/contract/activity.schema.ts'
import { freshId } from '../src/contract/ids.ts'
import type { EventId, MeetingId, PersonId, SeatId } from '../src/contract/meeting.schema.ts'
import type { Step } from '../src/contract/meeting.ts'
import { Refusal } from '../src/contract/refusal.ts'
import * as meetings from '../src/modules/meetings/index.ts'
import {
  type Actor,
  actorsOfTokens,
  addAccount,
  grant,
  type Role,
  signIn,
  stranger,
  system,
} from '../src/modules/people/index.ts'
import { type Bus, openLocalBus } from '../src/platform/bus.ts'
import { connect, type Db, type Job, openDb } from '../src/platform/db.ts'
import { globalSetup, globalTeardown, OPTIONS_VARIABLE, TEMPLATE } from './server.ts'

/** A fresh, migrated database for one test file, with a clock that stands still until it is moved. */
export interface World {
  readonly db: Db
  readonly client: postgres.Sql
  readonly lookups: postgres.Sql
  readonly bus: Bus
  /** How the driver reaches this database. */
  readonly options: Record<string, unknown>
  /** Jobs promised so far, in order. */
  readonly jobs: Job[]
  readonly clock: { now: Date; forward(ms: number): void }
}

/** Fewer than the program has: many worlds share one server. */
const CONNECTIONS_MAX = 6
const LOOKUP_CONNECTIONS_MAX = 2

const closers: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closers.reverse()) await close()
})

export async function openWorld(): Promise<World> {
  const own = process.env[OPTIONS_VARIABLE] === undefined
  if (own) await globalSetup()
  const server = JSON.parse(process.env[OPTIONS_VARIABLE] ?? '{}') as Record<string, unknown>
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = connect({ options: server }, 1)
  await admin.unsafe(`create database ${name} template ${TEMPLATE}`)
  const options = { ...server, database: name }
  const client = connect({ options }, CONNECTIONS_MAX)
  const lookups = connect({ options }, LOOKUP_CONNECTIONS_MAX)
  const bus = openLocalBus()
  const jobs: Job[] = []
  const clock = {
    now: new Date('2026-06-01T09:00:00Z'),
    forward(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms)
    },
  }
  const db = openDb({ client, lookups }, { bus, clock: () => clock.now, sendJobs: async (sent) => void jobs.push(...sent) })
  closers.push(async () => {
    await Promise.all([client.end({ timeout: 1 }), lookups.end({ timeout: 1 })])
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
    if (own) await globalTeardown()
  })
  return { db, client, lookups, bus, options, jobs, clock }
}

let count = 0
/** Ids in the order they were asked for. */
export const id = <Id extends string>(): Id => freshId<Id>(Date.now() + count++)
export const newMeeting = (): MeetingId => id()
export const newActivity = (): ActivityId => id()
export const newAnswer = (): AnswerId => id()
export const newPerson = (): PersonId => id()
export const newSeat = (): SeatId => id()

/** What is left as it was when an activity is added. */
export const unset = { seconds: null, notes: '' }
export const pollOf = (...texts: string[]): PreparedActivity & { kind: 'poll' } => ({
  kind: 'poll',
  title: 'Which one?',
  description: '',
  ...unset,
  choices: texts.map((text) => ({ id: id<ChoiceId>(), text, short: '' })),
  multiple: false,
  liveOnStage: true,
})
export const cloud: PreparedActivity & { kind: 'cloud' } = {
  kind: 'cloud',
  title: 'Say a word',
  description: '',
  ...unset,
  wordsPerPersonMax: 5,
}
export const slide: PreparedActivity & { kind: 'text' } = {
  kind: 'text',
  title: 'Hello',
  description: 'Some *text*.',
  ...unset,
}
export const choose = (...choices: ChoiceId[]): Given => ({ kind: 'poll', choices })
export const word = (text: string): Given => ({ kind: 'cloud', word: text })

/** What a command refused with, or null when it did not. Anything but a refusal is a fault, and thrown on. */
export async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

export type Person = Actor & { kind: 'person' }

/** A person with roles that are held nowhere but in this actor, as a command sees them. */
export const personWith = (name: string, ...roles: { role: Role; event: EventId | null }[]): Person => ({
  kind: 'person',
  id: newPerson(),
  name,
  roles,
})

/** Somebody with an account, signed in; with a role, if wanted. */
export async function signedIn(
  world: Pick<World, 'db'>,
  name: string,
  role: Role | null = null,
  event: EventId | null = null,
): Promise<{ person: PersonId; token: string }> {
  return world.db.write(async (tx) => {
    const account = id()
    const person = await addAccount(tx, { id: account, name }, null)
    if (role) await grant(tx, system, person.id, role, event)
    const { token } = await signIn(tx, person, account, { keep: false, device: '', instead: null })
    return { person: person.id, token }
  })
}

export interface Hall {
  readonly meeting: MeetingId
  readonly code: string
  readonly activities: readonly ActivityId[]
}

/** A meeting with these activities, as many steps on as wanted. */
export async function openHall(
  world: World,
  prepared: readonly PreparedActivity[],
  steps: readonly Step[] = [],
  event: EventId | null = null,
): Promise<Hall> {
  const meeting = newMeeting()
  const activities = prepared.map(() => newActivity())
  await world.db.write(async (tx) => {
    await meetings.createMeeting(
      tx,
      system,
      meeting,
      {
        ...{ title: 'Hall', description: '', listed: true, rewardFirst: true },
        ...{ startsAt: null, endsAt: null, showFlags: false, flagPrefix: 'Plenary', event, picture: null, pictureWords: '' },
      },
      '#',
    )
    for (const [i, one] of prepared.entries()) await meetings.putActivity(tx, system, meeting, activities[i] as ActivityId, one)
    for (const step of steps) await meetings.stepAsSystem(tx, meeting, step)
  })
  const { view } = await world.db.read((tx) => meetings.consoleView(tx, system, meeting))
  return { meeting, code: view.settings.code, activities }
}

/** Seats for these names, in order. @throws Refusal when one of them gets none */
export async function comeIn(world: World, code: string, names: readonly string[]): Promise<Person[]> {
  const all = await world.db.write((tx) =>
    meetings.join(
      tx,
      names.map((name) => ({ actor: stranger, code, name })),
    ),
  )
  const tokens = all.map((one) => {
    if (one instanceof Refusal) throw one
    return one.guest ?? ''
  })
  const found = await world.db.read((tx) => actorsOfTokens(tx, tokens, world.clock.now))
  return found.map((actor) => {
    if (actor?.kind !== 'person') throw new Error('a guest is nobody')
    return actor
  })
}

export const act = (world: World, hall: Hall, ...steps: readonly Step[]): Promise<void> =>
  world.db.write(async (tx) => {
    for (const step of steps) await meetings.stepAsSystem(tx, hall.meeting, step)
  })

/** One answer by itself: `counted`, or the code of the refusal. */
export async function send(
  world: World,
  actor: Actor,
  activity: ActivityId | undefined,
  given: Given,
  answer = newAnswer(),
): Promise<string> {
  const [outcome] = await world.db.write((tx) =>
    meetings.answer(tx, [{ actor, id: answer, activity: activity ?? newActivity(), given }]),
  )
  return outcome instanceof Refusal ? outcome.code : 'counted'
}

/** Every row of every table of ours, so that "changes nothing" can be said in full. */
export async function allRows(world: World): Promise<Record<string, unknown[]>> {
  const tables = await world.client<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`
  // One statement for all: asked one by one, the asking takes far longer than the rows.
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(jsonb_agg(r order by r::text), '[]') as rows from (select to_jsonb(t) as r from ${name} t) s`,
  )
  const found = await world.client.unsafe<{ name: string; rows: unknown[] }[]>(each.join(' union all '))
  const rowsOf = new Map(found.map(({ name, rows }) => [name, rows]))
  return Object.fromEntries(tables.map(({ name }) => [name, rowsOf.get(name) ?? []]))
}

/** News told at its own pace, whenever that is. */
const paced: readonly unknown[] = ['here', 'tally', 'answered', 'controller', 'scores', 'queue']
type Row = Record<string, unknown>
/** A scoreboard that is shown is told anew when somebody comes or goes. */
const isPaced = ({ kind, phase }: Row): boolean =>
  paced.includes(kind) || (kind === 'phase' && (phase as Row | undefined)?.at === 'scoreboard')

/** The same without what timers touch: who is here, running counts, and controls that fell silent. What is left changes by commands alone. */
export async function rowsAtRest(world: World): Promise<Record<string, unknown[]>> {
  const {
    platform_feeds: _numbers,
    webhooks_position: _position,
    meetings_scoreboards: _told,
    ...all
  } = (await allRows(world)) as Record<string, Row[]>
  const without = (rows: Row[] = [], ...keys: string[]): Row[] =>
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key))))
  return {
    ...all,
    platform_changes: (all.platform_changes ?? []).filter(({ change }) => !isPaced(change as Row)),
    meetings_activities: without(all.meetings_activities, 'tally'),
    meetings_queues: without(all.meetings_queues, 'queue'),
    meetings_meetings: without(
      all.meetings_meetings,
      'here',
      'controller',
      'controller_person',
      'controller_name',
      'controller_until',
    ),
  }
}

/** As it arrives on the other side of a wire. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value))
