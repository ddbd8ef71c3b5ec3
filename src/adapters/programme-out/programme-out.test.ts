import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { Room, RoomId, Session, SessionId, Track, TrackName } from '../../contract/schedule.schema.ts'
import { scheduleJson } from './json.ts'
import { type Released, uri } from './shape.ts'
import { scheduleXml } from './xml.ts'

/** C3VOC's own schemas, where they are at hand: a folder `shared` beside the repository, or whatever the variable names. */
const shared = process.env.SHARED_FOLDER ?? join(import.meta.dirname, '../../../../shared')
const schemas = join(shared, 'fixtures/schedules')
const skip = existsSync(schemas) ? false : 'the schemas are not at hand'
const folder = mkdtempSync(join(tmpdir(), 'plenary-programme-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const room = (n: number, name: string, more: Partial<Room> = {}): Room => ({
  id: uuid(900 + n) as RoomId,
  name,
  about: '',
  icon: '',
  iconText: '',
  capacity: null,
  link: null,
  ...more,
})
const rooms = [
  room(1, 'Mill Hall', { about: 'below the clock', capacity: 120, link: 'https://meet.example/m' }),
  room(2, '101 & "1<2"'),
]
const tracks: Track[] = [
  { name: 'baking' as TrackName, title: 'Bread & Cake', color: '#27a3dd', link: null, etherpad: null },
  { name: 'örgü' as TrackName, title: '', color: '#dc0d0e', link: null, etherpad: null },
]
const session = (n: number, more: Partial<Session> = {}): Session => ({
  id: uuid(n) as SessionId,
  code: '',
  title: `Sour dough ${n}`,
  subtitle: '',
  abstract: '',
  description: '',
  kind: 'talk',
  language: 'en',
  track: null,
  room: rooms[0]?.id ?? null,
  startsAt: '2026-11-26T08:00:00Z',
  minutes: 45,
  speakers: [],
  links: [],
  link: null,
  picture: null,
  unrecorded: false,
  cancelled: false,
  ...more,
})
const released = (sessions: readonly Session[], more: Partial<Released> = {}): Released => ({
  event: {
    id: 'harvest-26' as EventId,
    title: 'Harvest',
    timeZone: 'Europe/Berlin',
    startsOn: '2026-11-26',
    endsOn: '2026-11-27',
  },
  version: { version: '1.0 “first”' },
  sessions,
  rooms,
  tracks,
  baseUrl: 'https://plenary.example',
  program: '0.1.0',
  ...more,
})

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addFormat('color', /^#[0-9a-f]{6}$/)
const { $schema, ...schema } = skip ? {} : JSON.parse(readFileSync(join(schemas, 'c3voc-schedule.schema.json'), 'utf8'))
const validate = ajv.compile(schema)
const faultsOfJson = (text: string): unknown => (validate(JSON.parse(text)) ? null : validate.errors)

function faultsOfXml(text: string): string | null {
  const file = join(folder, 'schedule.xml')
  writeFileSync(file, text)
  const { status, stderr } = spawnSync('/usr/bin/xmllint', ['--noout', '--schema', join(schemas, 'c3voc-schedule.xsd'), file], {
    encoding: 'utf8',
  })
  return status === 0 ? null : stderr
}

const full = session(1, {
  code: 'QX7RTZ',
  subtitle: 'and <rye>',
  abstract: 'Line one\nline & two',
  description: 'ğ 🍞 ]]> \u0000\u0007',
  track: 'baking' as TrackName,
  speakers: [
    { name: 'Ada & Bo', link: 'https://people.example/ada' },
    { name: 'Cy', link: null },
  ],
  links: [{ title: 'Recipe', link: 'https://x.example/a b|c?d=[1]#e#f' }],
  link: 'https://x.example/ş/%zz',
  picture: 'https://x.example/p.png',
  unrecorded: true,
})
const many = [
  full,
  session(2, { title: 'Sour dough 1', startsAt: '2026-11-27T01:30:00Z', track: 'örgü' as TrackName, room: rooms[1]?.id ?? null }),
  session(3, { title: 'İç', room: null, minutes: 0, startsAt: '2026-11-27T02:59:00Z' }),
  session(4, { title: '!', minutes: 20_160, startsAt: '2026-11-29T22:00:00Z', code: 'lower' }),
  session(5, { cancelled: true }),
]

describe('the released schedule, going out', { skip }, () => {
  for (const [name, one] of Object.entries({
    'of many kinds of sessions': released(many),
    'without sessions': released([]),
    'before anything was released': released([], { version: null, rooms: [], tracks: [] }),
    'in a zone of another form': released(many, {
      event: { ...released([]).event, id: 'x' as EventId, timeZone: 'America/Argentina/La_Rioja' },
    }),
    'in UTC': released(many, { event: { ...released([]).event, timeZone: 'UTC' } }),
  })) {
    test(`${name}: schedule.json and schedule.xml are what C3VOC's schemas ask for`, () => {
      assert.equal(faultsOfJson(scheduleJson(one)), null)
      assert.equal(faultsOfXml(scheduleXml(one)), null)
    })
  }

  test('whatever people write is valid, and comes out as it went in', () => {
    const words = fc.string({ unit: 'binary', maxLength: 60 })
    const sessions = fc.array(
      fc.record({ title: words, abstract: words, kind: words, minutes: fc.integer({ min: 0, max: 5_999 }) }),
      {
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(sessions, words, (all, version) => {
        const one = released(
          all.map((more, i) => session(i + 1, more)),
          { version: { version } },
        )
        assert.equal(faultsOfJson(scheduleJson(one)), null)
        assert.equal(faultsOfXml(scheduleXml(one)), null)
      }),
      { numRuns: 30 },
    )
  })
})

test('the same is told in both forms', () => {
  const json = JSON.parse(scheduleJson(released(many))).schedule
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['day', 'room', 'event'].includes(name),
  })
  const xml = parser.parse(scheduleXml(released(many)).replace(/<room>[^<]*<\/room>/g, '')).schedule
  const ofJson = json.conference.days.flatMap((day: { date: string; rooms: object }) =>
    Object.entries(day.rooms).flatMap(([name, all]) =>
      (all as Record<string, string>[]).map(({ guid, date, start, title, track }) => [
        day.date,
        name,
        guid,
        date,
        start,
        title,
        track ?? '',
      ]),
    ),
  )
  const text = (value: unknown) => String(value ?? '')
  const ofXml = xml.day.flatMap((day: { date: string; room?: { name: string; event: Record<string, unknown>[] }[] }) =>
    (day.room ?? []).flatMap(({ name, event }) =>
      event.map((one) => [day.date, ...[name, one.guid, one.date, one.start, one.title, one.track].map(text)]),
    ),
  )
  const sorted = (all: string[][]) => all.map((one) => one.join('|')).sort()
  assert.deepEqual(sorted(ofXml), sorted(ofJson))
  assert.deepEqual(ofJson.length, 4)
})

test('what goes on until four in the morning belongs to the day before, and every day of the event is there', () => {
  const { days } = JSON.parse(scheduleJson(released(many))).schedule.conference
  assert.deepEqual(
    days.map((day: { index: number; date: string; day_start: string; rooms: Record<string, { guid: string }[]> }) => [
      day.index,
      day.date,
      day.day_start,
      Object.values(day.rooms).flatMap((all) => all.map(({ guid }) => Number(guid.slice(-2)))),
    ]),
    [
      [1, '2026-11-26', '2026-11-26T04:00:00+01:00', [1, 2, 3]],
      [2, '2026-11-27', '2026-11-27T04:00:00+01:00', []],
      [3, '2026-11-29', '2026-11-29T04:00:00+01:00', [4]],
    ],
  )
})

test('ids and slugs stay the same when others come and go', () => {
  const of = (sessions: readonly Session[]) =>
    new Map(
      JSON.parse(scheduleJson(released(sessions))).schedule.conference.days.flatMap((day: { rooms: object }) =>
        Object.values(day.rooms).flatMap((all: { guid: string; id: number; slug: string }[]) =>
          all.map(({ guid, id, slug }) => [guid, `${id} ${slug}`] as const),
        ),
      ),
    )
  const [before, later] = [of([session(1), session(2)]), of([session(7), session(2), session(8, { title: 'Other' })])]
  assert.equal(later.get(uuid(2)), before.get(uuid(2)))
  assert.equal(new Set([...of(many).values()]).size, 4)
})

test('an address is made of the letters of addresses, and stays the same one', () => {
  assert.equal(uri('https://x.example/a b|c?d=[1]#e#f'), 'https://x.example/a%20b%7Cc?d=%5B1%5D#e%23f')
  assert.equal(uri('https://x.example/ş/%zz'), 'https://x.example/%C5%9F/%25zz')
  assert.equal(uri('http://[::1]:80/x'), 'http://[::1]/x')
})
