import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import {
  act,
  cloud,
  comeIn,
  type Hall,
  newAnswer,
  openHall,
  openWorld,
  type Person,
  plain,
  refusalOf,
  send,
  slide,
  type World,
  word,
} from '../../../test/world.ts'
import type { GuardPatch } from '../../contract/guard.schema.ts'
import type { MeetingChange, MeetingView } from '../../contract/meeting.schema.ts'
import { applyMeetingChange, meetingFeed } from '../../contract/meeting.ts'
import type { ReviewChange } from '../../contract/order.schema.ts'
import { applyReviewChange, reviewFeed } from '../../contract/order.ts'
import { Refusal } from '../../contract/refusal.ts'
import { changesAfter } from '../../platform/feeds.ts'
import { actorOfHandle, actorsOfTokens, stranger, system } from '../people/index.ts'
import { secondCode } from './door.ts'
import * as meetings from './index.ts'
import * as store from './store.ts'

/** Goal: order in a room holds at every door, on the real database. */
let world: World
before(async () => {
  world = await openWorld()
})

const guard = (hall: Hall, patch: GuardPatch) =>
  world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { guard: patch }))
const phaseNow = async (hall: Hall) => (await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))).view
const wordsOn = (view: MeetingView) =>
  'tally' in view.phase && view.phase.tally?.kind === 'cloud'
    ? view.phase.tally.words.map(({ word: w, count }) => `${w} ${count}`)
    : []
const tell = (hall: Hall) =>
  world.db.write(async (tx) => {
    for (const activity of hall.activities) {
      await meetings.publishTally(tx, activity)
      await meetings.publishQueue(tx, activity)
    }
  })
const queue = async (hall: Hall) => (await world.db.read((tx) => meetings.reviewView(tx, system, hall.meeting))).view
const judge = (hall: Hall, verdict: 'approved' | 'refused', ...words: string[]) =>
  world.db.write((tx) =>
    meetings.judgeWords(tx, system, hall.meeting, {
      verdict,
      words: words.map((one) => ({ activity: hall.activities[0] as never, word: one })),
    }),
  )
const remove = (hall: Hall, person: Person, how: { ban?: boolean; withAnswers?: boolean } = {}) =>
  world.db.write((tx) =>
    meetings.removeParticipant(tx, system, hall.meeting, person.id, { ban: false, withAnswers: false, ...how }),
  )
const joins = async (
  hall: Hall,
  actor: Person | typeof stranger,
  name: string,
  more: { second?: string; guest?: string } = {},
) => {
  const [joined] = await world.db.write((tx) => meetings.join(tx, [{ actor, code: hall.code, name, ...more }]))
  return joined instanceof Refusal ? joined.code : (joined?.name ?? '')
}
const cloudHall = async (names: readonly string[], patch: GuardPatch = {}) => {
  const hall = await openHall(world, [cloud], ['start', 'open'])
  const people = await comeIn(world, hall.code, names)
  await guard(hall, patch)
  return { hall, people: people as [Person, Person], activity: hall.activities[0] }
}

describe('the filter of a meeting', () => {
  test('a word that is caught is refused to its sender and counts nothing; a word limit is not used up', async () => {
    const { hall, people, activity } = await cloudHall(['Ada'])
    assert.equal(await send(world, people[0], activity, word('sh1t')), 'word-unfit')
    assert.equal(await send(world, people[0], activity, word('concombre')), 'counted')
    await tell(hall)
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['concombre 1'])
  })

  test('names alone, or nothing, is looked through where the meeting says so', async () => {
    const { hall, people, activity } = await cloudHall(['Ada'], { filter: 'names' })
    assert.equal(await send(world, people[0], activity, word('merde')), 'counted')
    assert.equal(await joins(hall, stranger, 'Merde'), 'name-unfit')
    await guard(hall, { filter: 'off' })
    assert.equal(await joins(hall, stranger, 'Merde'), 'Merde')
    await guard(hall, { filter: 'names and words', languages: ['en'] })
    assert.equal(await send(world, people[0], activity, word('siktir')), 'counted')
  })

  test('the instance’s own list is heeded', async () => {
    const { people, activity } = await cloudHall(['Ada'])
    const own = { refused: ['acme'], allowed: ['merde'] }
    const say = async (text: string) => {
      const asked = { actor: people[0], id: newAnswer(), activity: activity as never, given: word(text) }
      const [outcome] = await world.db.write((tx) => meetings.answer(tx, [asked], own))
      return outcome instanceof Refusal ? outcome.code : 'counted'
    }
    assert.deepEqual([await say('A c m e'), await say('merde'), await say('putain')], ['word-unfit', 'counted', 'word-unfit'])
  })
})

describe('words that wait for a moderator', () => {
  test('count once they were let through, with their repetitions, and are told to both sides', async () => {
    const { hall, people, activity } = await cloudHall(['Ada', 'Bob'], { review: true })
    const asked = { actor: people[0], id: newAnswer(), activity: activity as never, given: word('Rain') }
    const once = await world.db.write((tx) => meetings.answer(tx, [asked]))
    assert.deepEqual(once, [{ counted: true, feed: null, waiting: true }])
    assert.equal(await send(world, people[1], activity, word('rain')), 'counted')
    await send(world, people[1], activity, word('sun'))
    await tell(hall)
    assert.deepEqual(wordsOn(await phaseNow(hall)), [])
    const before = await world.db.read((tx) => meetings.reviewView(tx, system, hall.meeting))
    assert.deepEqual(
      before.view.waiting.map((one) => [one.word, one.count]),
      [
        ['Rain', 2],
        ['sun', 1],
      ],
    )
    assert.equal(before.view.all, 2)
    await judge(hall, 'approved', 'RAIN')
    await judge(hall, 'approved', 'RAIN')
    const after = await world.db.read((tx) => meetings.reviewView(tx, system, hall.meeting))
    const changes = await world.db.read((tx) => changesAfter(tx, reviewFeed(hall.meeting), before.seq, 100))
    assert.equal(changes.length, 1)
    const applied = changes.reduce((view, { change }) => applyReviewChange(view, change as ReviewChange), before.view)
    assert.deepEqual(plain(applied), plain(after.view))
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['Rain 2'])
    assert.deepEqual(await world.db.write((tx) => meetings.answer(tx, [{ ...asked, id: newAnswer() }])), [
      { counted: true, feed: null },
    ])
    const seat = await world.db.read((tx) => meetings.seat(tx, people[1], hall.meeting))
    assert.deepEqual(
      seat.answers.map(({ fate }) => fate ?? 'counts'),
      ['counts', 'waiting'],
    )
  })

  test('a word that stands is taken back with all its repetitions, and a follower’s cloud equals a fresh one', async () => {
    const { hall, people, activity } = await cloudHall(['Ada', 'Bob'])
    for (const text of ['rain', 'sun']) for (const one of people) await send(world, one, activity, word(text))
    await tell(hall)
    const before = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
    assert.deepEqual(wordsOn(before.view), ['rain 2', 'sun 2'])
    await judge(hall, 'refused', 'rain')
    const after = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
    const changes = await world.db.read((tx) => changesAfter(tx, meetingFeed(hall.meeting), before.seq, 100))
    const applied = changes.reduce((view, { change }) => applyMeetingChange(view, change as MeetingChange), before.view)
    assert.deepEqual(plain(applied), plain(after.view))
    assert.deepEqual(wordsOn(after.view), ['sun 2'])
    assert.equal(await send(world, people[0], activity, word('RAIN')), 'word-unfit')
    assert.deepEqual(
      (await queue(hall)).refused.map((one) => one.word),
      ['rain'],
    )
    await judge(hall, 'approved', 'rain')
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['rain 2', 'sun 2'])
  })

  test('a result that is shown already is mended, too', async () => {
    const { hall, people, activity } = await cloudHall(['Ada', 'Bob'])
    await send(world, people[0], activity, word('rain'))
    await act(world, hall, 'results')
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['rain 1'])
    await judge(hall, 'refused', 'rain')
    assert.deepEqual(wordsOn(await phaseNow(hall)), [])
  })

  test('switched on, what stands stays; switched off, what waits is let through', async () => {
    const { hall, people, activity } = await cloudHall(['Ada', 'Bob'])
    await send(world, people[0], activity, word('rain'))
    await guard(hall, { review: true })
    await send(world, people[0], activity, word('sun'))
    await tell(hall)
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['rain 1'])
    await guard(hall, { review: false })
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['rain 1', 'sun 1'])
    assert.deepEqual((await queue(hall)).waiting, [])
  })

  test('two moderators at once are one decision, and of words nobody sent none is made', async () => {
    const { hall, people, activity } = await cloudHall(['Ada', 'Bob'], { review: true })
    await send(world, people[0], activity, word('rain'))
    await tell(hall)
    await Promise.all([judge(hall, 'approved', 'rain', 'snow'), judge(hall, 'approved', 'rain'), judge(hall, 'approved', 'rain')])
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['rain 1'])
    assert.deepEqual(await queue(hall), { id: hall.meeting, waiting: [], all: 0, refused: [] })
    assert.equal(
      await refusalOf(
        world.db.write((tx) => meetings.judgeWords(tx, people[0], hall.meeting, { verdict: 'approved', words: [] })),
      ),
      'not-allowed',
    )
  })
})

describe('people in the room', () => {
  test('whoever is taken out has no seat, hears why, and may join again; their answers stay', async () => {
    const { hall, people, activity } = await cloudHall(['Ada', 'Bob'])
    await send(world, people[0], activity, word('rain'))
    await remove(hall, people[0])
    await remove(hall, people[0])
    assert.equal(await refusalOf(world.db.read((tx) => meetings.seat(tx, people[0], hall.meeting))), 'removed')
    assert.equal(await refusalOf(world.db.read((tx) => meetings.meetingView(tx, people[0], hall.meeting))), 'removed')
    assert.equal(await send(world, people[0], activity, word('sun')), 'not-joined')
    const { out } = await world.db.read((tx) => meetings.participants(tx, system, hall.meeting, {}))
    assert.deepEqual(
      out.map((one) => [one.name, one.banned]),
      [['Ada', false]],
    )
    await tell(hall)
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['rain 1'])
    assert.equal(await joins(hall, people[0], 'Ada again'), 'Ada again')
    assert.equal(await send(world, people[0], activity, word('sun')), 'counted')
    assert.deepEqual((await world.db.read((tx) => meetings.participants(tx, system, hall.meeting, {}))).out, [])
  })

  test('a ban holds for the browser and is lifted by a moderator; with their answers the count goes down', async () => {
    const { hall, people, activity } = await cloudHall(['Ada', 'Bob'])
    for (const one of people) await send(world, one, activity, word('rain'))
    await tell(hall)
    await remove(hall, people[0], { ban: true, withAnswers: true })
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['rain 1'])
    assert.equal(await joins(hall, people[0], 'Ada'), 'banned')
    assert.equal(await refusalOf(world.db.read((tx) => meetings.lookUp(tx, people[0], hall.code, ['A']))), 'banned')
    assert.equal(await refusalOf(world.db.read((tx) => meetings.seat(tx, people[0], hall.meeting))), 'banned')
    await world.db.write((tx) => meetings.readmitParticipant(tx, system, hall.meeting, people[0].id))
    assert.equal(await joins(hall, people[0], 'Ada'), 'Ada')
  })

  test('a guest who is banned brings the secret without the cookie in vain', async () => {
    const hall = await openHall(world, [cloud], ['start', 'open'])
    const guest = 'g'.repeat(43)
    assert.equal(await joins(hall, stranger, 'Gil', { guest }), 'Gil')
    const [actor] = await world.db.read((tx) => actorsOfTokens(tx, [guest], world.clock.now))
    await remove(hall, actor as Person, { ban: true })
    assert.equal(await joins(hall, stranger, 'Gil', { guest }), 'banned')
  })

  test('a chat account that is banned gets no seat, one that is muted counts choices alone', async () => {
    const { hall, activity } = await cloudHall(['Ada'])
    const handle = { network: 'irc' as const, account: 'one.example/carl', name: 'carl', proven: true }
    const carl = await world.db.write((tx) => actorOfHandle(tx, handle))
    const sit = () => world.db.write((tx) => meetings.seatFromChat(tx, hall.meeting, carl, 'irc'))
    await sit()
    await world.db.write((tx) => meetings.muteParticipant(tx, system, hall.meeting, carl.id, true))
    assert.equal(await send(world, carl, activity, word('rain')), 'muted')
    await remove(hall, carl, { ban: true })
    assert.equal(await refusalOf(sit()), 'banned')
  })

  test('a mute outlasts leaving and coming again, and choices still count', async () => {
    const hall = await openHall(
      world,
      [cloud, { ...slide, kind: 'scale', low: '', high: '', liveOnStage: true }],
      ['start', 'open'],
    )
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    await world.db.write((tx) => meetings.muteParticipant(tx, system, hall.meeting, ada.id, true))
    await remove(hall, ada)
    await joins(hall, ada, 'Ada')
    assert.equal(await send(world, ada, hall.activities[0], word('rain')), 'muted')
    await act(world, hall, 'next', 'open')
    assert.equal(await send(world, ada, hall.activities[1], { kind: 'scale', value: 5 }), 'counted')
    await world.db.write((tx) => meetings.muteParticipant(tx, system, hall.meeting, ada.id, false))
    const { participants } = await world.db.read((tx) => meetings.participants(tx, system, hall.meeting, { name: 'AD' }))
    assert.deepEqual(
      participants.map((one) => [one.name, one.answered, one.muted]),
      [['Ada', 1, false]],
    )
  })

  test('whoever is forgotten leaves no mark, and what they answered is nobody’s', async () => {
    const { hall, people, activity } = await cloudHall(['Ada', 'Bob'])
    await send(world, people[0], activity, word('rain'))
    await remove(hall, people[0], { ban: true })
    await world.db.write((tx) => meetings.forgetSeats(tx, [people[0].id]))
    const { out } = await world.db.read((tx) => meetings.participants(tx, system, hall.meeting, {}))
    assert.deepEqual(out, [])
    assert.deepEqual((await world.db.read((tx) => meetings.dataOf(tx, [people[0].id]))).meetings, [])
    await tell(hall)
    assert.deepEqual(wordsOn(await phaseNow(hall)), ['rain 1'])
  })
})

describe('the door', () => {
  test('locked, nobody new comes in; those in stay', async () => {
    const { hall, people } = await cloudHall(['Ada'], { locked: true })
    assert.equal(await joins(hall, stranger, 'Late'), 'meeting-locked')
    assert.equal(await joins(hall, people[0], 'Ada'), 'Ada')
    assert.equal((await world.db.read((tx) => meetings.meetingView(tx, people[0], hall.meeting))).view.door, 'locked')
    const handle = { network: 'irc' as const, account: 'one.example/dora', name: 'dora', proven: true }
    const dora = await world.db.write((tx) => actorOfHandle(tx, handle))
    const sit = world.db.write((tx) => meetings.seatFromChat(tx, hall.meeting, dora, 'irc'))
    assert.equal(await refusalOf(sit), 'meeting-locked')
    await guard(hall, { locked: false })
    assert.equal(await joins(hall, stranger, 'Late'), 'Late')
  })

  test('a second code is that of this minute or the one before, and not asked of those inside', async () => {
    const { hall, people } = await cloudHall(['Ada'], { secondCode: true })
    const row = await world.db.read((tx) => store.meeting(tx, hall.meeting))
    assert.ok(row)
    const minute = Math.floor(world.clock.now.getTime() / 60_000)
    const [now, before, old] = [0, 1, 2].map((ago) => secondCode(row, minute - ago)) as [string, string, string]
    assert.match(now, /^\d{4}$/)
    assert.equal(await joins(hall, stranger, 'None'), 'second-code-wrong')
    if (old !== now && old !== before) assert.equal(await joins(hall, stranger, 'Old', { second: old }), 'second-code-wrong')
    assert.equal(await joins(hall, stranger, 'Now', { second: `${now.slice(0, 2)} ${now.slice(2)}` }), 'Now')
    assert.equal(await joins(hall, stranger, 'Before', { second: before }), 'Before')
    assert.equal(await joins(hall, people[0], 'Ada'), 'Ada')
    const asked = await world.db.read((tx) => meetings.doorCode(tx, stranger, hall.meeting, row.stageKey, world.clock.now))
    assert.equal(asked.digits, now)
    const nosy = world.db.read((tx) => meetings.doorCode(tx, people[0], hall.meeting, 'no', world.clock.now))
    assert.equal(await refusalOf(nosy), 'not-allowed')
  })
})
