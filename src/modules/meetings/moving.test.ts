import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  act,
  choose,
  cloud,
  comeIn,
  newActivity,
  newMeeting,
  openHall,
  openWorld,
  plain,
  pollOf,
  refusalOf,
  send,
  slide,
  word,
} from '../../../test/world.ts'
import type { ActivityId, ChoiceId, PreparedActivity } from '../../contract/activity.schema.ts'
import { guardOfNew } from '../../contract/guard.schema.ts'
import { freshId } from '../../contract/ids.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { MeetingFile, MeetingResults } from '../../contract/moving.schema.ts'
import { system } from '../people/index.ts'
import * as meetings from './index.ts'

const world = await openWorld()
const fileOf = (id: MeetingId) => world.db.read((tx) => meetings.meetingFile(tx, system, id))
const take = (id: MeetingId, file: MeetingFile) =>
  world.db.write((tx) => meetings.takeMeetingFile(tx, system, id, { event: null, file }))
const desk = async (id: MeetingId) => plain((await world.db.read((tx) => meetings.consoleView(tx, system, id))).view)
const results = async (id: MeetingId) =>
  MeetingResults.parse(await world.db.read((tx) => meetings.resultsOf(tx, system, id, new Map())))

const text = (max: number) =>
  fc.string({ minLength: 1, maxLength: max, unit: fc.constantFrom(...'aZ9éğ 日🙂-_*.') }).map((s) => `x${s}`.slice(0, max).trim())
const choice = fc.record({
  id: fc.integer({ min: 1, max: 1e9 }).map((n) => freshId<ChoiceId>(n)),
  text: text(40),
  short: fc.constant(''),
})
const choices = fc.uniqueArray(choice, { minLength: 2, maxLength: 20, selector: ({ id }) => id })
const about = { title: text(100), description: text(200), notes: text(200) }
const seconds = { seconds: fc.option(fc.integer({ min: 5, max: 3_600 }), { nil: null }) }
const flag = fc.boolean()
const aPrepared: fc.Arbitrary<PreparedActivity> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), ...about, ...seconds }),
  fc.record({ kind: fc.constant('poll' as const), ...about, ...seconds, choices, multiple: flag, liveOnStage: flag }),
  fc.record({
    kind: fc.constant('quiz' as const),
    ...about,
    ...seconds,
    choices: choices.map((all) => all.map((one, i) => ({ ...one, right: i === 0 }))),
    points: fc.integer({ min: 0, max: 1_000 }),
    firstPoints: fc.integer({ min: 0, max: 1_000 }),
    speed: flag,
    penalty: fc.integer({ min: 0, max: 1_000 }),
  }),
  fc.record({ kind: fc.constant('cloud' as const), ...about, ...seconds, wordsPerPersonMax: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant('scale' as const), ...about, ...seconds, low: text(20), high: text(20), liveOnStage: flag }),
)
const aFile: fc.Arbitrary<MeetingFile> = fc.record({
  plenary: fc.constant('meeting' as const),
  version: fc.constant(1 as const),
  settings: fc.record({
    title: text(50),
    description: text(200),
    answerPrefix: fc.constantFrom('#', '!'),
    listed: flag,
    rewardFirst: flag,
    showFlags: flag,
    flagPrefix: fc.constantFrom('', 'Plenary'),
    picture: fc.constant(null),
    pictureWords: fc.constant(''),
    guard: fc.record({
      filter: fc.constantFrom('off' as const, 'names' as const, 'names and words' as const),
      languages: fc.constant(guardOfNew.languages),
      ...{ review: flag, locked: fc.constant(false), secondCode: flag },
    }),
    startsAt: fc.constantFrom(null, '2026-06-01T09:00:00.000Z'),
    endsAt: fc.constantFrom(null, '2026-06-01T09:00:00.000Z', '2026-06-02T09:00:00.000Z'),
  }),
  activities: fc.array(aPrepared, { maxLength: 6 }),
  flags: fc.constant([]),
})

test('out and in again, a meeting is the same document, whatever stands in it', async () => {
  await fc.assert(
    fc.asyncProperty(aFile, async (given) => {
      const [one, other] = [newMeeting(), newMeeting()]
      await take(one, MeetingFile.parse(plain(given)))
      const out = MeetingFile.parse(plain(await fileOf(one)))
      await take(other, out)
      assert.deepEqual(plain(await fileOf(other)), plain(out))
      assert.equal(out.activities.length, given.activities.length)
    }),
    { numRuns: 40 },
  )
})

test('a document tells neither answers nor names, neither code nor key, and makes a meeting once', async () => {
  const poll = pollOf('Left', 'Right')
  const hall = await openHall(world, [poll, slide], ['start', 'open'])
  const [ada] = await comeIn(world, hall.code, ['Ada Example'])
  await send(world, ada ?? system, hall.activities[0], choose(poll.choices[0]?.id as ChoiceId))
  const { stageKey } = await desk(hall.meeting)
  const told = JSON.stringify(await fileOf(hall.meeting))
  for (const secret of [hall.code, stageKey, 'Ada Example', hall.meeting, ...hall.activities])
    assert.ok(!told.includes(secret), secret)
  const id = newMeeting()
  const file = await fileOf(hall.meeting)
  await take(id, file)
  await take(id, file)
  const made = await desk(id)
  assert.equal(made.activities.length, 2)
  assert.deepEqual(
    [made.at, made.here, made.activities.map(({ done, answered }) => [done, answered])],
    [
      'before',
      0,
      [
        [false, 0],
        [false, 0],
      ],
    ],
  )
  assert.notEqual(made.settings.code, hall.code)
})

test('what does not fit is refused with its path, and nothing is made', async () => {
  const file = await fileOf((await openHall(world, [slide])).meeting)
  for (const [broken, path] of [
    [{ ...file, version: 2 }, 'version'],
    [{ ...file, extra: 1 }, ''],
    [{ ...file, activities: [{ kind: 'hologram' }] }, 'activities.0.kind'],
    [{ ...file, flags: ['x'] }, 'flags.0'],
  ] as const) {
    const { error } = MeetingFile.safeParse(broken)
    assert.equal(error?.issues[0]?.path.join('.'), path)
  }
  const twice = pollOf('a', 'b')
  const wrong = { ...twice, choices: twice.choices.map((one) => ({ ...one, short: 'same' })) }
  const id = newMeeting()
  assert.equal(await refusalOf(take(id, { ...file, activities: [slide, wrong] })), 'conflict')
  assert.equal(await refusalOf(fileOf(id)), 'not-found')
})

const add = (meeting: MeetingId, all: { id: ActivityId; prepared: PreparedActivity }[]) =>
  world.db.write((tx) => meetings.addActivities(tx, system, meeting, all))

test('activities that come together come at the end, all or none, and once', async () => {
  const { meeting, activities } = await openHall(world, [slide])
  const all = [pollOf('a', 'b'), cloud].map((prepared) => ({ id: newActivity(), prepared }))
  await add(meeting, all)
  await add(meeting, all)
  assert.deepEqual(
    (await desk(meeting)).activities.map(({ id }) => id),
    [...activities, ...all.map(({ id }) => id)],
  )
  const many = Array.from({ length: 198 }, () => ({ id: newActivity(), prepared: slide }))
  assert.equal(await refusalOf(add(meeting, many)), 'too-many')
  const other = await openHall(world, [slide])
  const foreign = { id: other.activities[0] as ActivityId, prepared: slide }
  assert.equal(await refusalOf(add(meeting, [{ id: newActivity(), prepared: slide }, foreign])), 'conflict')
  assert.equal((await desk(meeting)).activities.length, 3)
})

test('LK-19 one action duplicates an activity right behind the original, without answers and not done; asked twice it is one', async () => {
  const poll = pollOf('Left', 'Right')
  const hall = await openHall(world, [poll, slide], ['start', 'open'])
  const [first, second] = hall.activities as [ActivityId, ActivityId]
  const [ada] = await comeIn(world, hall.code, ['Ada'])
  await send(world, ada ?? system, first, choose(poll.choices[0]?.id as ChoiceId))
  await act(world, hall, 'results', 'next')
  const copy = newActivity()
  for (let i = 0; i < 2; i++) await world.db.write((tx) => meetings.copyActivity(tx, system, hall.meeting, first, copy))
  const { activities } = await desk(hall.meeting)
  assert.deepEqual(
    activities.map(({ id }) => id),
    [first, copy, second],
  )
  const [original, made] = activities
  assert.deepEqual(made, { id: copy, prepared: original?.prepared, notesHtml: '', done: false, answered: 0 })
  assert.equal(original?.answered, 1)
  assert.equal(original?.done, true)
})

test('results say what the rows say: counts as on the screen, each answer once, points as on the scoreboard', async () => {
  const quiz: PreparedActivity & { kind: 'quiz' } = {
    ...pollOf('Right', 'Wrong'),
    kind: 'quiz',
    choices: pollOf('Right', 'Wrong').choices.map((one, i) => ({ ...one, right: i === 0 })),
    points: 3,
    firstPoints: 1,
    speed: false,
    penalty: 0,
  }
  delete (quiz as Record<string, unknown>).multiple
  delete (quiz as Record<string, unknown>).liveOnStage
  const hall = await openHall(world, [quiz, cloud], ['start', 'open'])
  const [asked, words] = hall.activities as [ActivityId, ActivityId]
  const people = await comeIn(world, hall.code, ['Ada', 'Bo', 'Cy'])
  for (const [i, person] of people.entries())
    await send(world, person, asked, { kind: 'quiz', choice: quiz.choices[i === 2 ? 1 : 0]?.id as ChoiceId })
  await act(world, hall, 'results', 'next', 'open')
  await send(world, people[2] ?? system, words, word('Tea'))
  await send(world, people[2] ?? system, words, word('cake'))
  await act(world, hall, 'results')
  const { activities, participants } = await results(hall.meeting)
  for (const one of activities)
    assert.deepEqual(one.tally, (await world.db.read((tx) => meetings.result(tx, system, one.id))).tally)
  assert.deepEqual(
    participants.map(({ name, points, rank, answers }) => [name, points, rank, ...answers.map((one) => [one.text, one.points])]),
    [
      ['Ada', 4, 1, ['Right', 4]],
      ['Bo', 3, 2, ['Right', 3]],
      ['Cy', 0, 3, ['Wrong', 0], ['Tea', null], ['cake', null]],
    ],
  )
  const rows = await world.client`select p.name, b.points from meetings_answers b
    join meetings_participants p on p.person = b.person and p.meeting = ${hall.meeting} order by p.name, b.n`
  assert.deepEqual(
    rows.map(({ name, points }) => [name, points]),
    participants.flatMap(({ name, answers }) => answers.map(({ points }) => [name, points])),
  )
})
