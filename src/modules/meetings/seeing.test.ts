import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  act,
  choose,
  cloud,
  comeIn,
  type Hall,
  newSeat,
  openHall,
  openWorld,
  type Person,
  plain,
  pollOf,
  refusalOf,
  send,
  slide,
  word,
} from '../../../test/world.ts'
import type { ActivityId, ChoiceId } from '../../contract/activity.schema.ts'
import { tallyFeed } from '../../contract/meeting.ts'
import { changesAfter } from '../../platform/feeds.ts'
import { stranger, system } from '../people/index.ts'
import * as meetings from './index.ts'

const world = await openWorld()

/** All numbers anywhere in what somebody is shown. */
function numbersIn(shown: unknown): number[] {
  if (typeof shown === 'number') return [shown]
  if (typeof shown !== 'object' || shown === null) return []
  return Object.values(shown).flatMap(numbersIn)
}

const publish = (hall: Hall) =>
  world.db.write(async (tx) => {
    for (const activity of hall.activities) await meetings.publishTally(tx, activity)
    await meetings.publishHere(tx, hall.meeting)
  })

describe('LK-58, LK-75, LK-78: a poll before its results', () => {
  const planted = [13, 17]
  const answered = 30

  async function planting() {
    const poll = pollOf('One', 'Two')
    const hall = await openHall(world, [poll], ['start', 'open'])
    const people = await comeIn(
      world,
      hall.code,
      Array.from({ length: answered + 5 }, (_, i) => `P${i}`),
    )
    const chosen = poll.choices.map((one) => one.id) as [ChoiceId, ChoiceId]
    await world.db.write((tx) =>
      meetings.answer(
        tx,
        people.slice(0, answered).map((actor, i) => ({
          actor,
          id: crypto.randomUUID() as never,
          activity: hall.activities[0] as ActivityId,
          given: choose(i < 13 ? chosen[0] : chosen[1]),
        })),
      ),
    )
    await publish(hall)
    return { hall, poll, voter: people[0] as Person, watcher: people.at(-1) as Person }
  }

  /** Whatever a participant can get at: every view, list and reply, and every change of the feed they follow. */
  async function allShownTo(actor: Person, hall: Hall): Promise<unknown[]> {
    return world.db.read(async (tx) => [
      (await meetings.meetingView(tx, actor, hall.meeting)).view,
      await meetings.seat(tx, actor, hall.meeting),
      await meetings.lookUp(tx, actor, hall.code, ['Kind Fox']).catch((refusal) => refusal.code),
      (await meetings.openMeetings(tx, null, {}, world.clock.now)).meetings.filter((card) => card.id === hall.meeting),
      await meetings.myMeetings(tx, actor, {}, world.clock.now),
      (await changesAfter(tx, `meeting:${hall.meeting}`, 0, 1000)).map((one) => one.change),
    ])
  }

  test('nothing that somebody who has not answered can reach holds a count, open or closed', async () => {
    const { hall, watcher } = await planting()
    const activity = hall.activities[0] as ActivityId
    for (const step of [null, 'close', 'next', 'back', 'end'] as const) {
      if (step) await act(world, hall, step)
      const numbers = numbersIn(await allShownTo(watcher, hall))
      for (const count of [...planted, answered]) assert.ok(!numbers.includes(count), `${count} shows after ${step}`)
      assert.equal(await refusalOf(world.db.read((tx) => meetings.tallyView(tx, watcher, activity))), 'not-allowed')
      assert.equal(await refusalOf(world.db.read((tx) => meetings.result(tx, watcher, activity))), 'not-found')
      assert.equal(await refusalOf(world.db.read((tx) => meetings.consoleView(tx, watcher, hall.meeting))), 'not-allowed')
    }
    const desk = numbersIn((await world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))).view)
    assert.ok(desk.includes(answered), 'the numbers are there to be found')
  })

  test('LK-76, LK-77, LK-81: who has answered, and organizers, see the counts as they are', async () => {
    const { hall, voter, poll } = await planting()
    const activity = hall.activities[0] as ActivityId
    const counts = Object.fromEntries(poll.choices.map((one, i) => [one.id, planted[i]]))
    for (const actor of [voter, system]) {
      const { view } = await world.db.read((tx) => meetings.tallyView(tx, actor, activity))
      assert.deepEqual(plain(view), { activity, opening: 1, tally: { kind: 'poll', answered, counts } })
    }
    assert.equal(await refusalOf(world.db.read((tx) => meetings.result(tx, voter, activity))), 'not-found')
  })

  test('LK-79, LK-57: with the results everybody sees them, and afterwards too, until it is opened again', async () => {
    const { hall, poll, watcher } = await planting()
    const activity = hall.activities[0] as ActivityId
    const tally = { kind: 'poll', answered, counts: Object.fromEntries(poll.choices.map((one, i) => [one.id, planted[i]])) }
    await act(world, hall, 'results')
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, watcher, hall.meeting))
    assert.deepEqual(plain(view.phase.at === 'results' && view.phase.tally), tally)
    assert.deepEqual(plain((await world.db.read((tx) => meetings.tallyView(tx, watcher, activity))).view.tally), tally)
    await act(world, hall, 'next')
    const shown = await world.db.read((tx) => meetings.result(tx, watcher, activity))
    assert.deepEqual(plain(shown.tally), tally)
    assert.equal(shown.activity.title, poll.title)
    await act(world, hall, 'back')
    assert.equal(await refusalOf(world.db.read((tx) => meetings.result(tx, watcher, activity))), 'not-found')
    assert.equal(await refusalOf(world.db.read((tx) => meetings.tallyView(tx, watcher, activity))), 'not-allowed')
    assert.ok(!numbersIn((await world.db.read((tx) => meetings.meetingView(tx, watcher, hall.meeting))).view).includes(answered))
  })

  test('LK-27, LK-127: a member of another meeting reaches none of it, open, shown or over', async () => {
    const { hall } = await planting()
    const elsewhere = await openHall(world, [cloud], ['start', 'open'])
    const [other] = (await comeIn(world, elsewhere.code, ['Eve'])) as [Person]
    const activity = hall.activities[0] as ActivityId
    for (const step of ['results', 'next'] as const) {
      await act(world, hall, step)
      for (const actor of [other, stranger]) {
        const refused = [
          () => world.db.read((tx) => meetings.meetingView(tx, actor, hall.meeting)),
          () => world.db.read((tx) => meetings.tallyView(tx, actor, activity)),
          () => world.db.read((tx) => meetings.result(tx, actor, activity)),
          () => world.db.read((tx) => meetings.seat(tx, actor, hall.meeting)),
        ]
        for (const one of refused) assert.equal(await refusalOf(one()), 'not-joined')
      }
      const why = await world.db.look((tx) => meetings.whyNotFollow(tx, hall.meeting, [{ actor: other }, { actor: stranger }]))
      assert.deepEqual(
        why.map((one) => one?.code),
        ['not-joined', 'not-joined'],
      )
    }
    const heard = await world.db.read((tx) => changesAfter(tx, `meeting:${elsewhere.meeting}`, 0, 1000))
    assert.ok(!JSON.stringify(heard).includes(activity))
  })

  test('the stage sees the counts by its key, unless the poll says not; a wrong key opens nothing', async () => {
    const { hall } = await planting()
    const activity = hall.activities[0] as ActivityId
    const { stageKey } = (await world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))).view
    const { view } = await world.db.read((tx) => meetings.tallyView(tx, stranger, activity, { key: stageKey }))
    assert.equal(view.tally?.kind === 'poll' && view.tally.answered, answered)
    for (const key of ['', 'x', stageKey.slice(1), `${stageKey}x`]) {
      assert.equal(await refusalOf(world.db.read((tx) => meetings.tallyView(tx, stranger, activity, { key }))), 'not-joined')
      assert.equal(await refusalOf(world.db.read((tx) => meetings.meetingView(tx, stranger, hall.meeting, key))), 'not-joined')
    }
    const secret = await openHall(world, [{ ...pollOf('One', 'Two'), liveOnStage: false }], ['start', 'open'])
    const key = (await world.db.read((tx) => meetings.consoleView(tx, system, secret.meeting))).view.stageKey
    const [hidden] = secret.activities as [ActivityId]
    assert.equal(await refusalOf(world.db.read((tx) => meetings.tallyView(tx, stranger, hidden, { key }))), 'not-allowed')
    assert.equal((await world.db.read((tx) => meetings.meetingView(tx, stranger, secret.meeting, key))).view.phase.at, 'open')
  })
})

describe('LK-78: a poll that is opened again', () => {
  const poll = pollOf('One', 'Two')
  async function answeredOnce() {
    const hall = await openHall(world, [poll, slide], ['start', 'open'])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    const activity = hall.activities[0] as ActivityId
    assert.equal(await send(world, ada, activity, choose(poll.choices[0]?.id as ChoiceId)), 'counted')
    await publish(hall)
    return { hall, ada, activity }
  }
  const reopen = (hall: Hall, reset: boolean) =>
    world.db.write(async (tx) => {
      const seat = newSeat()
      await meetings.stepAsSystem(tx, hall.meeting, 'next')
      await meetings.takeControl(tx, system, hall.meeting, seat, true)
      await meetings.takeStep(tx, system, hall.meeting, { seat, step: 'back', from: 'waiting', seconds: null, reset })
    })
  const heardOf = (feed: string) => world.db.read((tx) => changesAfter(tx, feed, 0, 1000))

  test('tells those who answered before nothing of the next count, until they answer again', async () => {
    const { hall, ada, activity } = await answeredOnce()
    const before = await heardOf(tallyFeed(activity, 1))
    await reopen(hall, true)
    const [bob] = (await comeIn(world, hall.code, ['Bob'])) as [Person]
    assert.equal(await send(world, bob, activity, choose(poll.choices[1]?.id as ChoiceId)), 'counted')
    await publish(hall)
    await act(world, hall, 'close')
    assert.deepEqual(await heardOf(tallyFeed(activity, 1)), before)
    assert.equal((await heardOf(tallyFeed(activity, 2))).length, 2)
    for (const opening of [1, 2, undefined]) {
      const look = world.db.read((tx) => meetings.tallyView(tx, ada, activity, opening ? { opening } : {}))
      assert.equal(await refusalOf(look), 'not-allowed')
    }
    const { view } = await world.db.read((tx) => meetings.tallyView(tx, bob, activity, { opening: 2 }))
    assert.deepEqual([view.opening, view.tally?.kind === 'poll' && view.tally.answered], [2, 1])
  })

  test('shows the count that goes on to those whose answers were kept, under its new name alone', async () => {
    const { hall, ada, activity } = await answeredOnce()
    await reopen(hall, false)
    const { view } = await world.db.read((tx) => meetings.tallyView(tx, ada, activity, { opening: 2 }))
    assert.equal(view.tally?.kind === 'poll' && view.tally.answered, 1)
    for (const opening of [0, 1, 3])
      for (const actor of [ada, system])
        assert.equal(await refusalOf(world.db.read((tx) => meetings.tallyView(tx, actor, activity, { opening }))), 'not-found')
  })
})

describe('a poll whose counts the stage may not show', () => {
  const hidden = { ...pollOf('One', 'Two'), liveOnStage: false }
  const phaseOf = async (hall: Hall) => (await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))).view.phase

  test('says how many have answered, and what they chose only with its results', async () => {
    const hall = await openHall(world, [hidden, pollOf('One', 'Two')], ['start', 'open'])
    const people = (await comeIn(world, hall.code, ['Ada', 'Bob', 'Cy'])) as [Person, Person, Person]
    for (const actor of people.slice(0, 2))
      await send(world, actor, hall.activities[0], choose(hidden.choices[0]?.id as ChoiceId))
    await publish(hall)
    const open = await phaseOf(hall)
    assert.deepEqual(open.at === 'open' && [open.answered, open.tally], [2, null])
    await send(world, people[2], hall.activities[0], choose(hidden.choices[1]?.id as ChoiceId))
    await act(world, hall, 'close')
    const closed = await phaseOf(hall)
    assert.deepEqual(closed.at === 'closed' && [closed.answered, closed.tally], [3, null])
    await act(world, hall, 'next', 'open')
    const seen = await phaseOf(hall)
    assert.deepEqual(seen.at === 'open' && seen.answered, null)
  })
})

describe('LK-45: who comes in while it runs', () => {
  test('LK-71: sees all words of an open cloud with their counts', async () => {
    const hall = await openHall(world, [cloud], ['start', 'open'])
    const [ada, bob] = (await comeIn(world, hall.code, ['Ada', 'Bob'])) as [Person, Person]
    for (const actor of [ada, bob]) assert.equal(await send(world, actor, hall.activities[0], word('sun')), 'counted')
    assert.equal(await send(world, ada, hall.activities[0], word('rain')), 'counted')
    await publish(hall)
    const [late] = (await comeIn(world, hall.code, ['Late'])) as [Person]
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, late, hall.meeting))
    assert.deepEqual(plain(view.phase.at === 'open' && view.phase.tally), {
      kind: 'cloud',
      answered: 2,
      words: [
        { word: 'sun', count: 2 },
        { word: 'rain', count: 1 },
      ],
    })
  })

  test('sees the phase as it is, in every phase', async () => {
    const hall = await openHall(world, [pollOf('One', 'Two')])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    for (const [step, at] of [
      ['start', 'waiting'],
      ['open', 'open'],
      ['close', 'closed'],
      ['results', 'results'],
      ['scoreboard', 'scoreboard'],
      ['next', 'after'],
    ] as const) {
      await act(world, hall, step)
      const { view } = await world.db.read((tx) => meetings.meetingView(tx, ada, hall.meeting))
      assert.equal(view.phase.at, at)
      if (view.phase.at === 'scoreboard') assert.deepEqual(view.phase.scores, [{ name: 'Ada', points: 0, rank: 1 }])
    }
  })
})

test('only listed meetings that run are in the public list, of one event or of all', async () => {
  const [shown, hidden, before, over] = [
    await openHall(world, [], ['start']),
    await openHall(world, [], ['start']),
    await openHall(world, []),
    await openHall(world, [], ['end']),
  ]
  await world.db.write((tx) => meetings.changeMeeting(tx, system, hidden.meeting, { listed: false }))
  const listed = (await world.db.read((tx) => meetings.openMeetings(tx, null, {}, world.clock.now))).meetings.map(
    (card) => card.id,
  )
  assert.deepEqual(
    [shown, hidden, before, over].map((hall) => listed.includes(hall.meeting)),
    [true, false, false, false],
  )
  assert.ok(
    !JSON.stringify(await world.db.read((tx) => meetings.openMeetings(tx, null, {}, world.clock.now))).includes(shown.code),
    'a list tells no code',
  )
})

test('the presenter’s notes are in the console alone, in none of the views and news of anybody else', async () => {
  const notes = 'Breathe. **Then** ask Ada.'
  const noted = [
    { ...pollOf('One', 'Two'), notes },
    { ...slide, notes },
    { ...cloud, notes },
  ]
  const hall = await openHall(world, noted, ['start', 'open'])
  const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
  const told = async () => {
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, ada, hall.meeting))
    const news = await world.db.read((tx) => changesAfter(tx, `meeting:${hall.meeting}`, 0, 100))
    return JSON.stringify([view, news, await world.db.read((tx) => meetings.seat(tx, ada, hall.meeting))])
  }
  for (const step of ['results', 'next', 'open', 'next', 'open', 'results'] as const) {
    await act(world, hall, step)
    assert.ok(!(await told()).includes('Breathe'), step)
  }
  const { view } = await world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))
  assert.deepEqual(new Set(view.activities.map(({ prepared }) => prepared.notes)), new Set([notes]))
  const first = await world.db.read((tx) => meetings.result(tx, ada, hall.activities[0] as ActivityId))
  assert.ok(!JSON.stringify(first).includes('Breathe'))
})
