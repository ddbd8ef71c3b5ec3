import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { id, openWorld, type World } from '../../../test/world.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { RoomId, SessionId, SessionInput, TrackName } from '../../contract/schedule.schema.ts'
import * as events from '../../modules/events/index.ts'
import { system } from '../../modules/people/index.ts'
import * as schedule from '../../modules/schedule/index.ts'
import { readProgramme } from '../programme/reading.ts'
import { scheduleJson } from './json.ts'
import { scheduleXml } from './xml.ts'

/** What goes out and is taken in again is the same schedule. */
let world: World
before(async () => {
  world = await openWorld()
})

const settings = { title: 'Harvest', timeZone: 'Europe/Berlin', startsOn: '2026-10-24', endsOn: '2026-10-26' }
const anEvent = (event: EventId) => world.db.write((tx) => events.putEvent(tx, system, event, settings))

const talk = (more: Partial<SessionInput> = {}): SessionInput => ({
  code: '',
  title: 'Sour dough',
  subtitle: '',
  abstract: '',
  description: '',
  kind: 'talk',
  language: 'en',
  track: null,
  room: null,
  startsAt: '2026-10-24T09:00:00.000Z',
  minutes: 45,
  speakers: [],
  links: [],
  link: null,
  picture: null,
  unrecorded: false,
  ...more,
})

async function fill(event: EventId): Promise<void> {
  await anEvent(event)
  const rooms = ['Mill Hall', '101 & "1<2"'].map((name, i) => ({
    id: id<RoomId>(),
    name,
    about: i === 0 ? 'below the clock' : '',
    icon: '',
    iconText: '',
    capacity: i === 0 ? 120 : null,
    link: null,
  }))
  const track = 'baking' as TrackName
  await world.db.write(async (tx) => {
    await schedule.putPlan(tx, system, event, { days: [], rooms, cells: [] })
    await schedule.addTracks(tx, system, event, [track])
    await schedule.changeTrack(tx, system, event, track, { title: 'Baking', color: '#27a3dd' })
    const [mill, other] = rooms.map((room) => room.id)
    const all = [
      talk({
        code: 'QX7RTZ',
        subtitle: 'and <rye>',
        abstract: 'One\ntwo & three',
        description: 'ğ 🍞 ]]>',
        track,
        room: mill ?? null,
        speakers: [
          { name: 'Ada & Bo', link: null },
          { name: 'Cy', link: null },
        ],
        links: [{ title: 'Recipe', link: 'https://x.example/recipe?a=1&b=2' }],
        link: 'https://x.example/t/1',
        picture: 'https://x.example/p.png',
        unrecorded: true,
      }),
      // In the hour that a clock which goes back shows twice.
      talk({ title: 'Night', code: '7', room: other ?? null, startsAt: '2026-10-25T00:30:00.000Z', language: 'de' }),
      talk({ title: 'Night again', code: '2147483647', room: other ?? null, startsAt: '2026-10-25T01:30:00.000Z', minutes: 120 }),
      talk({ title: 'Walk', code: '12', startsAt: '2026-10-26T08:00:00.000Z', kind: '', language: '' }),
    ]
    for (const one of all) await schedule.putSession(tx, system, event, id<SessionId>(), one)
    await schedule.release(tx, system, event, { version: '1.0', note: '' })
  })
}

const whole = async (event: EventId) => {
  const { sessions, rooms, tracks, version } = await world.db.read((tx) => schedule.released(tx, event))
  return {
    version: version?.version,
    sessions,
    rooms: rooms.map(({ id: room, name, about, capacity }) => ({ room, name, about, capacity })),
    tracks: tracks.map(({ name, title, color }) => ({ name, title, color })),
  }
}

for (const [form, print] of Object.entries({ json: scheduleJson, xml: scheduleXml })) {
  test(`schedule.${form}: taken in again, the same schedule`, async () => {
    const [from, to] = [`from-${form}`, `to-${form}`] as [EventId, EventId]
    await fill(from)
    await anEvent(to)
    const released = await world.db.read((tx) => schedule.released(tx, from))
    const text = print({ event: { id: from, ...settings }, ...released, baseUrl: 'https://plenary.example', program: '0' })
    const programme = readProgramme(Buffer.from(text), settings.timeZone)
    assert.deepEqual(programme.skipped, [])
    await world.db.write(async (tx) => {
      await schedule.takeIn(tx, system, to, programme)
      await schedule.release(tx, system, to, { version: '', note: '' })
    })
    const [before, after] = [await whole(from), await whole(to)]
    const inXml = (rooms: typeof before.rooms) => rooms.map((room) => ({ ...room, about: '', capacity: null }))
    const used = (rooms: typeof before.rooms) => rooms.filter(({ room }) => before.sessions.some((one) => one.room === room))
    assert.deepEqual(after, form === 'json' ? before : { ...before, rooms: inXml(used(before.rooms)) })
  })
}
