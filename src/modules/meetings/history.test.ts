import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import {
  act,
  allRows,
  comeIn,
  type Hall,
  id,
  newActivity,
  openHall,
  openWorld,
  type Person,
  plain,
  refusalOf,
  send,
  type World,
  word,
} from '../../../test/world.ts'
import type { ChoiceId, PreparedActivity } from '../../contract/activity.schema.ts'
import { RUNS_PER_MEETING_MAX } from '../../contract/limits.ts'
import type { ConsoleChange, MeetingChange } from '../../contract/meeting.schema.ts'
import { applyConsoleChange, applyMeetingChange, consoleFeed, meetingFeed } from '../../contract/meeting.ts'
import { type AnewPeople, type RunId, RunResults } from '../../contract/runs.schema.ts'
import { changesAfter } from '../../platform/feeds.ts'
import * as ledger from '../ledger/index.ts'
import { system } from '../people/index.ts'
import * as meetings from './index.ts'
import { bookOf } from './scoring.ts'

/** Goal: what was in a meeting can be read after it began anew, whatever happens since; and nothing of it counts in the next run. */
let world: World
before(async () => {
  world = await openWorld()
})

const choice = (text: string, right: boolean) => ({ id: newActivity() as string as ChoiceId, text, short: '', right })
const quiz: PreparedActivity & { kind: 'quiz' } = {
  kind: 'quiz',
  title: 'Which?',
  description: '',
  seconds: null,
  notes: '',
  choices: [choice('This', true), choice('That', false)],
  points: 3,
  firstPoints: 1,
  speed: false,
  penalty: 0,
}
const cloud: PreparedActivity = {
  kind: 'cloud',
  title: 'A word',
  description: '',
  seconds: null,
  notes: '',
  wordsPerPersonMax: 3,
}
const first = { kind: 'quiz' as const, choice: quiz.choices[0]?.id as ChoiceId }

/** A quiz that Ada wins, a word of both, and the end. */
async function played(): Promise<{ hall: Hall; ada: Person; bo: Person }> {
  const hall = await openHall(world, [quiz, cloud], ['start'])
  const [ada, bo] = (await comeIn(world, hall.code, ['Ada', 'Bo'])) as [Person, Person]
  await act(world, hall, 'open')
  assert.equal(await send(world, ada, hall.activities[0], first), 'counted')
  await act(world, hall, 'results', 'next', 'open')
  for (const [who, said] of [
    [ada, 'sun'],
    [bo, 'sun'],
    [bo, 'rain'],
  ] as const)
    assert.equal(await send(world, who, hall.activities[1], word(said)), 'counted')
  world.clock.forward(60_000)
  await act(world, hall, 'end')
  return { hall, ada, bo }
}
const anew = (hall: Hall, run: RunId, people: AnewPeople = 'stay', found: meetings.Found = new Map()) =>
  world.db.write((tx) => meetings.beginAnew(tx, system, hall.meeting, run, { people, foundNow: async () => found }))
const list = (hall: Hall, page = {}) => world.db.read((tx) => meetings.runList(tx, system, hall.meeting, page))
const read = async (hall: Hall, run: RunId) =>
  RunResults.parse(await world.db.read((tx) => meetings.runResults(tx, system, hall.meeting, run)))
const resultsNow = (hall: Hall) => world.db.read((tx) => meetings.resultsOf(tx, system, hall.meeting, new Map()))

test('LK-99: a meeting that has ended begins anew; what was is kept with people, answers, points, flags and times', async () => {
  const { hall, ada } = await played()
  const before = await resultsNow(hall)
  const run = id<RunId>()
  const flag = { name: 'Cellar', points: 2, at: world.clock.now.toISOString() }
  assert.equal(await anew(hall, run, 'stay', new Map([[ada.id, [flag]]])), true)
  const kept = await read(hall, run)
  assert.deepEqual(
    kept.participants.map(({ name, points, rank, answers, found }) => [
      name,
      points,
      rank,
      answers.map(({ text }) => text),
      found,
    ]),
    [
      ['Ada', 4, 1, ['This', 'sun'], [flag]],
      ['Bo', 0, 2, ['sun', 'rain'], []],
    ],
  )
  assert.deepEqual(kept.activities, plain(before.activities))
  assert.deepEqual([kept.run.people, kept.run.answers], [2, 4])
  assert.equal(Date.parse(kept.run.endedAt ?? '') - Date.parse(kept.run.beganAt ?? ''), 60_000)
  const now = await resultsNow(hall)
  assert.deepEqual(
    now.participants.map(({ name, points, answers }) => [name, points, answers]),
    [
      ['Ada', 0, []],
      ['Bo', 0, []],
    ],
  )
  assert.deepEqual(await world.db.read((tx) => ledger.audit(tx)), { sound: true })
  assert.equal((await world.db.read((tx) => ledger.balance(tx, bookOf(hall.meeting), ada.id))).points, 0)
})

test('the next run counts by itself, and what is changed or deleted leaves the earlier one as it was', async () => {
  const { hall, ada, bo } = await played()
  const [one, two] = [id<RunId>(), id<RunId>()]
  await anew(hall, one)
  const was = await read(hall, one)
  await act(world, hall, 'start', 'open')
  assert.equal(await send(world, bo, hall.activities[0], first), 'counted')
  await act(world, hall, 'results', 'end')
  await world.db.write((tx) => meetings.renameSeat(tx, ada, hall.meeting, 'Adele'))
  await world.db.write((tx) => meetings.deleteActivity(tx, system, hall.meeting, hall.activities[1] ?? newActivity()))
  await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { title: 'Another' }))
  assert.deepEqual({ ...(await read(hall, one)) }, was)
  await anew(hall, two)
  const page = await list(hall, { limit: 1 })
  assert.deepEqual([page.runs.map((run) => [run.id, run.title]), page.next], [[[two, 'Another']], two])
  assert.deepEqual(
    (await list(hall, { after: two })).runs.map((run) => run.id),
    [one],
  )
  assert.deepEqual(
    (await read(hall, two)).participants.map(({ name, points }) => [name, points]),
    [
      ['Bo', 4],
      ['Adele', 0],
    ],
  )
})

test('people leave where it is wished: seats and names are free, points do not come back with them', async () => {
  const { hall, ada } = await played()
  await anew(hall, id<RunId>(), 'leave')
  assert.equal(await refusalOf(world.db.read((tx) => meetings.seat(tx, ada, hall.meeting))), 'not-joined')
  assert.equal((await list(hall)).now.people, 0)
  const [again] = await world.db.write((tx) => meetings.join(tx, [{ actor: ada, code: hall.code, name: 'Ada' }]))
  assert.ok(again && 'name' in again, String(again))
  assert.equal((await world.db.read((tx) => meetings.seat(tx, ada, hall.meeting))).points, 0)
})

test('asked again with the same id nothing changes; before the end, under a foreign id and with a taken code it is refused', async () => {
  const { hall } = await played()
  const run = id<RunId>()
  await anew(hall, run)
  const rows = JSON.stringify(await allRows(world))
  assert.equal(await anew(hall, run, 'leave'), false)
  assert.equal(JSON.stringify(await allRows(world)), rows)
  assert.equal(await refusalOf(anew(hall, id<RunId>())), 'not-in-this-phase')
  const other = await played()
  assert.equal(await refusalOf(anew(other.hall, run)), 'conflict')
  assert.equal(await refusalOf(read(other.hall, run)), 'not-found')
  await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { code: other.hall.code }))
  assert.equal(await refusalOf(anew(other.hall, id<RunId>())), 'conflict')
})

test('what followers were told is what a fresh view shows', async () => {
  const { hall } = await played()
  const views = () =>
    world.db.read(async (tx) => ({
      desk: await meetings.consoleView(tx, system, hall.meeting),
      all: await meetings.meetingView(tx, system, hall.meeting),
    }))
  const { desk, all } = await views()
  await anew(hall, id<RunId>(), 'leave')
  const told = await world.db.read(async (tx) => ({
    desk: await changesAfter(tx, consoleFeed(hall.meeting), desk.seq, 100),
    all: await changesAfter(tx, meetingFeed(hall.meeting), all.seq, 100),
  }))
  const now = await views()
  const deskThen = told.desk.reduce((view, { change }) => applyConsoleChange(view, change as ConsoleChange), desk.view)
  const allThen = told.all.reduce((view, { change }) => applyMeetingChange(view, change as MeetingChange), all.view)
  assert.deepEqual([plain(deskThen), plain(allThen)], [plain(now.desk.view), plain(now.all.view)])
  assert.equal(now.desk.view.runs, 1)
})

test('answers forgotten after the end are kept first, once for each end; before it nothing is', async () => {
  const { hall, ada } = await played()
  const keepAndReset = (i: number) =>
    world.db.write(async (tx) => {
      await meetings.keepEnded(tx, system, hall.meeting, async () => new Map())
      await meetings.resetActivity(tx, system, hall.meeting, hall.activities[i] ?? newActivity())
    })
  await keepAndReset(0)
  await keepAndReset(1)
  const { runs } = await list(hall)
  assert.equal(runs.length, 1)
  assert.equal((await read(hall, runs[0]?.id as RunId)).run.answers, 4)
  await act(world, hall, 'resume', 'open')
  assert.equal(await send(world, ada, hall.activities[0], first), 'counted')
  await act(world, hall, 'results', 'next')
  await keepAndReset(0)
  assert.equal((await list(hall)).runs.length, 1)
})

test('who is forgotten is forgotten in earlier runs too; before that their own data tells of them', async () => {
  const { hall, ada } = await played()
  const run = id<RunId>()
  await anew(hall, run, 'leave')
  const { meetings: told } = await world.db.read((tx) => meetings.dataOf(tx, [ada.id]))
  assert.deepEqual(
    told.map(({ name, points, keptAt, answers }) => [name, points, keptAt, answers.map((one) => [one.title, one.said])]),
    [
      [
        'Ada',
        4,
        world.clock.now,
        [
          ['Which?', ['This']],
          ['A word', ['sun']],
        ],
      ],
    ],
  )
  assert.ok((await world.db.read((tx) => meetings.seatedAmong(tx, [ada.id]))).has(ada.id))
  await world.db.write((tx) => meetings.forgetSeats(tx, [ada.id]))
  const { participants, activities } = await read(hall, run)
  assert.deepEqual(
    participants.map(({ name, points }) => [name, points]),
    [
      ['–', 4],
      ['Bo', 0],
    ],
  )
  assert.equal(activities[0]?.tally.kind === 'quiz' && activities[0].tally.answered, 1)
  assert.doesNotMatch(JSON.stringify((await allRows(world)).meetings_run_seats), new RegExp(ada.id))
})

test('runs have an end: beyond fifty one is deleted first', async () => {
  const { hall } = await played()
  const last = id<RunId>()
  await anew(hall, last)
  await world.client`
    insert into meetings_runs (id, meeting, title, kept_at, people, answers, activities)
    select gen_random_uuid(), ${hall.meeting}, 'More', now(), 0, 0, '[]' from generate_series(2, ${RUNS_PER_MEETING_MAX})`
  await act(world, hall, 'end')
  assert.equal(await refusalOf(anew(hall, id<RunId>())), 'too-many')
  const drop = () => world.db.write((tx) => meetings.deleteRun(tx, system, hall.meeting, last))
  await drop()
  await drop()
  assert.equal(await refusalOf(read(hall, last)), 'not-found')
  assert.equal(await anew(hall, id<RunId>()), true)
})
