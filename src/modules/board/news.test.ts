import assert from 'node:assert/strict'
import { test } from 'node:test'
import { id, openWorld } from '../../../test/world.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { newsFeed } from '../../contract/news.ts'
import type { BookingId, Plan, RoomId, SessionId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'
import { changesAfter } from '../../platform/feeds.ts'
import { putEvent } from '../events/index.ts'
import { system } from '../people/index.ts'
import * as schedule from '../schedule/index.ts'
import * as board from './index.ts'

test('programs elsewhere hear of topics, bookings, notices and releases, once each, and of nothing that was refused', async () => {
  const { db } = await openWorld()
  const [event, track, room, slot] = ['harvest' as EventId, 'baking' as TrackName, id<RoomId>(), 'ThuA1' as SlotCode]
  const plan: Plan = {
    days: [{ key: 'Thursday', date: '2026-11-26', slots: [{ code: slot, label: '', startsAt: null, minutes: 60 }] }],
    rooms: [{ id: room, name: 'Loft', about: '', icon: '', iconText: '', capacity: null, link: null }],
    cells: [{ room, slot, track: null, blocked: null }],
  }
  const place = { event, track, room, slot }
  await db.write(async (tx) => {
    await putEvent(tx, system, event, { title: 'x', timeZone: 'UTC', startsOn: '2026-11-26', endsOn: '2026-11-26' })
    await schedule.putPlan(tx, system, event, plan)
    await schedule.addTracks(tx, system, event, [track])
    await schedule.putSession(tx, system, event, id<SessionId>(), {
      ...{ code: '', title: 'Rye', subtitle: '', abstract: '', description: '', kind: '', language: '', track, room, minutes: 5 },
      ...{ startsAt: '2026-11-26T09:00:00Z', speakers: [], links: [], link: null, picture: null, unrecorded: false },
    })
  })
  const say = { event, track, text: 'rye' }
  await db.write((tx) => board.setNow(tx, system, say))
  await db.write((tx) => board.addNext(tx, system, say))
  await db.write((tx) => schedule.book(tx, system, { id: id<BookingId>(), ...place }))
  await assert.rejects(db.write((tx) => schedule.book(tx, system, { id: id<BookingId>(), ...place })))
  await db.write((tx) => schedule.unbook(tx, system, place))
  await db.write((tx) => schedule.block(tx, system, { id: id<BookingId>(), event, room, slot, why: 'cleaning' }))
  await db.write((tx) => board.addNotice(tx, system, event, { id: id<string>(), level: 'info', text: 'Tea' }))
  for (let i = 0; i < 2; i++) await db.write((tx) => schedule.release(tx, system, event, { version: '', note: '' }))
  const heard = await db.read((tx) => changesAfter(tx, newsFeed, 0, 100))
  assert.deepEqual(
    heard.map(({ change }) => [(change as { kind: string }).kind, (change as { data: object }).data]),
    [
      ['topic.set', { event, track }],
      ['topic.added', { event, track }],
      ['booking.made', place],
      ['booking.cancelled', place],
      ['notices.changed', { event }],
      ['schedule.released', { event, n: 1 }],
    ],
  )
})
