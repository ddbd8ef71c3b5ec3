import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import ICAL from 'ical.js'
import { type App, openApp } from '../../../test/app.ts'
import { id } from '../../../test/world.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { BookingId, Plan, RoomId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'
import * as board from '../../modules/board/index.ts'
import * as events from '../../modules/events/index.ts'
import { system } from '../../modules/people/index.ts'
import * as schedule from '../../modules/schedule/index.ts'

let app: App
const event = 'harvest' as EventId
const room = id<RoomId>()
before(async () => {
  app = await openApp((config) => ({ ...config, parts: ['event-day'] }))
  const slot = { code: 'ThuA1' as SlotCode, label: '09:00', startsAt: '2026-11-26T08:00:00.000Z', minutes: 60 }
  const plan: Plan = {
    days: [{ key: 'Thursday', date: '2026-11-26', slots: [slot] }],
    rooms: [{ id: room, name: 'Mill/Hall 1', about: '', icon: '', iconText: '', capacity: null, link: null }],
    cells: [{ room, slot: slot.code, track: null, blocked: null }],
  }
  await app.world.db.write(async (tx) => {
    await events.putEvent(tx, system, event, {
      title: 'Harvest',
      timeZone: 'Europe/Berlin',
      startsOn: '2026-11-26',
      endsOn: '2026-11-27',
    })
    await schedule.putPlan(tx, system, event, plan)
    await schedule.addTracks(tx, system, event, ['baking' as TrackName, 'örgü' as TrackName])
    await schedule.book(tx, system, { id: id<BookingId>(), event, track: 'baking' as TrackName, room, slot: slot.code })
  })
})

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${app.url}${path}`, { method, headers })
const all = [
  '/e/harvest/event.ics',
  '/e/harvest/tracks/baking.ics',
  '/e/harvest/schedule.json',
  '/e/harvest/schedule.xml',
  '/e/harvest/ptg.json',
]

describe('what programs read of an event', () => {
  for (const path of all) {
    test(`PT-93: ${path} has a tag, is open to pages of any origin, and is read past a question mark`, async () => {
      const first = await get(`${path}?x=1&y`, { origin: 'https://elsewhere.example' })
      const text = await first.text()
      const tag = first.headers.get('etag') ?? ''
      assert.deepEqual([first.status, first.headers.get('access-control-allow-origin'), tag.length > 10], [200, '*', true])
      const known = await get(path, { 'if-none-match': tag })
      assert.deepEqual([known.status, await known.text(), known.headers.get('etag')], [304, '', tag])
      const head = await get(path, {}, 'HEAD')
      assert.deepEqual([head.status, await head.text(), head.headers.get('etag')], [200, '', tag])
      const asked = await get(
        path,
        { origin: 'https://elsewhere.example', 'access-control-request-headers': 'if-none-match' },
        'OPTIONS',
      )
      assert.deepEqual([asked.status, asked.headers.get('access-control-allow-headers')], [204, 'If-None-Match'])
      const packed = await get(path, { 'accept-encoding': 'gzip' })
      assert.equal(await packed.text(), text)
    })
  }

  test('PT-112, PT-113, PT-139: calendars by event, track, room and session, by any letters', async () => {
    const titles = async (path: string) => {
      const reply = await get(path)
      assert.deepEqual([reply.status, reply.headers.get('content-type')], [200, 'text/calendar; charset=utf-8'], path)
      return new ICAL.Component(ICAL.parse(await reply.text()))
        .getAllSubcomponents('vevent')
        .map((one) => one.getFirstPropertyValue('summary'))
    }
    const one = ['[Harvest] baking']
    assert.deepEqual(await titles('/e/harvest/event.ics'), one)
    assert.deepEqual(await titles('/e/harvest/tracks/baking.ics'), one)
    assert.deepEqual(await titles(`/e/harvest/tracks/${encodeURIComponent('örgü')}.ics`), [])
    assert.deepEqual(await titles('/e/harvest/tracks/zzz.ics'), [])
    assert.deepEqual(await titles(`/e/harvest/rooms/${encodeURIComponent('Mill/Hall 1')}.ics`), one)
    assert.deepEqual(await titles(`/e/harvest/rooms/${room}.ics`), one)
  })

  test('what there is not is not found', async () => {
    for (const path of ['/e/nowhere/event.ics', '/e/harvest/rooms/Cellar.ics', '/e/harvest/sessions/x.ics', '/e/NO%20/ptg.json'])
      assert.equal((await get(path)).status, 404, path)
  })

  test('PT-93, PT-112: the predecessor’s addresses mean the only event, or the one that is set', async () => {
    const text = async (path: string) => (await get(path)).text()
    for (const path of ['/ptg.ics', '/ALL.ics']) assert.equal(await text(path), await text('/e/harvest/event.ics'))
    assert.equal(await text('/baking.ics'), await text('/e/harvest/tracks/baking.ics'))
    assert.equal(await text('/ptg.json?now'), await text('/e/harvest/ptg.json'))
    const other = { title: 'Other', timeZone: 'UTC', startsOn: '2027-01-01', endsOn: '2027-01-01' }
    await app.world.db.write((tx) => events.putEvent(tx, system, 'other' as EventId, other))
    assert.equal((await get('/ptg.json')).status, 404)
  })

  test('PT-94, PT-91: ptg.json follows what is said, without who watches', async () => {
    await app.world.db.write((tx) => board.setPlace(tx, system, { event, track: 'baking' as TrackName, place: 'the yard' }))
    const told = (await (await get('/e/harvest/ptg.json')).json()) as Record<string, unknown> & {
      location: object
      timestamp: string
    }
    assert.deepEqual(told.location, { baking: 'the yard' })
    assert.match(told.timestamp, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+01:00$|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+02:00$/)
    assert.equal('subscriptions' in told, false)
  })

  test('a booking that moves is heard of with the next reading', async () => {
    const calendar = async () => (await get('/e/harvest/event.ics')).text()
    assert.match(await calendar(), /STATUS:CONFIRMED/)
    await app.world.db.write((tx) =>
      schedule.unbook(tx, system, { event, track: 'baking' as TrackName, room, slot: 'ThuA1' as SlotCode }),
    )
    assert.match(await calendar(), /SEQUENCE:1\r\nSTATUS:CANCELLED/)
  })
})
