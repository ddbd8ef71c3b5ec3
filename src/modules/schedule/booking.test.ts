import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { id, openWorld, personWith, refusalOf, type World } from '../../../test/world.ts'
import { boardFeed } from '../../contract/board.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { BookingId, Cell, Plan, RoomId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'
import { changesAfter } from '../../platform/feeds.ts'
import { putEvent } from '../events/index.ts'
import { type Actor, system } from '../people/index.ts'
import * as schedule from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})

const track = (name: string) => name as TrackName
const slot = (code: string) => code as SlotCode
let events = 0
const rooms = { hall: 'Great Hall', quiet: 'Room-1', deck: 'Upper Deck B' }

/** An event with two days, three rooms and two tracks; every room offers every slot, but the deck on Tuesday. */
async function anEvent(timeZone = 'Europe/Paris') {
  const event = `event-${events++}` as EventId
  const settings = { title: event, timeZone, startsOn: '2026-06-01', endsOn: '2026-06-02' }
  await world.db.write((tx) => putEvent(tx, system, event, settings))
  const at = (time: string) => `2026-06-${time}:00.000Z`
  const days: Plan['days'] = [
    {
      key: 'Monday',
      date: '2026-06-01',
      slots: [
        { code: slot('MonA1'), label: '09:00-10:45', startsAt: at('01T07:00'), minutes: 105 },
        { code: slot('MonA2'), label: '10:45-12:30', startsAt: at('01T08:45'), minutes: 105 },
        { code: slot('Mon-Long'), label: '09:00-12:30', startsAt: at('01T07:00'), minutes: 210 },
      ],
    },
    { key: 'Tuesday', date: null, slots: [{ code: slot('TueA1'), label: 'morning', startsAt: null, minutes: 60 }] },
  ]
  const named = Object.fromEntries(Object.keys(rooms).map((key) => [key, id<RoomId>()])) as Record<keyof typeof rooms, RoomId>
  const plan: Plan = {
    days,
    rooms: Object.entries(rooms).map(([key, name]) => ({
      id: named[key as keyof typeof rooms],
      name,
      about: '',
      icon: '',
      iconText: '',
      capacity: key === 'quiet' ? 10 : null,
      link: null,
    })),
    cells: Object.values(named).flatMap((room) =>
      days
        .flatMap((day) => day.slots)
        .filter(({ code }) => room !== named.deck || code !== 'TueA1')
        .map(({ code }): Cell => ({ room, slot: code, track: null, blocked: null })),
    ),
  }
  await world.db.write(async (tx) => {
    await schedule.putPlan(tx, system, event, plan)
    await schedule.addTracks(tx, system, event, [track('nova'), track('swift')])
  })
  return { event, plan, ...named }
}

const planOf = (event: EventId) => world.db.read((tx) => schedule.plan(tx, event))
const cellOf = async (event: EventId, room: RoomId, code: string) =>
  (await planOf(event)).cells.find((cell) => cell.room === room && cell.slot === code)
const book = (
  actor: Actor,
  event: EventId,
  name: string,
  room: RoomId,
  code: string,
  booking = id<BookingId>(),
  people?: number,
) =>
  refusalOf(
    world.db.write((tx) => schedule.book(tx, actor, { id: booking, event, track: track(name), room, slot: slot(code), people })),
  )

test('PT-54, PT-57: a free slot is booked once, given back by its track alone, and free again', async () => {
  const { event, hall } = await anEvent()
  const speaker: Actor = { ...personWith('Ada'), standing: { event, rank: 'none' } }
  assert.equal(await book(speaker, event, 'swift', hall, 'MonA1'), null)
  assert.equal((await cellOf(event, hall, 'MonA1'))?.track, 'swift')
  assert.equal(await book(speaker, event, 'swift', hall, 'MonA1'), 'slot-taken', 'even by the same track')
  assert.equal(await book(speaker, event, 'nova', hall, 'MonA1'), 'slot-taken')
  assert.equal(await book(speaker, event, 'nope', hall, 'MonA2'), 'not-found')
  assert.equal(await book(speaker, event, 'nova', hall, 'url'), 'not-found')
  const unbook = (name: string, code: string) =>
    refusalOf(world.db.write((tx) => schedule.unbook(tx, speaker, { event, track: track(name), room: hall, slot: slot(code) })))
  assert.equal(await unbook('nova', 'MonA1'), 'not-found')
  assert.equal(await unbook('swift', 'MonA2'), 'not-found')
  assert.equal(await unbook('swift', 'MonA1'), null)
  assert.equal((await cellOf(event, hall, 'MonA1'))?.track, null)
})

test('PT-55: rooms with blanks and hyphens are named by the code that the page shows; letter by letter', async () => {
  const { event, plan, hall, quiet, deck } = await anEvent()
  const place = (text: string) => schedule.placeNamed(plan, text)
  assert.deepEqual(place('Great Hall-MonA1'), { room: hall, slot: 'MonA1' })
  assert.deepEqual(place(' Great   Hall-MonA1 '), { room: hall, slot: 'MonA1' })
  assert.deepEqual(place('Room-1-MonA2'), { room: quiet, slot: 'MonA2' })
  assert.deepEqual(place('Room-1-Mon-Long'), { room: quiet, slot: 'Mon-Long' })
  assert.deepEqual(place('Upper Deck B-Mon-Long'), { room: deck, slot: 'Mon-Long' })
  for (const text of ['Room-MonA1', 'great hall-MonA1', 'Great Hall-mona1', 'Great Hall-Mon-A1', 'Great Hall', '-MonA1', '-', ''])
    assert.equal(place(text), null, text)
  const found = place('Room-1-Mon-Long')
  assert.ok(found)
  assert.equal(await book(system, event, 'nova', found.room, found.slot), null)
  const twin = { ...plan, rooms: [...plan.rooms, { ...plan.rooms[0], id: id<RoomId>(), name: 'Room' } as Plan['rooms'][number]] }
  const slots = [...(twin.days[0]?.slots ?? []), { code: slot('1-MonA1'), label: '', startsAt: null, minutes: 60 }]
  const both = { ...twin, days: [{ key: 'Monday', date: null, slots }] }
  assert.deepEqual(schedule.placeNamed(both, 'Room-1-MonA1'), { room: quiet, slot: 'MonA1' }, 'the reading that is offered')
})

test('PT-56: what describes a room is no slot of it', async () => {
  const { event, plan, hall } = await anEvent()
  for (const code of ['url', 'desc', 'cap_icon', 'cap_desc']) {
    assert.equal(schedule.placeNamed(plan, `Great Hall-${code}`), null)
    assert.equal(await book(system, event, 'nova', hall, code), 'not-found')
  }
})

test('twenty people book one slot at once: one wins, and the board hears of one', async () => {
  const { event, hall } = await anEvent()
  const from = (await world.db.read((tx) => changesAfter(tx, boardFeed(event), 0, 100))).length
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      book({ ...personWith(`P${i}`), standing: { event, rank: 'voice' } }, event, i % 2 ? 'nova' : 'swift', hall, 'MonA1'),
    ),
  )
  assert.deepEqual(outcomes.filter((one) => one === null).length, 1)
  assert.deepEqual(outcomes.filter((one) => one === 'slot-taken').length, 19)
  const news = await world.db.read((tx) => changesAfter(tx, boardFeed(event), 0, 100))
  assert.deepEqual(
    news.slice(from).map(({ change }) => (change as { kind: string }).kind),
    ['cell'],
  )
})

test('nothing overlaps in a room, whatever is tried at once; elsewhere and without a time it may', async () => {
  const { event, hall, quiet } = await anEvent()
  const outcomes = await Promise.all(
    ['Mon-Long', 'MonA1', 'MonA2', 'Mon-Long'].map((code) => book(system, event, 'nova', hall, code)),
  )
  const { cells, days } = await planOf(event)
  const times = cells
    .filter((cell) => cell.room === hall && cell.track !== null)
    .map((cell) => days.flatMap((day) => day.slots).find(({ code }) => code === cell.slot))
    .map((one) => ({ from: Date.parse(one?.startsAt ?? ''), to: Date.parse(one?.startsAt ?? '') + (one?.minutes ?? 0) * 60_000 }))
  assert.equal(times.length, outcomes.filter((one) => one === null).length)
  for (const [i, one] of times.entries())
    for (const other of times.slice(i + 1)) assert.ok(one.to <= other.from || other.to <= one.from)
  assert.equal(await book(system, event, 'nova', quiet, 'Mon-Long'), null)
  assert.equal(await book(system, event, 'swift', quiet, 'MonA2'), 'slot-taken')
  assert.equal(await book(system, event, 'swift', quiet, 'TueA1'), null)
})

test('the same id is the same booking; of another it is a conflict', async () => {
  const { event, hall, quiet } = await anEvent()
  const booking = id<BookingId>()
  assert.equal(await book(system, event, 'nova', hall, 'MonA1', booking), null)
  assert.equal(await book(system, event, 'nova', hall, 'MonA1', booking), null)
  assert.equal(await book(system, event, 'swift', hall, 'MonA1', booking), 'conflict')
  assert.equal(await book(system, event, 'nova', quiet, 'MonA1', booking), 'conflict')
  assert.equal((await world.db.read((tx) => schedule.bookingActs(tx, system, event))).acts.length, 1)
})

test('a room books no more people than it has seats for', async () => {
  const { event, quiet, hall } = await anEvent()
  assert.equal(await book(system, event, 'nova', quiet, 'MonA1', id<BookingId>(), 11), 'too-few-seats')
  assert.equal(await book(system, event, 'nova', quiet, 'MonA1', id<BookingId>(), 10), null)
  assert.equal(await book(system, event, 'nova', hall, 'MonA1', id<BookingId>(), 5_000), null)
})

test('a blocked slot is nobody’s until it is unblocked; it is of moderators and operators', async () => {
  const { event, hall } = await anEvent()
  const voice: Actor = { ...personWith('Vic'), standing: { event, rank: 'voice' } }
  const operator: Actor = { ...personWith('Op'), standing: { event, rank: 'operator' } }
  const block = (actor: Actor) =>
    refusalOf(
      world.db.write((tx) =>
        schedule.block(tx, actor, { id: id<BookingId>(), event, room: hall, slot: slot('MonA1'), why: 'Lunch' }),
      ),
    )
  assert.equal(await block(voice), 'not-allowed')
  assert.equal(await block(operator), null)
  assert.equal(await book(voice, event, 'nova', hall, 'MonA1'), 'slot-taken')
  assert.deepEqual((await cellOf(event, hall, 'MonA1'))?.blocked, 'Lunch')
  const unblock = (actor: Actor) =>
    refusalOf(world.db.write((tx) => schedule.unblock(tx, actor, { event, room: hall, slot: slot('MonA1') })))
  assert.equal(await unblock(voice), 'not-allowed')
  assert.equal(await unblock(personWith('Mia', { role: 'moderator', event })), null)
  assert.equal(await book(voice, event, 'nova', hall, 'MonA1'), null)
})

test('who may: standing counts in the event of its channel alone, and the banned have none', async () => {
  const [{ event, hall }, other] = [await anEvent(), await anEvent()]
  const elsewhere: Actor = { ...personWith('Eve'), standing: { event: other.event, rank: 'operator' } }
  assert.equal(await book(elsewhere, event, 'nova', hall, 'MonA1'), 'not-allowed')
  assert.equal(
    await book({ ...personWith('Bo'), bannedIn: [event], standing: { event, rank: 'operator' } }, event, 'nova', hall, 'MonA1'),
    'not-allowed',
  )
  assert.equal(await book({ kind: 'stranger' }, event, 'nova', hall, 'MonA1'), 'not-allowed')
  assert.equal(await book(personWith('Mem', { role: 'member', event }), event, 'nova', hall, 'MonA1'), 'not-allowed')
  assert.equal(schedule.speaksForTracks({ ...personWith('N'), standing: { event, rank: 'none' } }, event, { voice: true }), false)
  assert.equal(schedule.speaksForTracks({ ...personWith('V'), standing: { event, rank: 'voice' } }, event, { voice: true }), true)
})

test('who booked is written down, and what was done can be undone once', async () => {
  const { event, hall } = await anEvent()
  const ada: Actor = { ...personWith('Ada'), standing: { event, rank: 'none' } }
  await world.client`insert into people_persons (id, name, made_at) values (${ada.kind === 'person' ? ada.id : ''}, 'Ada', now())`
  await book(ada, event, 'nova', hall, 'MonA1')
  const [row] = await world.db.read((tx) => schedule.bookings(tx, system, event))
  assert.deepEqual([row?.track, row?.by], ['nova', 'Ada'])
  const latest = async () => (await world.db.read((tx) => schedule.bookingActs(tx, system, event))).acts[0]
  const undo = async (n = 0) => refusalOf(world.db.write((tx) => schedule.undoBookingAct(tx, system, event, n)))
  const booked = await latest()
  assert.equal(await undo(booked?.n), null)
  assert.equal((await cellOf(event, hall, 'MonA1'))?.track, null)
  assert.equal(await undo(booked?.n), 'conflict')
  const given = await latest()
  assert.equal(given?.act, 'unbook')
  assert.equal(await undo(given?.n), null)
  assert.equal((await cellOf(event, hall, 'MonA1'))?.track, 'nova')
  assert.equal(await undo(-1), 'not-found')
  assert.equal(await refusalOf(world.db.read((tx) => schedule.bookings(tx, ada, event))), 'not-allowed')
})

test('PT-43, PT-44: the room of today is found in the event’s own zone, the first in the order of rooms; else that of the first day', async () => {
  const { event, hall, quiet } = await anEvent('Pacific/Auckland')
  await book(system, event, 'nova', quiet, 'MonA1')
  await book(system, event, 'nova', hall, 'MonA2')
  await book(system, event, 'swift', quiet, 'TueA1')
  const today = (name: string, at: string) =>
    world.db.read(async (tx) => (await schedule.roomToday(tx, event, track(name), new Date(at)))?.name ?? null)
  // Auckland is twelve hours ahead: Monday the 1st begins there at noon of the 31st, and lasts until one at night.
  assert.equal(await today('nova', '2026-05-31T13:30:00Z'), rooms.hall)
  assert.equal(await today('nova', '2026-06-01T12:30:00Z'), rooms.hall, 'past midnight it is still Monday')
  assert.equal(await today('nova', '2026-06-01T13:30:00Z'), null, 'it is Tuesday there')
  assert.equal(await today('swift', '2026-06-01T13:30:00Z'), rooms.quiet)
  assert.equal(await today('swift', '2026-06-01T12:30:00Z'), null)
  assert.equal(await today('nova', '2026-06-04T13:30:00Z'), rooms.hall, 'no day of the plan: the first')
})

test('PT-45: without any slots no room is found', async () => {
  const event = 'bare' as EventId
  await world.db.write((tx) =>
    putEvent(tx, system, event, { title: 'Bare', timeZone: 'UTC', startsOn: '2026-06-01', endsOn: '2026-06-01' }),
  )
  assert.equal(await world.db.read((tx) => schedule.roomToday(tx, event, track('nova'), new Date())), null)
})

test('PT-87: days, slots and rooms keep the order in which they were given', async () => {
  const { event, plan } = await anEvent()
  assert.deepEqual((await planOf(event)).rooms, plan.rooms)
  assert.deepEqual((await planOf(event)).days, plan.days)
  const turned = { ...plan, days: plan.days.toReversed(), rooms: plan.rooms.toReversed() }
  await world.db.write((tx) => schedule.putPlan(tx, system, event, turned))
  assert.deepEqual((await planOf(event)).rooms, turned.rooms)
  assert.deepEqual((await planOf(event)).days, turned.days)
})

test('a plan in the place of another keeps who booked, and is refused whole when it does not hold together', async () => {
  const { event, plan, hall } = await anEvent()
  await book(system, event, 'nova', hall, 'MonA1')
  const [before] = await world.db.read((tx) => schedule.bookings(tx, system, event))
  const put = (wanted: Plan) => refusalOf(world.db.write((tx) => schedule.putPlan(tx, system, event, wanted)))
  assert.equal(await put(await planOf(event)), null)
  assert.deepEqual((await world.db.read((tx) => schedule.bookings(tx, system, event)))[0], before)
  const [monday, ...rest] = plan.days
  assert.ok(monday)
  const twice = {
    ...plan,
    days: [
      { ...monday, slots: [...monday.slots, { ...monday.slots[0], code: slot('mona1') } as (typeof monday.slots)[number]] },
      ...rest,
    ],
  }
  assert.equal(await put(twice), 'bad-input')
  assert.equal(await put({ ...plan, cells: [{ room: id(), slot: slot('MonA1'), track: null, blocked: null }] }), 'bad-input')
  const overlapping = plan.cells.map((cell) =>
    cell.room === hall && cell.slot !== 'MonA2' ? { ...cell, track: track('nova') } : cell,
  )
  assert.equal(await put({ ...plan, cells: overlapping }), 'slot-taken')
  assert.equal((await planOf(event)).cells.filter((cell) => cell.track === 'nova').length, 1)
})

test('PT-88, PT-119: tracks are sorted by code points, and each has a colour of its own; one taken off comes back as it was', async () => {
  const { event } = await anEvent()
  const names = async () => (await world.db.read((tx) => schedule.tracks(tx, event))).map(({ name }) => name)
  await world.db.write((tx) => schedule.addTracks(tx, system, event, ['zz', 'a-team', 'éclair', '1st', 'swift'].map(track)))
  assert.deepEqual(await names(), ['1st', 'a-team', 'nova', 'swift', 'zz', 'éclair'])
  const all = await world.db.read((tx) => schedule.tracks(tx, event))
  assert.equal(new Set(all.map(({ color }) => color)).size, all.length)
  await world.db.write((tx) => schedule.changeTrack(tx, system, event, track('swift'), { color: '#000000', title: 'Swift!' }))
  assert.deepEqual(await world.db.write((tx) => schedule.dropTracks(tx, system, event, ['swift', 'nonexist'].map(track))), [
    'swift',
  ])
  assert.equal(await world.db.read((tx) => schedule.track(tx, event, track('swift'))), null)
  assert.deepEqual(await world.db.write((tx) => schedule.addTracks(tx, system, event, [track('swift')])), ['swift'])
  assert.equal((await world.db.read((tx) => schedule.track(tx, event, track('swift'))))?.color, '#000000')
})
