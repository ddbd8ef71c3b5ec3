import assert from 'node:assert/strict'
import { test } from 'node:test'
import { act, comeIn, newActivity, openHall, openWorld, type Person, plain, refusalOf, send } from '../../../test/world.ts'
import type { ChoiceId, PreparedActivity } from '../../contract/activity.schema.ts'
import * as ledger from '../ledger/index.ts'
import { system } from '../people/index.ts'
import * as meetings from './index.ts'
import { bookOf } from './scoring.ts'

const world = await openWorld()
type Quiz = PreparedActivity & { kind: 'quiz' }
const quizOf = (more: Partial<Quiz> = {}): Quiz => ({
  kind: 'quiz',
  title: 'Which?',
  description: '',
  seconds: null,
  notes: '',
  choices: ['Right', 'Also right', 'Wrong'].map((text, i) => ({
    id: newActivity() as string as ChoiceId,
    text,
    short: '',
    right: i < 2,
  })),
  points: 1,
  firstPoints: 1,
  speed: false,
  penalty: 0,
  ...more,
})
const ids = (quiz: Quiz) => quiz.choices.map(({ id }) => id) as [ChoiceId, ChoiceId, ChoiceId]
const choose = (choice: ChoiceId) => ({ kind: 'quiz' as const, choice })
type Hall = Awaited<ReturnType<typeof openHall>>
const pointsOf = async (hall: Hall, person: Person) =>
  (await world.db.read((tx) => meetings.seat(tx, person, hall.meeting))).points
const scores = async (hall: Hall, persons: readonly Person[]) => Promise.all(persons.map((one) => pointsOf(hall, one)))
const isSound = async (hall: Hall, persons: readonly Person[]) => {
  assert.deepEqual(await world.db.read((tx) => ledger.audit(tx)), { sound: true })
  for (const person of persons) {
    const { points } = await world.db.read((tx) => ledger.balance(tx, bookOf(hall.meeting), person.id))
    assert.equal(points, await pointsOf(hall, person))
  }
}
const view = async (hall: Hall) => plain((await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))).view.phase)

test('LK-83 LK-84 LK-87: a right answer has its point when the result is shown, the first one more; nothing tells before', async () => {
  const quiz = quizOf()
  const hall = await openHall(world, [quiz], ['start'])
  const people = await comeIn(world, hall.code, ['Ada', 'Ben', 'Cleo', 'Dan'])
  const [ada, ben, cleo, dan] = people as [Person, Person, Person, Person]
  const [right, alsoRight, wrong] = ids(quiz)
  await act(world, hall, 'open')
  const [activity = newActivity()] = hall.activities
  for (const [person, choice] of [
    [ada, wrong],
    [ben, alsoRight],
    [cleo, right],
  ] as const)
    assert.equal(await send(world, person, activity, choose(choice)), 'counted')
  assert.equal(await refusalOf(world.db.read((tx) => meetings.tallyView(tx, ben, activity))), 'not-allowed')
  await world.db.write((tx) => meetings.publishTally(tx, activity))
  assert.match(JSON.stringify(await view(hall)), /"right":null.*"answered":3/)
  await act(world, hall, 'close')
  assert.match(JSON.stringify(await view(hall)), /"right":null.*"tally":null/)
  assert.deepEqual(await scores(hall, people), [0, 0, 0, 0])
  await act(world, hall, 'results')
  assert.deepEqual(await scores(hall, people), [0, 2, 1, 0])
  const phase = await view(hall)
  assert.ok(phase.at === 'results' && phase.activity.kind === 'quiz' && phase.tally.kind === 'quiz')
  assert.deepEqual([phase.activity.right, phase.tally.counts], [[right, alsoRight], { [right]: 1, [alsoRight]: 1, [wrong]: 1 }])
  await act(world, hall, 'scoreboard')
  const board = await view(hall)
  assert.deepEqual(board.at === 'scoreboard' && board.scores.slice(0, 2), [
    { name: 'Ben', points: 2, rank: 1 },
    { name: 'Cleo', points: 1, rank: 2 },
  ])
  await isSound(hall, [ada, ben, cleo, dan])
})

test('LK-85: of many right answers at once exactly one is first, and shown again nothing is given twice', async () => {
  const quiz = quizOf()
  const hall = await openHall(world, [quiz], ['start'])
  const people = await comeIn(
    world,
    hall.code,
    Array.from({ length: 30 }, (_, i) => `P${i}`),
  )
  const [right] = ids(quiz)
  const [activity = newActivity()] = hall.activities
  await act(world, hall, 'open')
  await Promise.all(people.map((person) => send(world, person, activity, choose(right))))
  await act(world, hall, 'close', 'results')
  const once = await scores(hall, people)
  assert.deepEqual(once.toSorted(), [...Array.from({ length: 29 }, () => 1), 2])
  await act(world, hall, 'open', 'results', 'next', 'back', 'close', 'results')
  assert.deepEqual(await scores(hall, people), once)
  await isSound(hall, people)
})

test('LK-08: without the reward nobody has more for being first', async () => {
  const quiz = quizOf()
  const hall = await openHall(world, [quiz], ['start'])
  await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { rewardFirst: false }))
  const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
  await act(world, hall, 'open')
  await send(world, ada, hall.activities[0] ?? newActivity(), choose(ids(quiz)[0]))
  await act(world, hall, 'results')
  assert.equal(await pointsOf(hall, ada), 1)
})

test('answers that are forgotten give back what they brought; answered anew they bring it again', async () => {
  const quiz = quizOf({ points: 3, penalty: 2 })
  const hall = await openHall(world, [quiz], ['start'])
  const people = (await comeIn(world, hall.code, ['Ada', 'Ben'])) as [Person, Person]
  const [ada, ben] = people
  const [right, , wrong] = ids(quiz)
  const [activity = newActivity()] = hall.activities
  await act(world, hall, 'open')
  await send(world, ada, activity, choose(right))
  await send(world, ben, activity, choose(wrong))
  await act(world, hall, 'results')
  assert.deepEqual(await scores(hall, people), [4, 0], 'nobody owes')
  await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open', null, true))
  assert.deepEqual(await scores(hall, people), [0, 0])
  await send(world, ben, activity, choose(right))
  await send(world, ada, activity, choose(wrong))
  await act(world, hall, 'results')
  assert.deepEqual(await scores(hall, people), [0, 4])
  await isSound(hall, people)
})

test('a wrong answer costs what the quiz says, as far as there is something', async () => {
  const [first, second] = [quizOf({ points: 5, firstPoints: 0 }), quizOf({ penalty: 3 })]
  const hall = await openHall(world, [first, second], ['start'])
  const people = (await comeIn(world, hall.code, ['Ada', 'Ben'])) as [Person, Person]
  const [ada, ben] = people
  const [one = newActivity(), two = newActivity()] = hall.activities
  await act(world, hall, 'open')
  await send(world, ada, one, choose(ids(first)[0]))
  await act(world, hall, 'results', 'next', 'open')
  for (const person of [ada, ben]) await send(world, person, two, choose(ids(second)[2]))
  await act(world, hall, 'results')
  assert.deepEqual(await scores(hall, people), [2, 0])
  await isSound(hall, people)
})

test('whoever is forgotten leaves their points to nobody: in the ledger no id of theirs is left', async () => {
  const quiz = quizOf()
  const hall = await openHall(world, [quiz], ['start'])
  const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
  await act(world, hall, 'open')
  await send(world, ada, hall.activities[0] ?? newActivity(), choose(ids(quiz)[0]))
  await act(world, hall, 'results')
  await world.db.write((tx) => meetings.forgetSeats(tx, [ada.id]))
  const accounts =
    await world.client`select owner, balance from ledger_accounts where book = ${bookOf(hall.meeting)} and owner is not null`
  assert.deepEqual(
    accounts.map(({ owner, balance }) => [owner === ada.id, Number(balance)]),
    [[false, 2]],
  )
  const [seat] = await world.client`select person, points from meetings_participants where meeting = ${hall.meeting}`
  assert.deepEqual([seat?.person, seat?.points], [accounts[0]?.owner, 2])
  assert.deepEqual(await world.db.read((tx) => ledger.audit(tx)), { sound: true })
})

test('points are lost by no crash between showing and telling: they are booked in the same transaction, or nothing is shown', async () => {
  const quiz = quizOf()
  const hall = await openHall(world, [quiz], ['start'])
  const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
  await act(world, hall, 'open')
  await send(world, ada, hall.activities[0] ?? newActivity(), choose(ids(quiz)[0]))
  const broken = new Error('the power went')
  await assert.rejects(
    world.db.write(async (tx) => {
      await meetings.stepAsSystem(tx, hall.meeting, 'results')
      throw broken
    }),
    broken,
  )
  assert.equal((await view(hall)).at, 'open')
  assert.equal(await pointsOf(hall, ada), 0)
  await isSound(hall, [ada])
})
