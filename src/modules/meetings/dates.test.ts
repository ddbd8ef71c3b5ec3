import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comeIn, openHall, openWorld, plain, refusalOf, slide } from '../../../test/world.ts'
import type { Body } from '../../contract/endpoints.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { system } from '../people/index.ts'
import * as meetings from './index.ts'

const world = await openWorld()
const HOUR_MS = 3_600_000
const inHours = (hours: number) => new Date(world.clock.now.getTime() + hours * HOUR_MS).toISOString()
const change = (id: MeetingId, patch: Body<'changeMeeting'>) =>
  world.db.write((tx) => meetings.changeMeeting(tx, system, id, patch))
const listed = async () => {
  const { meetings: cards } = await world.db.read((tx) => meetings.openMeetings(tx, null, {}, world.clock.now))
  return cards.map(({ id }) => id)
}
const settings = async (id: MeetingId) => plain((await world.db.read((tx) => meetings.consoleView(tx, system, id))).view.settings)

test('LK-04 the public list has exactly those whose dates it is, and without dates those that run; an address works at any time', async () => {
  const halls = new Map<string, MeetingId>()
  for (const [name, patch] of [
    ['now', { startsAt: inHours(-1), endsAt: inHours(1) }],
    ['to the moment', { startsAt: inHours(0), endsAt: inHours(0) }],
    ['over', { startsAt: inHours(-2), endsAt: inHours(-1) }],
    ['to come', { startsAt: inHours(1), endsAt: inHours(2) }],
    ['since', { startsAt: inHours(-1) }],
    ['until', { endsAt: inHours(1) }],
    ['unlisted', { startsAt: inHours(-1), endsAt: inHours(1), listed: false }],
    ['no dates', {}],
  ] as const) {
    const { meeting } = await openHall(world, [slide])
    await change(meeting, patch)
    halls.set(name, meeting)
  }
  const running = await openHall(world, [slide], ['start'])
  const overButRuns = await openHall(world, [slide], ['start'])
  await change(overButRuns.meeting, { endsAt: inHours(-1) })
  const names = async () => {
    const ids = new Set(await listed())
    return [...halls].flatMap(([name, id]) => (ids.has(id) ? [name] : []))
  }
  assert.deepEqual(await names(), ['now', 'to the moment', 'since', 'until'])
  assert.ok((await listed()).includes(running.meeting))
  assert.ok(!(await listed()).includes(overButRuns.meeting))
  const [ada] = await comeIn(world, overButRuns.code, ['Ada'])
  assert.equal((await world.db.read((tx) => meetings.meetingView(tx, ada ?? system, overButRuns.meeting))).view.title, 'Hall')
  world.clock.forward(90 * 60_000)
  assert.deepEqual(await names(), ['to come', 'since'])
})

test('dates are shown back, taken away again, and refused where the end is before the start', async () => {
  const { meeting } = await openHall(world, [slide])
  await change(meeting, { startsAt: inHours(1), endsAt: inHours(2) })
  assert.deepEqual([(await settings(meeting)).startsAt, (await settings(meeting)).endsAt], [inHours(1), inHours(2)])
  assert.equal(await refusalOf(change(meeting, { endsAt: inHours(0) })), 'bad-input')
  await change(meeting, { startsAt: null, endsAt: null })
  assert.equal((await settings(meeting)).startsAt, null)
})
