import assert from 'node:assert/strict'
import { test } from 'node:test'
import { act, comeIn, newActivity, openHall, openWorld, refusalOf, slide } from '../../../test/world.ts'
import type { ActivityId } from '../../contract/activity.schema.ts'
import { system } from '../people/index.ts'
import * as meetings from './index.ts'

const world = await openWorld()

test('LK-03 a join code is random unless set, compared exactly, and changed for new joins alone', async () => {
  const hall = await openHall(world, [slide])
  const other = await openHall(world, [slide])
  assert.notEqual(hall.code, other.code)
  await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { code: 'Hall-A' }))
  const [ada] = await comeIn(world, 'Hall-A', ['Ada'])
  for (const wrong of ['hall-a', 'HALL-A', 'Hall-A ', hall.code])
    assert.equal(await refusalOf(comeIn(world, wrong, ['Bo'])), 'wrong-code', wrong)
  await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { code: 'Hall-B' }))
  assert.equal(await refusalOf(comeIn(world, 'Hall-A', ['Bo'])), 'wrong-code')
  assert.equal((await comeIn(world, 'Hall-B', ['Bo'])).length, 1)
  const seat = await world.db.read((tx) => meetings.seat(tx, ada ?? system, hall.meeting))
  assert.equal(seat.name, 'Ada', 'who came before sits on')
})

test('LK-13 done skips an activity, not done plays it again; what comes next is the first that is not done, in order', async () => {
  const hall = await openHall(world, [slide, slide, slide], ['start'])
  const [first, second, third] = hall.activities as [ActivityId, ActivityId, ActivityId]
  const shown = async () => (await world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))).view.activity
  const mark = (id: ActivityId, done: boolean) => world.db.write((tx) => meetings.markDone(tx, system, hall.meeting, id, done))
  await mark(first, true)
  await act(world, hall, 'open')
  assert.equal(await shown(), second)
  await mark(first, false)
  await act(world, hall, 'next', 'open')
  assert.equal(await shown(), first)
  const last = newActivity()
  await world.db.write((tx) => meetings.putActivity(tx, system, hall.meeting, last, slide))
  await world.db.write((tx) => meetings.orderActivities(tx, system, hall.meeting, [first, second, last, third]))
  await act(world, hall, 'next', 'open')
  assert.equal(await shown(), last, 'the order decides')
})
