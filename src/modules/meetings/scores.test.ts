import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  act,
  comeIn,
  newActivity,
  newSeat,
  openHall,
  openWorld,
  type Person,
  personWith,
  plain,
  pollOf,
  refusalOf,
  send,
  slide,
} from '../../../test/world.ts'
import type { ActivityId, ChoiceId, PreparedActivity } from '../../contract/activity.schema.ts'
import { SCORES_LIVE_MAX } from '../../contract/limits.ts'
import { consoleFeed, meetingFeed } from '../../contract/meeting.ts'
import type { ScoresChange } from '../../contract/scores.schema.ts'
import { applyScoresChange, rankedScores, scoresFeed } from '../../contract/scores.ts'
import { changesAfter, feedSeq } from '../../platform/feeds.ts'
import * as ledger from '../ledger/index.ts'
import { actorOfHandle, stranger, system } from '../people/index.ts'
import * as meetings from './index.ts'
import { bookOf } from './scoring.ts'

const world = await openWorld()
type Hall = Awaited<ReturnType<typeof openHall>>

const [right, wrong] = [newActivity(), newActivity()] as string[] as [ChoiceId, ChoiceId]
const quizOf = (points: number): PreparedActivity => ({
  kind: 'quiz',
  title: 'Which?',
  seconds: null,
  notes: '',
  description: '',
  choices: [
    { id: right, text: 'Right', short: '', right: true },
    { id: wrong, text: 'Wrong', short: '', right: false },
  ],
  points,
  firstPoints: 0,
  speed: false,
  penalty: 0,
})
const answer = (person: Person, activity: ActivityId | undefined, choice: ChoiceId) =>
  send(world, person, activity, { kind: 'quiz', choice })
const board = async (hall: Hall) => plain(await world.db.read((tx) => meetings.scoresView(tx, system, hall.meeting)))
const lines = async (hall: Hall) => (await board(hall)).view.rows.map(({ rank, name, points }) => `${rank} ${name} ${points}`)
const newsOf = async (feed: string, after: number) =>
  (await world.db.read((tx) => changesAfter(tx, feed, after, 1_000))).map(({ change }) => change as { kind: string })
/** Names that mean nothing in any language, nor in digits for letters. */
const nameOf = (i: number) => `q${i.toString(3).padStart(6, '0').replace(/0/g, 'x').replace(/1/g, 'y').replace(/2/g, 'z')}`
const seatOf = (hall: Hall, person: Person) => world.db.read((tx) => meetings.seat(tx, person, hall.meeting))

test('LK-95: the scoreboard moves by itself with results and resets, and only the rows that moved are told', async () => {
  const hall = await openHall(world, [quizOf(3), quizOf(2)], ['start'])
  const [ada, ben, cleo] = (await comeIn(world, hall.code, ['Ada', 'Ben', 'Cleo'])) as [Person, Person, Person]
  await world.db.write((tx) => meetings.publishHere(tx, hall.meeting))
  assert.deepEqual(await lines(hall), ['1 Ada 0', '1 Ben 0', '1 Cleo 0'])
  const before = await board(hall)
  await act(world, hall, 'open')
  await answer(cleo, hall.activities[0], right)
  await answer(ben, hall.activities[0], wrong)
  await act(world, hall, 'results')
  const [told, ...more] = (await newsOf(scoresFeed(hall.meeting), before.seq)) as ScoresChange[]
  assert.deepEqual([told?.rows.map(({ name, points }) => [name, points]), more], [[['Cleo', 3]], []])
  assert.deepEqual(told && applyScoresChange(before.view, told), (await board(hall)).view)
  assert.deepEqual(await lines(hall), ['1 Cleo 3', '2 Ada 0', '2 Ben 0'])
  await act(world, hall, 'next', 'open')
  for (const one of [ada, ben, cleo]) await answer(one, hall.activities[1], right)
  await act(world, hall, 'results')
  assert.deepEqual(await lines(hall), ['1 Cleo 5', '2 Ada 2', '2 Ben 2'])
  await world.db.write((tx) => meetings.resetActivity(tx, system, hall.meeting, hall.activities[0] ?? newActivity()))
  assert.deepEqual(await lines(hall), ['1 Ada 2', '1 Ben 2', '1 Cleo 2'])
  assert.deepEqual(await world.db.read((tx) => ledger.audit(tx)), { sound: true })
})

test('LK-35: points of quizzes add up whatever moves them at once, and the shown are the stored ones', async () => {
  const quizzes = [1, 2, 4].map(quizOf)
  const hall = await openHall(world, quizzes, ['start'])
  const people = await comeIn(world, hall.code, ['Ada', 'Ben'])
  for (const [i] of quizzes.entries()) {
    await act(world, hall, 'open')
    // From several devices at once: one answer counts.
    await Promise.allSettled(people.flatMap((one) => [1, 2, 3].map(() => answer(one, hall.activities[i], right))))
    await act(world, hall, 'results')
    await Promise.all([1, 2, 3].map(() => world.db.write((tx) => meetings.countScores(tx, system, hall.meeting))))
    await act(world, hall, 'next').catch(() => {})
  }
  for (const person of people) {
    const { points } = await world.db.read((tx) => ledger.balance(tx, bookOf(hall.meeting), person.id))
    assert.deepEqual([points, (await seatOf(hall, person)).points], [7, 7])
  }
  assert.deepEqual(await lines(hall), ['1 Ada 7', '1 Ben 7'])
})

test('LK-34: everybody hears that points have moved, and a seat says as of when its points are', async () => {
  const hall = await openHall(world, [quizOf(2), slide], ['start'])
  const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
  await act(world, hall, 'open')
  await answer(ada, hall.activities[0], right)
  const seq = await world.db.read((tx) => feedSeq(tx, meetingFeed(hall.meeting)))
  await act(world, hall, 'results')
  const told = await newsOf(meetingFeed(hall.meeting), seq)
  assert.deepEqual(told.at(-1), { kind: 'scored', scored: 1 })
  const { points, scored } = await seatOf(hall, ada)
  assert.deepEqual([points, scored], [2, 1])
  await act(world, hall, 'next')
  await world.db.write((tx) => meetings.resetActivity(tx, system, hall.meeting, hall.activities[0] ?? newActivity()))
  const after = await seatOf(hall, ada)
  assert.deepEqual([after.points, after.scored, after.answers, after.shown], [0, 2, [], []])
})

test('LK-94: every seat has all the marks by which its person is known', async () => {
  const hall = await openHall(world, [slide], ['start'])
  await comeIn(world, hall.code, ['Web'])
  const account = { network: 'irc', account: 'irc.example/chatter', name: 'Chatter', proven: true } as const
  const chatter = await world.db.write((tx) => actorOfHandle(tx, account))
  await world.db.write((tx) => meetings.seatFromChat(tx, hall.meeting, chatter as Person, 'irc'))
  await world.db.write((tx) => meetings.countScores(tx, system, hall.meeting))
  const { rows, people } = (await board(hall)).view
  assert.deepEqual(
    [people, rows.map(({ name, networks }) => [name, networks])],
    [
      2,
      [
        ['Chatter', ['irc']],
        ['Web', ['web']],
      ],
    ],
  )
})

test('LK-96: counting anew is for organizers alone, and tells nothing where nothing differs', async () => {
  const hall = await openHall(world, [slide], ['start'])
  const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
  for (const who of [ada, stranger, personWith('Member', { role: 'member', event: null })]) {
    assert.equal(await refusalOf(world.db.write((tx) => meetings.countScores(tx, who, hall.meeting))), 'not-allowed')
    assert.equal(await refusalOf(world.db.read((tx) => meetings.scoresView(tx, who, hall.meeting))), 'not-allowed')
  }
  await world.db.write((tx) => meetings.countScores(tx, system, hall.meeting))
  const first = await board(hall)
  await world.db.write((tx) => meetings.countScores(tx, system, hall.meeting))
  assert.deepEqual([(await board(hall)).seq, first.view.people], [first.seq, 1])
  assert.deepEqual(await newsOf(meetingFeed(hall.meeting), 0).then((all) => all.filter(({ kind }) => kind !== 'phase')), [])
})

test('a large hall: the first two hundred and how many there are; who falls behind them goes', async () => {
  const hall = await openHall(world, [quizOf(1)], ['start'])
  const names = Array.from({ length: SCORES_LIVE_MAX + 20 }, (_, i) => nameOf(i))
  const people = await comeIn(world, hall.code, names)
  await world.db.write((tx) => meetings.publishHere(tx, hall.meeting))
  const before = await board(hall)
  assert.deepEqual([before.view.people, before.view.rows.length], [SCORES_LIVE_MAX + 20, SCORES_LIVE_MAX])
  const last = people.find(({ id }) => !before.view.rows.some(({ person }) => person === id))
  await act(world, hall, 'open')
  await answer(last as Person, hall.activities[0], right)
  await act(world, hall, 'results')
  const after = await board(hall)
  const changes = (await newsOf(scoresFeed(hall.meeting), before.seq)) as ScoresChange[]
  assert.deepEqual([changes.length, changes[0]?.rows.length, changes[0]?.gone.length], [1, 1, 1])
  assert.deepEqual(changes.reduce(applyScoresChange, before.view), after.view)
  assert.deepEqual([after.view.rows[0]?.person, after.view.rows[0]?.rank, after.view.rows[1]?.rank], [(last as Person).id, 1, 2])
})

test('LK-42, LK-97: the scoreboard pressed again is fresh, and whoever is behind the listed learns their place', async () => {
  const hall = await openHall(world, [quizOf(1), slide], ['start'])
  const people = await comeIn(
    world,
    hall.code,
    Array.from({ length: 105 }, (_, i) => nameOf(i)),
  )
  const last = people.at(-1) as Person
  await act(world, hall, 'open')
  await Promise.all(people.slice(0, 104).map((one) => answer(one, hall.activities[0], right)))
  await act(world, hall, 'results')
  assert.equal((await seatOf(hall, last)).rank, null)
  await act(world, hall, 'scoreboard')
  assert.equal((await seatOf(hall, last)).rank, 105)
  const shown = async () => {
    const { phase } = (await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))).view
    return phase.at === 'scoreboard' ? phase.scores : []
  }
  assert.deepEqual([(await shown()).length, (await shown()).every(({ rank, points }) => rank === 1 && points === 1)], [100, true])
  await world.db.write((tx) => meetings.renameSeat(tx, people[0] as Person, hall.meeting, 'Abel'))
  await act(world, hall, 'scoreboard')
  assert.ok((await shown()).some(({ name }) => name === 'Abel'))
})

test('LK-114: any activity is opened from its row, and what was in front of the audience is done; resetting asks for one that is not', async () => {
  const poll = () => pollOf('One', 'Two')
  const hall = await openHall(world, [poll(), poll(), poll()], ['start', 'open', 'results'])
  const [first = newActivity(), second = newActivity(), third = newActivity()] = hall.activities
  const actor = personWith('Olga', { role: 'owner', event: null })
  const seat = newSeat()
  await world.db.write((tx) => meetings.takeControl(tx, actor, hall.meeting, seat, true))
  const open = (from: 'results' | 'open' | 'closed', activity: ActivityId) =>
    world.db.write((tx) =>
      meetings.takeStep(tx, actor, hall.meeting, { seat, step: 'open', from, activity, seconds: null, reset: false }),
    )
  assert.equal(await open('results', third), 'open')
  const look = async () => (await world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))).view
  const { activity, activities } = await look()
  assert.deepEqual([activity, activities.map(({ done }) => done)], [third, [true, false, false]])
  assert.equal(await refusalOf(open('open', second)), 'not-in-this-phase')
  await act(world, hall, 'close')
  assert.equal(await refusalOf(open('closed', newActivity())), 'not-found')
  assert.equal(await open('closed', first), 'open')
  assert.deepEqual(
    (await look()).activities.map(({ done }) => done),
    [false, false, true],
  )
  const reset = (id: ActivityId) => world.db.write((tx) => meetings.resetActivity(tx, system, hall.meeting, id))
  assert.equal(await refusalOf(reset(first)), 'not-in-this-phase')
  assert.equal(await refusalOf(reset(newActivity())), 'not-found')
  await reset(third)
  assert.equal((await look()).activities[2]?.done, false)
})

test('LK-120: what chats answer, counted or refused, is no notice on the console: it hears counts alone', async () => {
  const poll = pollOf('One', 'Two')
  const hall = await openHall(world, [poll], ['start', 'open'])
  const account = { network: 'irc', account: 'irc.example/voter', name: 'Voter', proven: true } as const
  const voter = (await world.db.write((tx) => actorOfHandle(tx, account))) as Person
  const seq = await world.db.read((tx) => feedSeq(tx, consoleFeed(hall.meeting)))
  await world.db.write((tx) => meetings.seatFromChat(tx, hall.meeting, voter, 'irc'))
  const choice = poll.choices[0]?.id ?? right
  const say = () => send(world, voter, hall.activities[0], { kind: 'poll', choices: [choice] })
  assert.deepEqual([await say(), await say()], ['counted', 'already-answered'])
  await world.db.write((tx) => meetings.publishTally(tx, hall.activities[0] ?? newActivity()))
  await world.db.write((tx) => meetings.publishHere(tx, hall.meeting))
  const kinds = new Set((await newsOf(consoleFeed(hall.meeting), seq)).map(({ kind }) => kind))
  assert.deepEqual([...kinds].toSorted(), ['answered', 'here'])
})

test('places: ties share one, and the next is behind all of them', () => {
  const row = (name: string, points: number) => ({ person: name as never, name, points, networks: [] })
  const ranks = rankedScores([row('b', 1), row('a', 1), row('c', 5), row('d', 0)]).map(({ name, rank }) => `${rank}${name}`)
  assert.deepEqual(ranks, ['1c', '2a', '2b', '4d'])
})
