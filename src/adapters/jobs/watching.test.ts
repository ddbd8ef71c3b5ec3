import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDay, hear, is, world } from '../../../test/chat-rows.ts'
import { plain } from '../../../test/world.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import * as board from '../../modules/board/index.ts'
import { readPattern } from '../../modules/board/patterns.ts'
import { system } from '../../modules/people/index.ts'
import { boardWords } from '../../words/board/all.ts'
import { type Language, languages } from '../../words/languages.ts'
import { topicLine } from '../chat/day/telling.ts'
import { type WatchMeans, watchJobs } from './watching.ts'

/** The jobs over people who can be away. */
function jobsOf(mailTopic: WatchMeans['mailTopic'] = async () => false) {
  const told: string[] = []
  const away = new Set<string>()
  const tellTopic: WatchMeans['tellTopic'] = async ({ name, language }, topic) => {
    if (away.has(name)) return false
    told.push(`${name}: ${topicLine(await boardWords[language as Language](), topic, new Date(topic.at))}`)
    return true
  }
  return { told, away, jobs: watchJobs({ db: world.db, tellTopic, mailTopic }) }
}
type Jobs = ReturnType<typeof jobsOf>['jobs']
type Promised = { kind: keyof Jobs; key: string; payload: { at: string } }

/** What was promised since, as of now: lines are said at another time than jobs look at the clock. */
const promisedSince = (from: number) =>
  (plain(world.jobs.slice(from)) as Promised[]).map((job) => ({
    ...job,
    payload: { ...job.payload, at: new Date().toISOString() },
  }))

/** Carries out what was promised since, and what that promises; those that failed. */
async function workOff(jobs: Jobs, since: number): Promise<Promised[]> {
  const failed: Promised[] = []
  for (let from = since, all = promisedSince(from); all.length > 0; all = promisedSince(from)) {
    from += all.length
    for (const job of all) await jobs[job.kind].run(job.payload).catch(() => failed.push(job))
  }
  return failed
}

async function toldBy(event: EventId, lines: readonly string[]): Promise<string[]> {
  const { told, jobs } = jobsOf()
  const from = world.jobs.length
  for (const line of lines) await hear(event, line)
  is(await workOff(jobs, from), [])
  return told
}

const sub = 'Zoe> subscribe #kelp now.*unit test'
interface Case {
  readonly n: string
  readonly after: readonly string[]
  readonly says: readonly string[]
  readonly told: readonly string[]
}
const cases: readonly Case[] = [
  { n: '83', after: [sub], says: ['alice: #Kelp now Unit TESTs'], told: ['Zoe: now: #kelp (Sail Loft A): Unit TESTs'] },
  {
    n: '83a',
    after: [sub],
    says: ['alice: #kelp NOW  about   Unit  Tests'],
    told: ['Zoe: now: #kelp (Sail Loft A): about Unit Tests'],
  },
  { n: '84', after: [sub], says: ['alice: #tides now unit test'], told: [] },
  { n: '85', after: [sub], says: ['alice: #kelp next lunch', 'alice: #kelp next unit test'], told: [] },
  {
    n: '86',
    after: [sub, 'Zoe> subscribe ^#tides now'],
    says: ['alice: #kelp now unit test', 'alice: #tides now salt'],
    told: ['Zoe: now: #tides (Pier One): salt'],
  },
  {
    n: '87',
    after: ['Zoe> subscribe NEXT .*$'],
    says: ['alice: #gulls next of nests', 'alice: #gulls now eggs'],
    told: ['Zoe: next: #gulls: of nests'],
  },
  { n: '87a', after: ['Zoe> subscribe ^tides'], says: ['alice: #tides now tides'], told: [] },
  {
    n: '90',
    after: ['Zoe> subscribe .'],
    says: ['alice: #tides now same', 'alice: #tides now same'],
    told: ['Zoe: now: #tides (Pier One): same', 'Zoe: now: #tides (Pier One): same'],
  },
  {
    n: '91',
    after: ['Zoe> subscribe .'],
    says: ['alice: #tides etherpad https://p.example', 'alice: #tides location Pier', 'alice: #tides clean'],
    told: [],
  },
  { n: '92', after: ['Zoe> subscribe .', 'Zoe> unsubscribe'], says: ['alice: #tides now x'], told: [] },
  {
    n: '89',
    after: ['Bob> subscribe salt', 'Zoe> subscribe tides', 'carol> subscribe kelp', 'Bob> subscribe SALT'],
    says: ['alice: #tides now salt'],
    told: ['Bob: now: #tides (Pier One): salt', 'Zoe: now: #tides (Pier One): salt'],
  },
]
test('PT-31: a pattern is looked for anywhere in what was typed, whatever the case, and in now and next alone', async () => {
  for (const { n, after, says, told } of cases) {
    const event = await aDay()
    for (const line of after) await hear(event, line)
    assert.deepEqual(await toldBy(event, says), told, n)
  }
})

test('PT-32: what was typed, the track, where it is if anybody said so, and the topic, in every language', async () => {
  for (const { tag } of languages) {
    const event = await aDay()
    await hear(event, 'Zoe> subscribe .', tag)
    const says = [
      'alice: #gulls next nests',
      'alice: #gulls location Deck (7)',
      'alice: #gulls now eggs',
      'alice: #gulls location',
    ]
    const told = await toldBy(event, [...says, 'alice: #gulls now shells'])
    is(told, ['Zoe: next: #gulls: nests', 'Zoe: now: #gulls (Deck (7)): eggs', 'Zoe: now: #gulls: shells'])
    const topic = { event, track: 'gulls', verb: 'now', text: 'eggs', place: null, speaker: null, act: 'a' } as const
    const late = topicLine(
      await boardWords[tag](),
      { ...topic, at: '2026-06-05T08:00:00.000Z' },
      new Date('2026-06-05T09:00:00Z'),
    )
    assert.match(late, /^now: #gulls: eggs .*2026-06-05 08:00 UTC/)
  }
})

const EVIL = '(a+)+$'
test('PT-35: an evil pattern costs no more than another, alone and on the way from a line to a message', async () => {
  const topic = `${'a'.repeat(399)}!`
  const evil = [EVIL, '(a|aa)+$', '(a*)*b', '(.*a){20}$', '^(([a-z])+.)+[A-Z]([a-z])+$']
  const runs = 50
  for (const pattern of evil) {
    const read = readPattern(pattern)
    assert.ok('matches' in read, pattern)
    const start = performance.now()
    for (let i = 0; i < runs; i++) read.matches(`#tides now ${topic}`)
    // An engine that goes back and tries again would not be done in years; the bound is the row's, taken over many runs.
    assert.ok((performance.now() - start) / runs < 100, pattern)
  }
  const event = await aDay()
  await hear(event, `Zoe> subscribe ${EVIL}`)
  await hear(event, 'Bob> subscribe ^#tides')
  is(await toldBy(event, [`alice: #tides now ${topic}`]), [`Bob: now: #tides (Pier One): ${topic}`])
  is(await toldBy(event, ['alice: #tides now baa']), ['Zoe: now: #tides (Pier One): baa', 'Bob: now: #tides (Pier One): baa'])
})

test('PT-37: whoever cannot be told is tried again, and neither others nor the reply wait for it', async () => {
  const event = await aDay()
  for (const nick of ['Bob', 'Zoe', 'carol']) await hear(event, `${nick}> subscribe .`)
  const { told, away, jobs } = jobsOf(async () => {
    throw new Error('no mail can be sent')
  })
  away.add('Bob')
  const from = world.jobs.length
  const [reply] = await hear(event, 'alice: #gulls now eggs')
  assert.match(reply ?? '', /^#harbour alice: .*#gulls/)
  const failed = await workOff(jobs, from)
  is(told, ['Zoe: now: #gulls: eggs', 'carol: now: #gulls: eggs'])
  is(
    failed.map(({ kind }) => kind),
    ['tell-watcher'],
  )
  away.clear()
  for (const job of failed) await jobs[job.kind].run(job.payload)
  is(told.slice(2), ['Bob: now: #gulls: eggs'])
})

test('PT-38: one’s own topics are told as all others, unless the event wants them not to be', async () => {
  const event = await aDay()
  await hear(event, 'Zoe> subscribe .')
  await hear(event, 'Bob> subscribe .')
  is(await toldBy(event, ['Zoe: #tides now self']), ['Zoe: now: #tides (Pier One): self', 'Bob: now: #tides (Pier One): self'])
  await world.db.write((tx) => board.changeSettings(tx, system, event, { selfTold: false }))
  is(await toldBy(event, ['Zoe: #tides now again']), ['Bob: now: #tides (Pier One): again'])
  is(await toldBy(event, ['alice: #tides now else']), ['Zoe: now: #tides (Pier One): else', 'Bob: now: #tides (Pier One): else'])
})
