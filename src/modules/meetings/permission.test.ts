import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import {
  allRows,
  choose,
  comeIn,
  type Hall,
  newActivity,
  newAnswer,
  newMeeting,
  newSeat,
  openHall,
  openWorld,
  type Person,
  personWith,
  pollOf,
  slide,
  type World,
} from '../../../test/world.ts'
import type { ActivityId, ChoiceId } from '../../contract/activity.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { RunId } from '../../contract/runs.schema.ts'
import type { Tx } from '../../platform/db.ts'
import { putEvent } from '../events/index.ts'
import { type Actor, grant, stranger, system } from '../people/index.ts'
import * as meetings from './index.ts'

/**
 * Goal: every command lets in whom it says and nobody else, and whoever is turned away has changed nothing. Method: each command as each kind
 * of actor, in a meeting of one event; what is allowed is undone, what is refused is compared row by row.
 */
const here = 'here' as EventId
const there = 'there' as EventId
const poll = pollOf('One', 'Two')
const undone = Symbol('undone')

let world: World
let hall: Hall
let actors: Record<string, Actor>
before(async () => {
  world = await openWorld()
  for (const event of [here, there]) {
    const settings = { title: event, timeZone: 'Europe/Paris', startsOn: '2026-06-01', endsOn: '2026-06-02' }
    await world.db.write((tx) => putEvent(tx, system, event, settings))
  }
  hall = await openHall(world, [poll, slide, slide], ['start', 'open', 'results', 'next', 'back'], here)
  const [participant] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
  const elsewhere = await openHall(world, [poll], ['start', 'open'], here)
  const [outsider] = (await comeIn(world, elsewhere.code, ['Eve'])) as [Person]
  actors = {
    stranger,
    participant,
    outsider,
    member: personWith('Max', { role: 'member', event: here }),
    'foreign owner': personWith('Zoe', { role: 'owner', event: there }),
    moderator: personWith('Mia', { role: 'moderator', event: here }),
    organizer: personWith('Olga', { role: 'organizer', event: here }),
    owner: personWith('Otto', { role: 'owner', event: null }),
    system,
  }
})

const everybody = ['stranger', 'participant', 'outsider', 'member', 'foreign owner', 'moderator', 'organizer', 'owner', 'system']
const moderators = ['moderator', 'organizer', 'owner', 'system']
const organizers = ['organizer', 'owner', 'system']
const inTheRoom = ['participant', ...moderators]

interface Row {
  run: (tx: Tx, actor: Actor) => Promise<unknown>
  allowed: readonly string[]
  refused: string
}
const activity = (n: number) => hall.activities[n] as ActivityId
const at = { network: 'irc' as const, channel: '#here' }
const settings = {
  ...{ title: 'T', description: '', listed: true, rewardFirst: true },
  ...{ startsAt: null, endsAt: null, showFlags: false, flagPrefix: '', picture: null, pictureWords: '' },
}
/** Commands that take many give refusals back. */
const thrown = async (outcomes: Promise<readonly unknown[]>) => {
  for (const one of await outcomes) if (one instanceof Refusal) throw one
}

const moderated = (run: Row['run']): Row => ({ run, allowed: moderators, refused: 'not-allowed' })
const table: Record<string, Row> = {
  createMeeting: {
    run: (tx, actor) => meetings.createMeeting(tx, actor, newMeeting(), { ...settings, event: here }, '#'),
    allowed: organizers,
    refused: 'not-allowed',
  },
  'createMeeting outside of events': {
    run: (tx, actor) => meetings.createMeeting(tx, actor, newMeeting(), { ...settings, event: null }, '#'),
    allowed: ['owner', 'system'],
    refused: 'not-allowed',
  },
  changeMeeting: moderated((tx, actor) => meetings.changeMeeting(tx, actor, hall.meeting, { title: 'New' })),
  deleteMeeting: moderated((tx, actor) => meetings.deleteMeeting(tx, actor, hall.meeting)),
  'putActivity, a new one': moderated((tx, actor) => meetings.putActivity(tx, actor, hall.meeting, newActivity(), slide)),
  'putActivity, a known one': moderated((tx, actor) =>
    meetings.putActivity(tx, actor, hall.meeting, activity(1), { ...slide, title: 'New' }),
  ),
  deleteActivity: moderated((tx, actor) => meetings.deleteActivity(tx, actor, hall.meeting, activity(1))),
  markDone: moderated((tx, actor) => meetings.markDone(tx, actor, hall.meeting, activity(1), true)),
  orderActivities: moderated((tx, actor) =>
    meetings.orderActivities(tx, actor, hall.meeting, [activity(2), activity(1), activity(0)]),
  ),
  bindChannel: moderated((tx, actor) => meetings.bindChannel(tx, actor, hall.meeting, at)),
  unbindChannel: moderated((tx, actor) => meetings.unbindChannel(tx, actor, hall.meeting, at)),
  takeControl: moderated((tx, actor) => meetings.takeControl(tx, actor, hall.meeting, newSeat(), true)),
  leaveControl: moderated((tx, actor) => meetings.leaveControl(tx, actor, hall.meeting, newSeat())),
  takeStep: moderated(async (tx, actor) => {
    const seat = newSeat()
    await meetings
      .takeControl(tx, actor, hall.meeting, seat, true)
      .catch(() => meetings.takeControl(tx, system, hall.meeting, seat, true))
    await meetings.takeStep(tx, actor, hall.meeting, { seat, step: 'close', from: 'open', seconds: null, reset: false })
  }),
  closeActivity: moderated((tx, actor) => meetings.closeActivity(tx, actor, hall.meeting, activity(0), { opening: 2 })),
  moveClosing: moderated(async (tx, actor) => {
    const seat = newSeat()
    await meetings
      .takeControl(tx, actor, hall.meeting, seat, true)
      .catch(() => meetings.takeControl(tx, system, hall.meeting, seat, true))
    const asked = { seat, activity: activity(0), opening: 1, closesAt: '2026-06-01T10:00:00Z' }
    await meetings.moveClosing(tx, actor, hall.meeting, asked).catch((error) => {
      // It has no timer: that is told to whoever steers.
      if (!(error instanceof Refusal) || error.code !== 'not-in-this-phase') throw error
    })
  }),
  runList: moderated((tx, actor) => meetings.runList(tx, actor, hall.meeting, {})),
  deleteRun: moderated((tx, actor) => meetings.deleteRun(tx, actor, hall.meeting, newActivity() as string as RunId)),
  consoleView: moderated((tx, actor) => meetings.consoleView(tx, actor, hall.meeting)),
  meetingView: { run: (tx, actor) => meetings.meetingView(tx, actor, hall.meeting), allowed: inTheRoom, refused: 'not-joined' },
  whyNotFollow: {
    run: (tx, actor) => thrown(meetings.whyNotFollow(tx, hall.meeting, [{ actor }])),
    allowed: inTheRoom,
    refused: 'not-joined',
  },
  seat: { run: (tx, actor) => meetings.seat(tx, actor, hall.meeting), allowed: ['participant'], refused: 'not-joined' },
  renameSeat: {
    run: (tx, actor) => meetings.renameSeat(tx, actor, hall.meeting, 'Lovelace'),
    allowed: ['participant'],
    refused: 'not-joined',
  },
  answer: {
    run: (tx, actor) =>
      thrown(
        meetings.answer(tx, [{ actor, id: newAnswer(), activity: activity(0), given: choose(poll.choices[0]?.id as ChoiceId) }]),
      ),
    allowed: ['participant'],
    refused: 'not-joined',
  },
  myMeetings: {
    run: (tx, actor) => meetings.myMeetings(tx, actor, {}, world.clock.now),
    allowed: everybody.filter((one) => one !== 'stranger'),
    refused: 'not-signed-in',
  },
  'join with a wrong code': {
    run: (tx, actor) => thrown(meetings.join(tx, [{ actor, code: 'nowhere', name: 'Zed' }])),
    allowed: [],
    refused: 'wrong-code',
  },
  putEvent: {
    run: (tx, actor) => putEvent(tx, actor, here, { title: 'N', timeZone: 'UTC', startsOn: '2026-06-01', endsOn: '2026-06-01' }),
    allowed: organizers,
    refused: 'not-allowed',
  },
  grant: {
    run: (tx, actor) => grant(tx, actor, (actors.participant as Person).id, 'owner', null),
    allowed: ['owner', 'system'],
    refused: 'not-allowed',
  },
}

/** Whether the command did it, or why not; nothing of what it did stays. */
async function attempt(row: Row, actor: Actor): Promise<string> {
  try {
    await world.db.write(async (tx) => {
      await row.run(tx, actor)
      throw undone
    })
    return 'impossible'
  } catch (error) {
    if (error === undone) return 'allowed'
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('LK-48, LK-52, LK-65: who may do what', () => {
  for (const [name, row] of Object.entries(table)) {
    test(name, async () => {
      const told = await Promise.all(everybody.map(async (who) => [who, await attempt(row, actors[who] as Actor)]))
      const expected = everybody.map((who) => [who, row.allowed.includes(who) ? 'allowed' : row.refused])
      assert.deepEqual(told, expected)
    })
  }

  test('whoever is refused has changed nothing, in any table', async () => {
    const before = await allRows(world)
    let refusals = 0
    for (const row of Object.values(table)) {
      for (const who of everybody.filter((one) => !row.allowed.includes(one))) {
        await world.db
          .write((tx) => row.run(tx, actors[who] as Actor))
          .catch((error) => {
            if (!(error instanceof Refusal)) throw error
            refusals++
          })
      }
    }
    assert.ok(refusals > 90, `${refusals} refusals`)
    assert.deepEqual(await allRows(world), before)
    assert.ok((before.meetings_meetings?.length ?? 0) > 1, 'there are rows that could change')
  })

  test('whoever may not run a meeting does not learn whether it exists', async () => {
    for (const who of ['stranger', 'participant', 'outsider', 'member', 'foreign owner']) {
      const unknown = { ...moderated((tx, actor) => meetings.consoleView(tx, actor, newMeeting())) }
      assert.equal(await attempt(unknown, actors[who] as Actor), 'not-allowed')
    }
  })

  test('one sees only the meetings one may run', async () => {
    const seen = async (who: string) =>
      (await world.db.read((tx) => meetings.myMeetings(tx, actors[who] as Actor, {}, world.clock.now))).meetings.length
    assert.deepEqual(
      await Promise.all(['participant', 'member', 'foreign owner', 'moderator', 'owner'].map(seen)),
      [0, 0, 0, 2, 2],
    )
  })
})
