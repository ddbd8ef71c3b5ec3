import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import ICAL from 'ical.js'
import { id, openWorld, type World } from '../../../test/world.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type {
  BookingId,
  Cell,
  Plan,
  RoomId,
  SessionId,
  SessionInput,
  SlotCode,
  TrackName,
} from '../../contract/schedule.schema.ts'
import * as events from '../../modules/events/index.ts'
import { system } from '../../modules/people/index.ts'
import * as schedule from '../../modules/schedule/index.ts'
import { type Calendars, openCalendars, type Which } from './index.ts'

/** Calendars over a real schedule, followed by a program that knows nothing of us but the text. */
let world: World
let calendars: Calendars
let padsFrom: string | null = null
before(async () => {
  world = await openWorld()
  calendars = await openCalendars({
    db: world.db,
    mark: async (tx, event) =>
      (await events.exists(tx, event))
        ? JSON.stringify([await schedule.mark(tx, event), await events.event(tx, event), padsFrom])
        : null,
    sources: async (tx, event) => ({
      event: await events.event(tx, event),
      ...(await schedule.plan(tx, event)),
      padsFrom,
      tracks: await schedule.tracks(tx, event),
      sessions: (await schedule.released(tx, event)).sessions,
    }),
  })
})

const baking = 'baking' as TrackName
const lace = 'lace' as TrackName
let made = 0

interface Made {
  readonly event: EventId
  readonly rooms: readonly [RoomId, RoomId]
}

async function anEvent(timeZone = 'Europe/Berlin', more: Partial<Plan['rooms'][number]> = {}): Promise<Made> {
  const event = `gathering-${made++}` as EventId
  const rooms = [id<RoomId>(), id<RoomId>()] as const
  const slot = (code: string, startsAt: string | null, minutes: number) => ({
    code: code as SlotCode,
    label: code,
    startsAt,
    minutes,
  })
  const days: Plan['days'] = [
    {
      key: 'Thursday',
      date: '2026-11-26',
      slots: [
        slot('ThuA1', '2026-11-26T08:00:00.000Z', 105),
        slot('ThuA2', '2026-11-26T10:00:00.000Z', 60),
        slot('ThuP1', null, 60),
      ],
    },
  ]
  const plan: Plan = {
    days,
    rooms: rooms.map((room, i) => ({
      ...{ id: room, name: i === 0 ? 'Mill Hall' : 'Loft', about: '', icon: '', iconText: '', capacity: null, link: null },
      ...(i === 0 ? more : {}),
    })),
    cells: rooms.flatMap((room) =>
      ['ThuA1', 'ThuA2', 'ThuP1'].map((code): Cell => ({ room, slot: code as SlotCode, track: null, blocked: null })),
    ),
  }
  await world.db.write(async (tx) => {
    await events.putEvent(tx, system, event, { title: 'Harvest', timeZone, startsOn: '2026-11-26', endsOn: '2026-11-27' })
    await schedule.putPlan(tx, system, event, plan)
    await schedule.addTracks(tx, system, event, [baking, lace])
  })
  return { event, rooms }
}

const book = (event: EventId, track: TrackName, room: RoomId, slot: string) =>
  world.db.write((tx) => schedule.book(tx, system, { id: id<BookingId>(), event, track, room, slot: slot as SlotCode }))
const unbook = (event: EventId, track: TrackName, room: RoomId, slot: string) =>
  world.db.write((tx) => schedule.unbook(tx, system, { event, track, room, slot: slot as SlotCode }))

interface Seen {
  readonly uid: string
  readonly sequence: number
  readonly status: string
  readonly title: string
  readonly place: string
  readonly description: string
  readonly starts: string
  readonly minutes: number
}

async function textOf(event: EventId, which: Which = { of: 'event' }, language = 'en'): Promise<string> {
  return (await calendars(event, which, language))?.text ?? assert.fail('no calendar')
}

async function look(event: EventId, which: Which = { of: 'event' }): Promise<Seen[]> {
  const calendar = new ICAL.Component(ICAL.parse(await textOf(event, which)))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const all = calendar.getAllSubcomponents('vevent').map((one) => {
    const read = new ICAL.Event(one)
    return {
      uid: read.uid,
      sequence: read.sequence,
      status: String(one.getFirstPropertyValue('status')),
      title: read.summary,
      place: read.location,
      description: read.description ?? '',
      starts: new Date(read.startDate.toUnixTime() * 1000).toISOString(),
      minutes: (read.endDate.toUnixTime() - read.startDate.toUnixTime()) / 60,
    }
  })
  ICAL.TimezoneService.reset()
  return all
}

const one = async (event: EventId, which?: Which): Promise<Seen> => {
  const [first, ...others] = await look(event, which)
  assert.deepEqual(others, [])
  return first ?? assert.fail('no entry')
}

describe('bookings in calendars', () => {
  test('PT-113, PT-114, PT-115: a booking with the times of its slot, and what leads there', async () => {
    const { event, rooms } = await anEvent()
    await book(event, baking, rooms[0], 'ThuA1')
    const { uid, ...seen } = await one(event, { of: 'track', name: 'baking' })
    assert.match(uid, /^[0-9a-f-]{36}@plenary$/)
    assert.deepEqual(seen, {
      sequence: 0,
      status: 'CONFIRMED',
      title: '[Harvest] baking',
      place: 'Mill Hall',
      description: 'Room: Mill Hall',
      starts: '2026-11-26T08:00:00.000Z',
      minutes: 105,
    })
  })

  test('PT-115: the track’s link comes before the room’s, and notes are the track’s own or made from the event’s', async () => {
    const { event, rooms } = await anEvent('UTC', { link: 'https://meet.example/mill', about: 'below the clock' })
    await book(event, baking, rooms[0], 'ThuA1')
    padsFrom = 'https://pads.example/p/harvest-'
    const byRoom = await one(event)
    await world.db.write((tx) =>
      schedule.changeTrack(tx, system, event, baking, { link: 'https://meet.example/b', etherpad: 'https://pads.example/own' }),
    )
    const byTrack = await one(event)
    padsFrom = null
    assert.deepEqual(
      [byRoom.place, byRoom.description, byTrack.place, byTrack.description],
      [
        'https://meet.example/mill',
        'Notes: https://pads.example/p/harvest-baking\nRoom: Mill Hall (below the clock)',
        'https://meet.example/b',
        'Notes: https://pads.example/own\nRoom: Mill Hall (below the clock)',
      ],
    )
    assert.deepEqual([byTrack.uid, byTrack.sequence], [byRoom.uid, 0])
  })

  test('PT-112, PT-113: all tracks, one track, one room; a track that nobody has is an empty calendar', async () => {
    const { event, rooms } = await anEvent()
    await book(event, baking, rooms[0], 'ThuA1')
    await book(event, lace, rooms[1], 'ThuA1')
    const titles = async (which: Which) => (await look(event, which)).map(({ title }) => title)
    assert.deepEqual(await titles({ of: 'event' }), ['[Harvest] baking', '[Harvest] lace'])
    assert.deepEqual(await titles({ of: 'track', name: 'lace' }), ['[Harvest] lace'])
    assert.deepEqual(await titles({ of: 'room', name: 'Loft' }), ['[Harvest] lace'])
    assert.deepEqual(await titles({ of: 'room', name: rooms[0] }), ['[Harvest] baking'])
    assert.deepEqual(await titles({ of: 'track', name: 'Lace' }), [])
    assert.deepEqual(await titles({ of: 'track', name: 'zzz' }), [])
    assert.equal(await calendars(event, { of: 'room', name: 'Cellar' }, 'en'), null)
    assert.equal(await calendars('nowhere' as EventId, { of: 'event' }, 'en'), null)
  })

  test('PT-117: a booking without a time is left out, and said', async () => {
    const { event, rooms } = await anEvent()
    await book(event, baking, rooms[0], 'ThuP1')
    await book(event, baking, rooms[0], 'ThuA1')
    assert.equal((await look(event)).length, 1)
    const about = async (which: Which) =>
      /^DESCRIPTION:.*/m.exec((await textOf(event, which)).split('BEGIN:VEVENT')[0] ?? '')?.[0]
    assert.match((await about({ of: 'event' })) ?? '', /^DESCRIPTION:1 booking is not in here/)
    assert.match((await about({ of: 'track', name: 'baking' })) ?? '', /^DESCRIPTION:1 booking/)
    assert.equal(await about({ of: 'track', name: 'lace' }), undefined)
  })

  test('PT-118: to another room and to another slot, a booking stays the same entry; two tracks that swap stay two', async () => {
    const { event, rooms } = await anEvent()
    await book(event, baking, rooms[0], 'ThuA1')
    const first = await one(event)
    await unbook(event, baking, rooms[0], 'ThuA1')
    await book(event, baking, rooms[1], 'ThuA1')
    const moved = await one(event)
    assert.deepEqual([moved.uid, moved.sequence, moved.place], [first.uid, 1, 'Loft'])
    await unbook(event, baking, rooms[1], 'ThuA1')
    await book(event, baking, rooms[1], 'ThuA2')
    const later = await one(event)
    assert.deepEqual([later.uid, later.sequence, later.starts, later.minutes], [first.uid, 2, '2026-11-26T10:00:00.000Z', 60])
    await book(event, lace, rooms[0], 'ThuA2')
    const [uidOfLace] = (await look(event, { of: 'track', name: 'lace' })).map(({ uid }) => uid)
    await unbook(event, lace, rooms[0], 'ThuA2')
    await unbook(event, baking, rooms[1], 'ThuA2')
    await book(event, lace, rooms[1], 'ThuA2')
    await book(event, baking, rooms[0], 'ThuA2')
    const swapped = new Map((await look(event)).map(({ title, uid, place }) => [title, [uid, place]]))
    assert.deepEqual(swapped.get('[Harvest] lace'), [uidOfLace, 'Loft'])
    assert.deepEqual(swapped.get('[Harvest] baking'), [first.uid, 'Mill Hall'])
  })

  test('PT-118: what is given back is cancelled, and is itself again when it is booked again', async () => {
    const { event, rooms } = await anEvent()
    await book(event, baking, rooms[0], 'ThuA1')
    const first = await one(event)
    await unbook(event, baking, rooms[0], 'ThuA1')
    const gone = await one(event)
    assert.deepEqual([gone.uid, gone.status, gone.sequence, gone.starts], [first.uid, 'CANCELLED', 1, first.starts])
    assert.deepEqual(await one(event), gone)
    await book(event, baking, rooms[0], 'ThuA1')
    const back = await one(event)
    assert.deepEqual([back.uid, back.status, back.sequence], [first.uid, 'CONFIRMED', 2])
  })

  test('what was cancelled long ago is told no more', async () => {
    const { event, rooms } = await anEvent()
    await book(event, baking, rooms[0], 'ThuA1')
    await look(event)
    await unbook(event, baking, rooms[0], 'ThuA1')
    await look(event)
    world.clock.forward(61 * 86_400_000)
    await book(event, lace, rooms[1], 'ThuA1')
    assert.deepEqual(
      (await look(event)).map(({ title, status }) => [title, status]),
      [['[Harvest] lace', 'CONFIRMED']],
    )
  })

  test('many readers at once are told the same, and one entry is made', async () => {
    const { event, rooms } = await anEvent()
    await book(event, baking, rooms[0], 'ThuA1')
    const all = await Promise.all(Array.from({ length: 200 }, () => calendars(event, { of: 'event' }, 'en')))
    assert.equal(new Set(all.map((printed) => printed?.etag)).size, 1)
    const [{ n } = { n: 0 }] = await world.client<
      { n: number }[]
    >`select count(*)::int as n from calendars_entries where event = ${event}`
    assert.equal(n, 1)
  })

  test('the tag changes with the text, and with nothing else', async () => {
    const { event, rooms } = await anEvent()
    await book(event, baking, rooms[0], 'ThuA1')
    const tag = async () => (await calendars(event, { of: 'track', name: 'baking' }, 'en'))?.etag
    const first = await tag()
    await book(event, lace, rooms[1], 'ThuA1')
    assert.equal(await tag(), first)
    world.clock.forward(3_600_000)
    await unbook(event, baking, rooms[0], 'ThuA1')
    assert.notEqual(await tag(), first)
  })

  test('in the reader’s language', async () => {
    const { event, rooms } = await anEvent()
    await book(event, baking, rooms[0], 'ThuA1')
    assert.match(await textOf(event, { of: 'event' }, 'fr'), /DESCRIPTION:Salle\u202f: Mill Hall/)
    assert.match(await textOf(event, { of: 'event' }, 'tr'), /DESCRIPTION:Salon: Mill Hall/)
  })
})

const talk = (more: Partial<SessionInput> = {}): SessionInput => ({
  code: '',
  title: 'Sour dough',
  subtitle: '',
  abstract: 'Flour, water; time',
  description: '',
  kind: 'talk',
  language: 'en',
  track: baking,
  room: null,
  startsAt: '2026-11-26T09:00:00.000Z',
  minutes: 45,
  speakers: [{ name: 'Ada', link: null }],
  links: [],
  link: 'https://x.example/t',
  picture: null,
  unrecorded: false,
  ...more,
})

describe('sessions in calendars', () => {
  const release = async (event: EventId, session: SessionId, given: SessionInput | null) => {
    await world.db.write(async (tx) => {
      if (given) await schedule.putSession(tx, system, event, session, given)
      else await schedule.dropSession(tx, system, event, session)
      await schedule.release(tx, system, event, { version: '', note: '' })
    })
  }

  test('a session moves, is renamed, cancelled and comes back as one entry; nobody is told before it is released', async () => {
    const { event, rooms } = await anEvent()
    const session = id<SessionId>()
    const mine: Which = { of: 'session', id: session }
    await world.db.write((tx) => schedule.putSession(tx, system, event, session, talk()))
    assert.equal(await calendars(event, mine, 'en'), null)
    await release(event, session, talk({ room: rooms[0] }))
    const first = await one(event, mine)
    assert.deepEqual(
      [first.uid, first.sequence, first.title, first.place, first.description, first.minutes],
      [`${session}@plenary`, 0, 'Sour dough', 'Mill Hall', 'With Ada\nFlour, water; time', 45],
    )
    const steps: [SessionInput | null, Partial<Seen>][] = [
      [talk({ room: rooms[1] }), { sequence: 1, place: 'Loft' }],
      [talk({ room: rooms[1], startsAt: '2026-11-26T11:00:00.000Z' }), { sequence: 2, starts: '2026-11-26T11:00:00.000Z' }],
      [talk({ room: rooms[1], title: 'Rye' }), { sequence: 3, title: 'Rye', starts: '2026-11-26T09:00:00.000Z' }],
      [talk({ room: rooms[1], title: 'Rye', abstract: 'Other' }), { sequence: 3, description: 'With Ada\nOther' }],
      [null, { sequence: 4, status: 'CANCELLED', title: 'Rye' }],
      [talk({ room: rooms[0] }), { sequence: 5, status: 'CONFIRMED', title: 'Sour dough' }],
    ]
    for (const [given, wanted] of steps) {
      await release(event, session, given)
      const seen = await one(event, mine)
      assert.deepEqual({ ...seen, ...wanted, uid: first.uid }, seen)
      assert.deepEqual(await one(event), seen)
    }
  })

  test('its track’s and its room’s calendars have it as well', async () => {
    const { event, rooms } = await anEvent()
    const session = id<SessionId>()
    await release(event, session, talk({ room: rooms[0] }))
    await book(event, baking, rooms[0], 'ThuA1')
    const titles = async (which: Which) => (await look(event, which)).map(({ title }) => title).sort()
    assert.deepEqual(await titles({ of: 'track', name: 'baking' }), ['Sour dough', '[Harvest] baking'])
    assert.deepEqual(await titles({ of: 'room', name: 'Mill Hall' }), ['Sour dough', '[Harvest] baking'])
    assert.deepEqual(await titles({ of: 'room', name: 'Loft' }), [])
  })
})
