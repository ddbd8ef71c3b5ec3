import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import type postgres from 'postgres'
import type { ActivityId, AnswerId, ChoiceId, Given, PreparedActivity } from '../src/contract/activity.schema.ts'
import { freshId } from '../src/contract/ids.ts'
import type { MeetingId, PersonId, SeatId } from '../src/contract/meeting.schema.ts'
import { type Bus, openLocalBus } from '../src/platform/bus.ts'
import { connect, type Db, type Job, openDb } from '../src/platform/db.ts'
import { globalSetup, globalTeardown, OPTIONS_VARIABLE, TEMPLATE } from './server.ts'

/** A fresh, migrated database for one test file, with a clock that stands still until it is moved. */
export interface World {
  readonly db: Db
  readonly client: postgres.Sql
  readonly bus: Bus
  /** How the driver reaches this database. */
  readonly options: Record<string, unknown>
  /** Jobs promised so far, in order. */
  readonly jobs: Job[]
  readonly clock: { now: Date; forward(ms: number): void }
}

const closers: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closers) await close()
})

export async function openWorld(): Promise<World> {
  const own = process.env[OPTIONS_VARIABLE] === undefined
  if (own) await globalSetup()
  const server = JSON.parse(process.env[OPTIONS_VARIABLE] ?? '{}') as Record<string, unknown>
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = connect({ options: server }, 1)
  await admin.unsafe(`create database ${name} template ${TEMPLATE}`)
  const options = { ...server, database: name }
  const client = connect({ options })
  const bus = openLocalBus()
  const jobs: Job[] = []
  const clock = {
    now: new Date('2026-06-01T09:00:00Z'),
    forward(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms)
    },
  }
  const db = openDb(client, { bus, clock: () => clock.now, sendJobs: async (sent) => void jobs.push(...sent) })
  closers.push(async () => {
    await client.end({ timeout: 1 })
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
    if (own) await globalTeardown()
  })
  return { db, client, bus, options, jobs, clock }
}

let count = 0
/** Ids in the order they were asked for. */
export const id = <Id extends string>(): Id => freshId<Id>(Date.now() + count++)
export const newMeeting = (): MeetingId => id()
export const newActivity = (): ActivityId => id()
export const newAnswer = (): AnswerId => id()
export const newPerson = (): PersonId => id()
export const newSeat = (): SeatId => id()

export const pollOf = (...texts: string[]): PreparedActivity & { kind: 'poll' } => ({
  kind: 'poll',
  title: 'Which one?',
  description: '',
  choices: texts.map((text) => ({ id: id<ChoiceId>(), text, short: '' })),
  multiple: false,
  liveOnStage: true,
})
export const cloud: PreparedActivity & { kind: 'cloud' } = {
  kind: 'cloud',
  title: 'Say a word',
  description: '',
  wordsPerPersonMax: 5,
}
export const slide: PreparedActivity & { kind: 'text' } = { kind: 'text', title: 'Hello', description: 'Some *text*.' }
export const choose = (...choices: ChoiceId[]): Given => ({ kind: 'poll', choices })
export const word = (text: string): Given => ({ kind: 'cloud', word: text })
