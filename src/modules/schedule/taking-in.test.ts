import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { allRows, openWorld, personWith, refusalOf, type World } from '../../../test/world.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { Session, SessionId, SessionInput } from '../../contract/schedule.schema.ts'
import type { Programme, ProgrammeSession } from '../../contract/schedule-programme.ts'
import { idOfKey } from '../../platform/db.ts'
import { putEvent } from '../events/index.ts'
import { system } from '../people/index.ts'
import { conflictsIn, diff } from './comparing.ts'
import * as schedule from './index.ts'
import { match, trackNameOf } from './merging.ts'

let world: World
before(async () => {
  world = await openWorld()
})

let events = 0
async function anEvent(): Promise<EventId> {
  const event = `taken-${events++}` as EventId
  const settings = { title: event, timeZone: 'Europe/Paris', startsOn: '2026-06-01', endsOn: '2026-06-02' }
  await world.db.write((tx) => putEvent(tx, system, event, settings))
  return event
}

const guid = (name: string) => idOfKey(`test/${name}`)
const talk = (name: string, more: Partial<ProgrammeSession> = {}): ProgrammeSession => ({
  guid: guid(name),
  code: name.toUpperCase(),
  title: `Talk ${name}`,
  subtitle: '',
  abstract: 'Short.',
  description: 'Long.',
  kind: 'Talk',
  language: 'en',
  track: 'Operations',
  room: 'Hall',
  startsAt: '2026-06-01T09:00:00.000Z',
  minutes: 30,
  speakers: [{ name: `Speaker ${name}`, link: null }],
  links: [],
  link: null,
  picture: null,
  unrecorded: false,
  ...more,
})
const programme = (sessions: ProgrammeSession[], more: Partial<Programme> = {}): Programme => ({
  version: '1.0',
  tracks: [{ key: 'Operations', title: 'Operations', color: '#336699' }],
  rooms: ['Hall', 'Annex'].map((name) => ({ key: name, name, guid: guid(name), about: '', capacity: 40 })),
  sessions,
  skipped: [],
  ...more,
})
const take = (event: EventId, wanted: Programme) => world.db.write((tx) => schedule.takeIn(tx, system, event, wanted))
const release = (event: EventId, note = '') => world.db.write((tx) => schedule.release(tx, system, event, { version: '', note }))
const released = (event: EventId) => world.db.read((tx) => schedule.released(tx, event))
const numbers = ({ fresh, moved, changed, gone, unchanged }: schedule.Taken) => [fresh, moved, changed, gone, unchanged]

test('DB-65: what is as it was is not written: not a row changes, and no version is made', async () => {
  const event = await anEvent()
  const wanted = programme([talk('a'), talk('b', { room: 'Annex' }), talk('tea', { guid: null, code: '', room: null })])
  assert.deepEqual(numbers(await take(event, wanted)), [3, 0, 0, 0, 0])
  await release(event)
  const rows = await allRows(world)
  assert.deepEqual(numbers(await take(event, wanted)), [0, 0, 0, 0, 3])
  assert.equal(await release(event), null)
  assert.deepEqual(await allRows(world), rows)
})

test('a session keeps its id through renames and moves, whoever names it: by id, then by code', async () => {
  const event = await anEvent()
  await take(event, programme([talk('a'), talk('b', { startsAt: '2026-06-01T10:00:00.000Z' })]))
  await release(event)
  const before = (await released(event)).sessions
  assert.deepEqual(
    before.map(({ id }) => id as string),
    [guid('a'), guid('b')],
  )
  const renamed = talk('a', { code: 'OTHER', title: 'Another name' })
  const moved = talk('b', { guid: guid('new id of b'), startsAt: '2026-06-02T10:00:00.000Z', room: 'Annex' })
  assert.deepEqual(numbers(await take(event, programme([moved, renamed]))), [0, 1, 1, 0, 0])
  const version = await release(event, 'Two wishes of speakers')
  const names = version?.changes.map(({ kind, title, was, now }) => [kind, title, was?.room, now?.room])
  assert.deepEqual(names?.sort(), [
    ['changed', 'Another name', undefined, undefined],
    ['moved', 'Talk b', 'Hall', 'Annex'],
  ])
  assert.deepEqual(
    (await released(event)).sessions.map(({ id }) => id),
    before.map(({ id }) => id),
  )
})

test('rooms are recognized by id through a rename, and keep what people gave them; a new track’s name is one to type', async () => {
  const event = await anEvent()
  await take(event, programme([talk('a')]))
  const [hall] = (await world.db.read((tx) => schedule.plan(tx, event))).rooms
  assert.ok(hall)
  const link = 'https://meet.example/hall'
  const plan = await world.db.read((tx) => schedule.plan(tx, event))
  const rooms = plan.rooms.map((room) => (room.id === hall.id ? { ...room, link } : room))
  await world.db.write((tx) => schedule.putPlan(tx, system, event, { ...plan, rooms }))
  const renamed = { key: 'Great Hall', name: 'Great Hall', guid: guid('Hall'), about: 'By the stairs', capacity: null }
  await take(
    event,
    programme([talk('a', { room: 'Great Hall' })], {
      rooms: [renamed],
      tracks: [{ key: 'x', title: 'Art & Beauty', color: null }],
    }),
  )
  const after = (await world.db.read((tx) => schedule.plan(tx, event))).rooms
  assert.deepEqual(after[0], { ...hall, name: 'Great Hall', about: 'By the stairs', link })
  assert.equal(after.length, 2, 'a room that the programme does not know stays')
  assert.deepEqual(
    (await world.db.read((tx) => schedule.tracks(tx, event))).map(({ name, title }) => [name, title]),
    [
      ['art-beauty', 'Art & Beauty'],
      ['operations', 'Operations'],
    ],
  )
})

test('a track’s colour is people’s own once it is there, and its title the programme’s', async () => {
  const event = await anEvent()
  await take(event, programme([talk('a')]))
  const name = 'operations' as Parameters<typeof schedule.track>[2]
  await world.db.write((tx) => schedule.changeTrack(tx, system, event, name, { color: '#101010' }))
  await take(event, programme([talk('a')], { tracks: [{ key: 'Operations', title: 'Ops', color: '#336699' }] }))
  assert.deepEqual(await world.db.read((tx) => schedule.track(tx, event, name)), {
    name,
    title: 'Ops',
    color: '#101010',
    link: null,
    etherpad: null,
  })
})

test('what goes off the programme is cancelled for everybody, and new when it comes back; before a release nobody knows', async () => {
  const event = await anEvent()
  await take(event, programme([talk('a'), talk('b')]))
  assert.deepEqual((await released(event)).sessions, [])
  await release(event)
  assert.deepEqual(numbers(await take(event, programme([talk('a')]))), [0, 0, 0, 1, 1])
  assert.deepEqual(
    (await released(event)).sessions.map((one) => one.cancelled),
    [false, false],
  )
  assert.deepEqual(
    (await release(event))?.changes.map(({ kind }) => kind),
    ['cancelled'],
  )
  assert.equal((await released(event)).sessions.find(({ title }) => title === 'Talk b')?.cancelled, true)
  await take(event, programme([talk('a'), talk('b')]))
  assert.deepEqual(
    (await release(event))?.changes.map(({ kind, title }) => `${kind} ${title}`),
    ['new Talk b'],
  )
  assert.deepEqual(
    (await released(event)).sessions.map((one) => one.cancelled),
    [false, false],
  )
  const { versions } = await world.db.read((tx) => schedule.versions(tx, system, event))
  assert.deepEqual(
    versions.map(({ n, version, counts }) => [n, version, counts.new, counts.cancelled]),
    [
      [3, '1.0', 1, 0],
      [2, '1.0', 0, 1],
      [1, '1.0', 2, 0],
    ],
  )
})

test('an empty programme, or one with too much, is refused and changes nothing', async () => {
  const event = await anEvent()
  await take(event, programme([talk('a')]))
  const rows = await allRows(world)
  assert.equal(await refusalOf(take(event, programme([]))), 'programme-unfit')
  assert.equal(await refusalOf(take(event, programme(Array.from({ length: 5_001 }, (_, i) => talk(`n${i}`))))), 'programme-unfit')
  const rooms = Array.from({ length: 400 }, (_, i) => ({ key: `R${i}`, name: `R${i}`, guid: null, about: '', capacity: null }))
  assert.equal(await refusalOf(take(event, programme([talk('a')], { rooms }))), 'programme-unfit')
  const mia = personWith('Mia', { role: 'member', event })
  assert.equal(await refusalOf(world.db.write((tx) => schedule.takeIn(tx, mia, event, programme([talk('z')])))), 'not-allowed')
  assert.equal(await refusalOf(take('nowhere' as EventId, programme([talk('a')]))), 'not-found')
  assert.deepEqual(await allRows(world), rows)
})

const input: SessionInput = { ...talk('hand'), track: null, room: null } as unknown as SessionInput
const byHand = ({ guid: _guid, ...one }: SessionInput & { guid?: unknown }): SessionInput => one

test('sessions that people prepared by hand stay whatever is taken in', async () => {
  const event = await anEvent()
  const id = guid('by hand') as SessionId
  await world.db.write((tx) => schedule.putSession(tx, system, event, id, byHand({ ...input, title: 'Opening' })))
  await take(event, programme([talk('a'), talk('b', { guid: id })]))
  await take(event, programme([talk('a')]))
  await release(event)
  assert.deepEqual((await released(event)).sessions.map(({ title }) => title).sort(), ['Opening', 'Talk a'])
  const put = (one: SessionId) => refusalOf(world.db.write((tx) => schedule.putSession(tx, system, event, one, byHand(input))))
  assert.equal(await put(guid('a') as SessionId), 'conflict', 'what is taken in is not changed by hand')
  await world.db.write((tx) => schedule.dropSession(tx, system, event, id))
  assert.deepEqual(
    (await release(event))?.changes.map(({ kind, title }) => `${kind} ${title}`),
    ['cancelled Opening'],
  )
})

test('warnings: what meets in one room, needs one speaker twice, or stands where a track has booked', async () => {
  const event = await anEvent()
  const late = '2026-06-01T09:15:00.000Z'
  const same = talk('c', { room: 'Annex', startsAt: late, speakers: [{ name: 'Speaker a', link: null }] })
  await take(
    event,
    programme([talk('a'), talk('b', { startsAt: late }), same, talk('d', { startsAt: '2026-06-01T09:45:00.000Z' })]),
  )
  const { conflicts } = await world.db.read((tx) => schedule.preparedSchedule(tx, system, event))
  assert.deepEqual(
    conflicts.map(({ kind, what, sessions }) => [kind, what, ...sessions.map(({ title }) => title)]),
    [
      ['room', 'Hall', 'Talk a', 'Talk b'],
      ['speaker', 'Speaker a', 'Talk a', 'Talk c'],
    ],
  )
  const hall = (await world.db.read((tx) => schedule.plan(tx, event))).rooms[0]?.id as string
  const sessions = (await world.db.read((tx) => schedule.preparedSchedule(tx, system, event))).sessions
  const booked = conflictsIn(
    sessions,
    [{ track: 'nova', room: hall, startsAt: '2026-06-01T10:00:00.000Z', minutes: 60 }],
    () => 'Hall',
    10,
  )
  assert.deepEqual(
    booked.at(-1)?.sessions.map(({ title }) => title),
    ['Talk d', 'nova'],
  )
})

test('names of tracks that can be typed', () => {
  const name = (title: string, ...taken: string[]) => trackNameOf({ title, key: '' }, new Set(taken))
  assert.equal(name('Ethics, Society & Politics'), 'ethics-society-politics')
  assert.equal(name('Été'), 'été')
  assert.equal(name('In'), 'track-in')
  assert.equal(name('2026'), 'track-2026')
  assert.equal(name('!!!'), 'track-1')
  assert.equal(name('Web', 'web', 'web-2'), 'web-3')
  assert.equal(name('x'.repeat(80)).length, 40)
})

/** Small worlds in which sessions often look alike. */
const someSession = fc
  .record({
    guid: fc.option(fc.integer({ min: 0, max: 4 }).map((n) => guid(`g${n}`))),
    code: fc.constantFrom('', '', 'A', 'B'),
    title: fc.constantFrom('Coffee', 'Talk', 'Lunch '),
    startsAt: fc.integer({ min: 8, max: 12 }).map((hour) => `2026-06-01T${String(hour).padStart(2, '0')}:00:00.000Z`),
    room: fc.constantFrom(null, 'Hall', 'Annex'),
    description: fc.constantFrom('x', 'y'),
  })
  .map((one) => talk('p', one))
const someProgrammes = fc.array(fc.array(someSession, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 })

test('whatever was taken in before: taking in again changes nothing, and what is released is what the programme says', async () => {
  await fc.assert(
    fc.asyncProperty(someProgrammes, async (all) => {
      const event = await anEvent()
      for (const sessions of all) {
        const told = (await released(event)).sessions
        await take(event, programme(sessions))
        assert.deepEqual(numbers(await take(event, programme(sessions))).slice(0, 4), [0, 0, 0, 0])
        const version = await release(event)
        const now = (await released(event)).sessions
        const shown = now.filter((one) => !one.cancelled)
        const rooms = new Map((await world.db.read((tx) => schedule.plan(tx, event))).rooms.map(({ id, name }) => [id, name]))
        const key = (one: { title: string; startsAt: string; room: string | null; code: string; description: string }) =>
          [one.title.trim(), one.startsAt, one.room, one.code, one.description].join('|')
        assert.deepEqual(
          shown.map((one) => key({ ...one, room: one.room && (rooms.get(one.room) ?? null) })).sort(),
          sessions.map(key).sort(),
        )
        assert.deepEqual(applied(told, version?.changes ?? [], now), new Map(shown.map((one) => [one.id, JSON.stringify(one)])))
      }
    }),
    { numRuns: 15 },
  )
})

/** The old with the changes carried out; new and changed ones are looked up among the new. */
function applied(
  old: readonly Session[],
  changes: readonly { kind: string; session: SessionId }[],
  now: readonly Session[],
): Map<SessionId, string> {
  const all = new Map(old.filter((one) => !one.cancelled).map((one) => [one.id, JSON.stringify(one)]))
  for (const { kind, session } of changes) {
    if (kind === 'cancelled') all.delete(session)
    else all.set(session, JSON.stringify(now.find(({ id }) => id === session)))
  }
  return all
}

test('matching: each of ours is given to one of theirs, and the same programme to itself', () => {
  const asKnown = (one: ProgrammeSession, i: number) => ({ ...one, id: guid(`id ${i}`), hash: JSON.stringify(one) })
  const asWanted = (one: ProgrammeSession) => ({ ...one, hash: JSON.stringify(one) })
  fc.assert(
    fc.property(fc.array(someSession, { maxLength: 12 }), fc.array(someSession, { maxLength: 12 }), (some, theirs) => {
      const ours = some.map((one, i) => ({
        ...one,
        guid: some.findIndex((other) => other.guid === one.guid) === i ? one.guid : null,
      }))
      const known = ours.map(asKnown)
      const found = match(known, theirs.map(asWanted)).filter((one) => one !== null)
      assert.equal(new Set(found).size, found.length)
      const own = match(known, ours.map(asWanted))
      assert.equal(own.filter((one) => one === null).length, 0)
    }),
  )
})

test('a diff of a schedule with itself is empty', () => {
  const session = { id: guid('a'), startsAt: '', minutes: 1, room: null, title: '', cancelled: false } as unknown as Session
  assert.deepEqual(
    diff([{ was: session, now: { ...session } }], () => null),
    [],
  )
  assert.deepEqual(
    diff([{ was: { ...session, cancelled: true }, now: null }], () => null),
    [],
  )
})
