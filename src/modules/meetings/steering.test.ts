import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  act,
  allRows,
  choose,
  comeIn,
  type Hall,
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
import type { ActivityId, ChoiceId } from '../../contract/activity.schema.ts'
import { guardOfNew } from '../../contract/guard.schema.ts'
import type { PhaseAt, SeatId } from '../../contract/meeting.schema.ts'
import type { Step } from '../../contract/meeting.ts'
import { feedSeq } from '../../platform/feeds.ts'
import { system } from '../people/index.ts'
import * as meetings from './index.ts'
import { CONTROL_MS } from './steering.ts'

const world = await openWorld()

const olga = personWith('Olga', { role: 'owner', event: null })
const otto = personWith('Otto', { role: 'moderator', event: null })

const take = (hall: Hall, actor: Person, seat: SeatId, force = false) =>
  world.db.write((tx) => meetings.takeControl(tx, actor, hall.meeting, seat, force))
const leave = (hall: Hall, actor: Person, seat: SeatId) =>
  world.db.write((tx) => meetings.leaveControl(tx, actor, hall.meeting, seat))
const press = (hall: Hall, actor: Person, seat: SeatId, step: Step, from: PhaseAt) =>
  world.db.write((tx) => meetings.takeStep(tx, actor, hall.meeting, { seat, step, from, seconds: null, reset: false }))
const desk = async (hall: Hall) => plain((await world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))).view)
const phase = async (hall: Hall) => (await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))).view.phase

describe('the controls', () => {
  test('LK-47, LK-48: the first seat steers, another reads along and its steps change nothing', async () => {
    const hall = await openHall(world, [slide])
    const [mine, other] = [newSeat(), newSeat()]
    assert.deepEqual(await take(hall, olga, mine), { seat: mine, name: 'Olga' })
    assert.equal(await refusalOf(take(hall, otto, other)), 'not-controller')
    assert.equal(await refusalOf(press(hall, otto, other, 'start', 'before')), 'not-controller')
    assert.deepEqual((await desk(hall)).controller, { seat: mine, name: 'Olga' })
    assert.equal((await desk(hall)).at, 'before')
    assert.equal(await press(hall, olga, mine, 'start', 'before'), 'waiting')
  })

  test('nobody steers without taking the controls', async () => {
    const hall = await openHall(world, [slide])
    assert.equal(await refusalOf(press(hall, olga, newSeat(), 'start', 'before')), 'not-controller')
    assert.equal((await desk(hall)).at, 'before')
  })

  test('LK-23: another seat may take over by force, and the first one is out', async () => {
    const hall = await openHall(world, [slide])
    const [mine, other] = [newSeat(), newSeat()]
    await take(hall, olga, mine)
    assert.deepEqual(await take(hall, otto, other, true), { seat: other, name: 'Otto' })
    assert.equal(await refusalOf(press(hall, olga, mine, 'start', 'before')), 'not-controller')
    assert.equal(await refusalOf(take(hall, olga, mine)), 'not-controller')
    assert.equal(await press(hall, otto, other, 'start', 'before'), 'waiting')
  })

  test('LK-49: whoever leaves makes room; leaving a seat that does not steer changes nothing', async () => {
    const hall = await openHall(world, [slide])
    const [mine, other] = [newSeat(), newSeat()]
    await take(hall, olga, mine)
    await leave(hall, otto, other)
    assert.equal((await desk(hall)).controller?.seat, mine)
    await leave(hall, olga, mine)
    assert.equal((await desk(hall)).controller, null)
    assert.equal(await refusalOf(press(hall, olga, mine, 'start', 'before')), 'not-controller')
    assert.deepEqual(await take(hall, otto, other), { seat: other, name: 'Otto' })
  })

  test('LK-23: a seat that fell silent loses the controls to the next who asks, and keeps them while it gives signs of life', async () => {
    const hall = await openHall(world, [slide])
    const [mine, other] = [newSeat(), newSeat()]
    await take(hall, olga, mine)
    world.clock.forward(CONTROL_MS - 1)
    assert.equal(await refusalOf(take(hall, otto, other)), 'not-controller')
    await take(hall, olga, mine)
    world.clock.forward(CONTROL_MS - 1)
    assert.equal(await refusalOf(take(hall, otto, other)), 'not-controller')
    world.clock.forward(2)
    assert.equal(await refusalOf(press(hall, olga, mine, 'start', 'before')), 'not-controller')
    assert.deepEqual(await take(hall, otto, other), { seat: other, name: 'Otto' })
  })

  test('LK-51: a start clears every mark; the sweep clears only the silent ones', async () => {
    const [quiet, live] = [await openHall(world, []), await openHall(world, [])]
    await take(quiet, olga, newSeat())
    world.clock.forward(CONTROL_MS - 5_000)
    await take(live, olga, newSeat())
    world.clock.forward(6_000)
    await world.db.write((tx) => meetings.clearSilentControllers(tx, false))
    assert.deepEqual([(await desk(quiet)).controller, (await desk(live)).controller?.name], [null, 'Olga'])
    await world.db.write((tx) => meetings.clearSilentControllers(tx, true))
    assert.equal((await desk(live)).controller, null)
  })

  test('LK-50: taking, losing and retaking the controls leaves the meeting where it stands', async () => {
    const poll = pollOf('One', 'Two')
    const hall = await openHall(world, [poll], ['start', 'open'])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    await send(world, ada, hall.activities[0], choose(poll.choices[0]?.id as ChoiceId))
    const before = plain(await phase(hall))
    const seat = newSeat()
    await take(hall, olga, seat)
    await leave(hall, olga, seat)
    await world.db.write((tx) => meetings.clearSilentControllers(tx, true))
    await take(hall, olga, seat)
    assert.deepEqual(plain(await phase(hall)), before)
    assert.equal(await press(hall, olga, seat, 'results', 'open'), 'results')
  })

  test('one of many who take the controls at once gets them', async () => {
    const hall = await openHall(world, [])
    const told = await Promise.all(Array.from({ length: 8 }, () => refusalOf(take(hall, olga, newSeat()))))
    assert.deepEqual(told.filter((one) => one === null).length, 1)
    assert.deepEqual(new Set(told), new Set([null, 'not-controller']))
  })
})

describe('steps', () => {
  test('LK-38..LK-41, LK-43: a meeting from the beginning to the end', async () => {
    const hall = await openHall(world, [slide, pollOf('One', 'Two')])
    const seen: PhaseAt[] = [(await phase(hall)).at]
    for (const step of ['start', 'open', 'next', 'open', 'close', 'results', 'scoreboard', 'next'] as const) {
      await act(world, hall, step)
      seen.push((await phase(hall)).at)
    }
    assert.deepEqual(seen, ['before', 'waiting', 'open', 'waiting', 'open', 'closed', 'results', 'scoreboard', 'after'])
    assert.deepEqual(
      (await desk(hall)).activities.map((one) => one.done),
      [true, true],
    )
  })

  test('a step pressed twice at once happens once', async () => {
    const hall = await openHall(world, [slide, slide, slide], ['start', 'open'])
    const seat = newSeat()
    await take(hall, olga, seat)
    const told = await Promise.all(Array.from({ length: 4 }, () => refusalOf(press(hall, olga, seat, 'next', 'open'))))
    assert.deepEqual(told.sort(), ['not-in-this-phase', 'not-in-this-phase', 'not-in-this-phase', null].sort())
    assert.deepEqual(
      (await desk(hall)).activities.map((one) => one.done),
      [true, false, false],
    )
  })

  test('LK-44: next on the last one keeps the controls and tells everybody once', async () => {
    const hall = await openHall(world, [slide], ['start', 'open'])
    const seat = newSeat()
    await take(hall, olga, seat)
    const before = await world.db.read((tx) => feedSeq(tx, `meeting:${hall.meeting}`))
    assert.equal(await press(hall, olga, seat, 'next', 'open'), 'after')
    assert.equal(await world.db.read((tx) => feedSeq(tx, `meeting:${hall.meeting}`)), before + 1)
    assert.equal((await desk(hall)).controller?.seat, seat)
    assert.equal(await refusalOf(press(hall, olga, seat, 'next', 'after')), 'meeting-over')
    assert.equal(await press(hall, olga, seat, 'resume', 'after'), 'waiting')
  })

  test('LK-37, LK-46: opening a finished meeting shows its end and disturbs nobody', async () => {
    const poll = pollOf('One', 'Two')
    const hall = await openHall(world, [poll], ['start', 'open'])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    await act(world, hall, 'results', 'next')
    const before = await world.db.read((tx) => feedSeq(tx, `meeting:${hall.meeting}`))
    const { view, seq } = await world.db.read((tx) => meetings.meetingView(tx, ada, hall.meeting))
    assert.deepEqual(view.phase, { at: 'after' })
    assert.equal(seq, before)
    const previous = await world.db.read((tx) => meetings.result(tx, ada, hall.activities[0] as ActivityId))
    assert.equal(previous.activity.title, poll.title)
    assert.equal(await world.db.read((tx) => feedSeq(tx, `meeting:${hall.meeting}`)), before)
  })

  test('LK-53: settings changed while the phase moves, and phases moved while settings change, lose nothing', async () => {
    for (let run = 0; run < 5; run++) {
      const hall = await openHall(world, [slide, slide])
      const seat = newSeat()
      const walk = async () => {
        for (const step of ['start', 'open', 'close', 'results'] as const) await act(world, hall, step)
      }
      const write = async (n: number) => {
        await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { title: `Title ${n}` }))
        await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { code: `code-${run}-${n}` }))
      }
      const listed = world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { listed: false }))
      const prefix = world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { answerPrefix: '!' }))
      const here = comeIn(world, hall.code, ['Ada']).then(() => world.db.write((tx) => meetings.publishHere(tx, hall.meeting)))
      await Promise.all([here.catch(() => null), walk(), write(1), take(hall, olga, seat), listed, prefix])
      const { at, settings, controller, activity } = await desk(hall)
      assert.deepEqual(
        { at, activity, controller, settings },
        {
          at: 'results',
          activity: hall.activities[0],
          controller: { seat, name: 'Olga' },
          settings: {
            title: 'Title 1',
            description: '',
            code: `code-${run}-1`,
            answerPrefix: '!',
            listed: false,
            rewardFirst: true,
            guard: guardOfNew,
            startsAt: null,
            endsAt: null,
            showFlags: false,
            flagPrefix: 'Plenary',
            ...{ picture: null, pictureWords: '' },
          },
        },
      )
    }
  })

  test('timers that were lost with the queue are promised once more, those of what is open alone', async () => {
    const hall = await openHall(world, [slide, slide], ['start'])
    await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open', 30))
    await act(world, hall, 'next')
    await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open', 60))
    world.jobs.length = 0
    await world.db.write((tx) => meetings.promiseClosings(tx))
    const closesAt = new Date(world.clock.now.getTime() + 60_000)
    assert.deepEqual(
      world.jobs.filter((job) => job.payload.meeting === hall.meeting),
      [
        {
          kind: 'close-activity',
          key: `${hall.activities[1]}/1/${closesAt.getTime()}`,
          payload: { meeting: hall.meeting, activity: hall.activities[1], opening: 1, closesAt: closesAt.toISOString() },
          at: closesAt,
        },
      ],
    )
  })

  test('an activity closes by its own timer, unless the step that opens it says another, or none', async () => {
    const own = { ...pollOf('One', 'Two'), seconds: 45 }
    const hall = await openHall(world, [own, pollOf('One', 'Two')], ['start'])
    const activity = hall.activities[0] as ActivityId
    const opened = async (step: 'open' | 'back', seconds?: number | null) => {
      world.jobs.length = 0
      await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, step, seconds))
      const { view } = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
      const closesAt = view.phase.at === 'open' ? view.phase.closesAt : 'not open'
      const promised = world.jobs.filter(({ kind }) => kind === 'close-activity').map(({ at }) => at?.toISOString())
      assert.deepEqual(promised, closesAt === null ? [] : [closesAt])
      return closesAt && (Date.parse(closesAt) - world.clock.now.getTime()) / 1_000
    }
    assert.equal(await opened('open'), 45)
    await act(world, hall, 'close')
    assert.equal(await opened('open', 20), 20)
    await act(world, hall, 'close')
    assert.equal(await opened('open', null), null)
    await act(world, hall, 'next')
    assert.equal(await opened('open'), null)
    assert.equal(await opened('back'), 45)
    const { view } = await world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))
    assert.equal(view.activities.find(({ id }) => id === activity)?.prepared.seconds, 45)
  })

  test('a timer that runs is given more time: the old end closes nothing, the new one does', async () => {
    const hall = await openHall(world, [pollOf('One', 'Two')], ['start'])
    const [activity] = hall.activities as [ActivityId]
    const seat = newSeat()
    await world.db.write((tx) => meetings.takeControl(tx, system, hall.meeting, seat, true))
    await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open', 30))
    const after = (seconds: number) => new Date(world.clock.now.getTime() + seconds * 1_000).toISOString()
    const [first, second] = [after(30), after(45)]
    const move = (closesAt: string, opening = 1, by = seat) =>
      world.db.write((tx) => meetings.moveClosing(tx, system, hall.meeting, { seat: by, activity, opening, closesAt }))
    await move(second)
    const rows = JSON.stringify(await allRows(world))
    await move(second)
    assert.equal(JSON.stringify(await allRows(world)), rows)
    const phase = async () => (await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))).view.phase
    const open = await phase()
    assert.equal(open.at === 'open' && open.closesAt, second)
    const job = world.jobs.filter(({ payload }) => payload.meeting === hall.meeting).at(-1)
    assert.equal(job?.at?.toISOString(), second)
    const close = (closesAt: string) =>
      world.db.write((tx) => meetings.closeActivity(tx, system, hall.meeting, activity, { opening: 1, closesAt }))
    await close(first)
    assert.equal((await phase()).at, 'open')
    assert.equal(await refusalOf(move(after(-1))), 'bad-input')
    assert.equal(await refusalOf(move(after(3_601))), 'bad-input')
    assert.equal(await refusalOf(move(first, 2)), 'not-in-this-phase')
    assert.equal(await refusalOf(move(first, 1, newSeat())), 'not-controller')
    await close(second)
    assert.equal((await phase()).at, 'closed')
    assert.equal(await refusalOf(move(first)), 'not-in-this-phase')
  })

  test('the chats of a meeting are told of an opening and of results, and nothing once it moved on', async () => {
    const poll = pollOf('One', 'Two')
    const hall = await openHall(world, [poll], ['start'])
    await world.db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, { network: 'irc', channel: `#${hall.code}` }))
    world.jobs.length = 0
    await act(world, hall, 'open')
    const activity = hall.activities[0] as ActivityId
    const told = (opening: number, what: 'opened' | 'results') =>
      world.db.read((tx) => meetings.toTell(tx, hall.meeting, activity, opening, what))
    assert.equal((await told(1, 'opened'))?.activity.title, poll.title)
    assert.equal(await told(1, 'results'), null)
    await act(world, hall, 'results')
    assert.equal(await told(1, 'opened'), null)
    assert.equal((await told(1, 'results'))?.tally?.kind, 'poll')
    assert.equal(await told(2, 'results'), null)
    assert.deepEqual(
      world.jobs.map((job) => [job.kind, job.payload.what]),
      [
        ['tell-channel', 'opened'],
        ['tell-channel', 'results'],
      ],
    )
  })
})
