import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { SCHEDULE_BYTES_MAX } from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Programme } from '../../contract/schedule-programme.ts'
import { readApart } from './apart.ts'
import { minutesOf } from './clean.ts'
import { readProgramme } from './reading.ts'
import { instantOf } from './times.ts'

const ZONE = 'Europe/Paris'
const read = (text: string | object): Programme =>
  readProgramme(Buffer.from(typeof text === 'string' ? text : JSON.stringify(text)), ZONE)
function refused(text: string | Uint8Array | object): string {
  try {
    if (text instanceof Uint8Array) readProgramme(text, ZONE)
    else read(text)
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    return `${error.code}: ${error.hint}`
  }
  return 'taken'
}

const session = {
  guid: '0B6CDE2C-8D92-4B5E-8F5E-3B1D0A0F7A11',
  code: 'AB12CD',
  id: 7,
  date: '2026-06-01T09:30:00+02:00',
  start: '09:30',
  duration: '00:45',
  room: 'Red Hall',
  title: 'Queues',
  subtitle: 'and how to end them',
  track: 'Operations',
  type: 'Talk',
  language: 'en',
  abstract: 'Short.',
  description: 'Long.\r\nLonger.',
  persons: [{ public_name: 'Rhea', url: 'https://conf.example/rhea' }, { name: '' }],
  links: [{ title: 'Slides', url: 'https://conf.example/slides.pdf' }],
  url: 'https://conf.example/talk/AB12CD',
  logo: '/media/logo.png',
  do_not_record: true,
}
const frab = (talk: object, conference: object = {}) => ({
  schedule: {
    version: '1.3',
    base_url: 'https://conf.example/schedule/',
    conference: {
      time_zone_name: 'Europe/Paris',
      rooms: [{ name: 'Red Hall', guid: '1b6cde2c-8d92-4b5e-8f5e-3b1d0a0f7a11', capacity: 400 }],
      tracks: [{ name: 'Operations', color: '#369' }],
      ...conference,
      days: [{ date: '2026-06-01', rooms: { 'Red Hall': [talk] } }],
    },
  },
})

test('DB-62: a schedule.json in frab’s shape is read whole', () => {
  const { version, sessions, rooms, tracks, skipped } = read(frab(session))
  assert.equal(version, '1.3')
  assert.deepEqual(rooms, [
    { key: 'Red Hall', name: 'Red Hall', guid: '1b6cde2c-8d92-4b5e-8f5e-3b1d0a0f7a11', about: '', capacity: 400 },
  ])
  assert.deepEqual(tracks, [{ key: 'Operations', title: 'Operations', color: '#336699' }])
  assert.deepEqual(skipped, [])
  assert.deepEqual(sessions, [
    {
      guid: session.guid.toLowerCase(),
      code: 'AB12CD',
      title: 'Queues',
      subtitle: 'and how to end them',
      abstract: 'Short.',
      description: 'Long.\nLonger.',
      kind: 'Talk',
      language: 'en',
      track: 'Operations',
      room: 'Red Hall',
      startsAt: '2026-06-01T07:30:00.000Z',
      minutes: 45,
      speakers: [{ name: 'Rhea', link: 'https://conf.example/rhea' }],
      links: [{ title: 'Slides', link: 'https://conf.example/slides.pdf' }],
      link: 'https://conf.example/talk/AB12CD',
      picture: 'https://conf.example/media/logo.png',
      unrecorded: true,
    },
  ])
})

const xml = (event: string, about = '<time_zone_name>Europe/Paris</time_zone_name>', day = 'date="2026-06-01"') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<schedule><version>v2</version><conference>${about}</conference>
  <day index="1" ${day}><room name="Red &amp; Blue" guid="1b6cde2c-8d92-4b5e-8f5e-3b1d0a0f7a11">${event}</room></day></schedule>`

test('a schedule.xml is read: Pentabarf’s clocks without a date, entities, attachments, speakers', () => {
  const event = `<event id="12" guid="0b6cde2c-8d92-4b5e-8f5e-3b1d0a0f7a11"><start>01:15</start><duration>1:30</duration><title>Caf&#xe9; &lt;b&gt;</title>
    <persons><person id="1">Ada</person><person id="2">Bo</person></persons><links><link href="https://conf.example/x">More</link></links>
    <recording><license/><optout>true</optout></recording><description><![CDATA[a < b]]></description></event>`
  const { version, sessions, rooms } = read(xml(event))
  assert.equal(version, 'v2')
  assert.equal(rooms[0]?.name, 'Red & Blue')
  const [one] = sessions
  assert.deepEqual(
    [one?.title, one?.code, one?.startsAt, one?.minutes, one?.unrecorded, one?.description],
    ['Café <b>', '12', '2026-06-01T23:15:00.000Z', 90, true, 'a < b'],
    'what begins at night belongs to the day before',
  )
  assert.deepEqual(
    one?.speakers.map(({ name }) => name),
    ['Ada', 'Bo'],
  )
  assert.deepEqual(one?.links, [{ title: 'More', link: 'https://conf.example/x' }])
  const latin = Buffer.from(xml(event.replace('Caf&#xe9;', 'Café')).replace('UTF-8', 'ISO-8859-1'), 'latin1')
  assert.equal(readProgramme(latin, ZONE).sessions[0]?.title, 'Café <b>')
})

const slot = {
  id: 70311,
  room: {
    id: 4560,
    name: { en: 'Red Hall' },
    description: {},
    uuid: '7b6cde2c-8d92-4b5e-8f5e-3b1d0a0f7a11',
    guid: null,
    capacity: 400,
  },
  start: '2026-06-01T09:30:00+02:00',
  end: '2026-06-01T10:00:00+02:00',
  duration: 30,
  description: null,
}
const submission = {
  code: 'Q7ZK2M',
  title: 'Taming queues',
  state: 'confirmed',
  abstract: 'Short.',
  content_locale: 'en',
  do_not_record: false,
  speakers: [{ code: 'KK31PA', name: 'Rhea', avatar_url: null }],
  submission_type: { id: 71, name: { en: 'Talk', fr: 'Conférence' } },
  track: { id: 15, name: { en: 'Operations' }, color: '#336699' },
  resources: [{ resource: 'https://conf.example/a.pdf', description: 'Slides' }],
}

test('DB-60, DB-63: objects of pretalx’s API are read, in the new shape and in that from before 2025.1', () => {
  const breaking = {
    ...slot,
    id: 70312,
    start: slot.end,
    end: '2026-06-01T10:30:00+02:00',
    description: { en: 'Coffee' },
    submission: null,
  }
  const fresh = read({ id: 912, version: '1.3', slots: [{ ...slot, submission }, breaking] })
  const { state: _state, track: _track, ...older } = submission
  const old = read({
    version: '1.3',
    slots: [
      {
        ...older,
        track: { en: 'Operations' },
        slot: { room_id: 4560, room: { en: 'Red Hall' }, start: slot.start, end: slot.end },
      },
    ],
    breaks: [
      {
        room: { en: 'Red Hall' },
        room_id: 4560,
        start: slot.end,
        end: '2026-06-01T10:30:00+02:00',
        description: { en: 'Coffee' },
      },
    ],
  })
  for (const { version, sessions, skipped } of [fresh, old]) {
    assert.equal(version, '1.3')
    assert.deepEqual(skipped, [])
    const talk = sessions.find(({ code }) => code === 'Q7ZK2M')
    assert.deepEqual(
      [talk?.title, talk?.startsAt, talk?.minutes, talk?.room, talk?.kind],
      ['Taming queues', '2026-06-01T07:30:00.000Z', 30, 'Red Hall', 'Talk'],
    )
    const coffee = sessions.find(({ code }) => code === '')
    assert.deepEqual([coffee?.title, coffee?.kind, coffee?.minutes], ['Coffee', 'break', 30])
  }
  assert.deepEqual(fresh.tracks, [{ key: 'pretalx-15', title: 'Operations', color: '#336699' }])
  assert.equal(fresh.rooms[0]?.guid, '7b6cde2c-8d92-4b5e-8f5e-3b1d0a0f7a11')
  assert.deepEqual(fresh.sessions[0]?.links, [{ title: 'Slides', link: 'https://conf.example/a.pdf' }])
})

test('a submission in several slots is a session each; those that were withdrawn or cancelled are none', () => {
  const twice = {
    ...submission,
    slots: [slot, { ...slot, id: 2, start: '2026-06-02T09:30:00+02:00', end: '2026-06-02T10:00:00+02:00' }],
  }
  const { sessions, skipped } = read({ results: [twice, { ...submission, code: 'GONE11', state: 'canceled', slots: [slot] }] })
  assert.deepEqual(
    sessions.map(({ code, startsAt }) => `${code} ${startsAt.slice(0, 10)}`),
    ['Q7ZK2M 2026-06-01', 'Q7ZK2M 2026-06-02'],
  )
  assert.deepEqual(skipped, [{ what: 'Taming queues', why: 'it is canceled' }])
})

const days = {
  days: {
    '2027-07-14': {
      rooms: ['Red Hall', 'Blue Hall'],
      events: [
        {
          ...{ event_type: 'session', code: 'Q7ZK2M', slug: 'taming', title: 'Taming queues', session_type: 'Talk', track: null },
          ...{ speakers: [{ code: 'K', name: 'Rhea', website_url: 'https://conf.example/rhea' }], tweet: 'How we stopped.' },
          ...{ rooms: ['Red Hall'], start: '2027-07-14T09:30:00+02:00', duration: 30, website_url: 'https://conf.example/s' },
        },
        {
          event_type: 'break',
          title: 'Coffee',
          duration: 30,
          rooms: ['Red Hall', 'Blue Hall'],
          start: '2027-07-14T10:00:00+02:00',
        },
      ],
    },
  },
}

test('DB-61: the JSON that programme pages are made from is read', () => {
  const { sessions, rooms } = read(days)
  assert.deepEqual(
    rooms.map(({ name }) => name),
    ['Red Hall', 'Blue Hall'],
  )
  assert.deepEqual(
    sessions.map((one) => [one.title, one.kind, one.room, one.startsAt, one.minutes, one.abstract, one.speakers.length]),
    [
      ['Taming queues', 'Talk', 'Red Hall', '2027-07-14T07:30:00.000Z', 30, 'How we stopped.', 1],
      ['Coffee', 'break', null, '2027-07-14T08:00:00.000Z', 30, '', 0],
    ],
  )
})

test('DB-68: what is malformed is left out with a word on it, and all else is kept', () => {
  const wrong = [
    { ...session, guid: 'a', title: '' },
    { ...session, guid: 'b', title: 'No time', date: 'soon', start: 'later' },
    { ...session, guid: 'c', title: 'Wrong offset', date: '2026-06-01T09:30:00+99:00', start: '' },
    { ...session, guid: 'd', title: 'No duration', duration: 'long' },
    { ...session, guid: 'e', title: 'Endless', duration: '9999:00' },
    null,
    7,
  ]
  const whole = frab(session) as { schedule: { conference: { days: { rooms: Record<string, unknown> }[] } } }
  const [day] = whole.schedule.conference.days
  assert.ok(day)
  day.rooms = { 'Red Hall': [...wrong, session], 'Blue Hall': 'nothing' }
  const { sessions, skipped } = read(whole)
  assert.deepEqual(
    sessions.map(({ title }) => title),
    ['Queues'],
  )
  assert.equal(skipped.length, wrong.length + 1)
  for (const { what, why } of skipped) assert.ok(what !== '' && why.startsWith('it has no'), `${what}: ${why}`)
  const mails = read(
    frab({ ...session, links: [{ title: 'Mail', url: 'mailto:a@example.org' }, 'www.example.org', 'https://ok.example/'] }),
  )
  assert.deepEqual(
    mails.sessions[0]?.links.map(({ link }) => link),
    ['https://conf.example/schedule/www.example.org', 'https://ok.example/'],
  )
  assert.equal(mails.skipped.length, 1)
})

test('hostile files are refused in one line', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><schedule>&b;</schedule>`
  assert.match(refused(bomb), /^programme-unfit: it declares entities/)
  assert.match(refused('<!DOCTYPE s SYSTEM "file:///etc/passwd"><schedule/>'), /^programme-unfit: it declares/)
  assert.match(refused(new Uint8Array(SCHEDULE_BYTES_MAX + 1)), /^too-large/)
  assert.match(refused(frab(session, { time_zone_name: 'Mars/Olympus' })), /^programme-unfit: there is no time zone “Mars/)
  assert.match(refused(xml('', '<time_zone_name>../../etc</time_zone_name>')), /^programme-unfit: there is no time zone/)
  assert.match(refused('['.repeat(1_000_000)), /^programme-unfit: it is nested too deeply/)
  assert.match(refused(`{"schedule":${'{"a":'.repeat(200_000)}`), /nested too deeply/)
  assert.match(
    refused(`<schedule>${'<a>'.repeat(500)}${'</a>'.repeat(500)}</schedule>`),
    /^programme-unfit: it is no XML that can be read/,
  )
  for (const link of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)'.replace('\n', ''),
    '\tdata:text/html,x',
    'vbscript:x',
    'javascript\t:x',
  ])
    assert.match(refused(frab({ ...session, url: link })), /^programme-unfit: a link of “Queues” is a program/, link)
  assert.match(refused(frab({ ...session, links: [{ title: 'x', url: 'javascript:1' }] })), /is a program/)
  assert.match(
    refused(xml('<event><title>T</title><start>1:00</start><duration>1:00</duration><url>javascript:x</url></event>')),
    /is a program/,
  )
  assert.match(refused('<schedule><__proto__>x</__proto__></schedule>'), /^programme-unfit/)
})

test('a file that is cut, or is something else, is refused and never taken for a shorter programme', () => {
  const whole = xml('<event id="1"><title>T</title><start>10:00</start><duration>1:00</duration></event>')
  assert.equal(refused(whole), 'taken')
  for (const text of [
    whole.slice(0, -5),
    whole.slice(0, whole.indexOf('</event>')),
    '<html><body>Sign in</body></html>',
    '',
    'null',
    '7',
    '[]',
    '{}',
    'hello',
  ])
    assert.match(refused(text), /^programme-unfit: /, text.slice(-40))
  assert.match(refused(JSON.stringify(frab(session)).slice(0, -3)), /^programme-unfit: it is neither JSON nor XML/)
  assert.match(refused(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), /^programme-unfit: it is no text in UTF-8/)
  assert.match(refused(frab({ ...session, duration: '' })), /none of its sessions can be read/)
})

test('a large file is read in a thread of its own, with the same outcome', async () => {
  const many = frab(session) as { schedule: { conference: { days: { rooms: Record<string, unknown> }[] } } }
  const [day] = many.schedule.conference.days
  assert.ok(day)
  day.rooms = { 'Red Hall': Array.from({ length: 400 }, (_, i) => ({ ...session, guid: undefined, code: `C${i}` })) }
  const bytes = Buffer.from(JSON.stringify(many))
  assert.ok(bytes.length > 65_536)
  assert.deepEqual(await readApart(bytes, ZONE), readProgramme(bytes, ZONE))
  await assert.rejects(
    readApart(Buffer.concat([bytes, Buffer.from('x')]), ZONE),
    (error) => error instanceof Refusal && error.code === 'programme-unfit',
  )
})

test('durations and times in all the ways they are written', () => {
  const cases: [unknown, number | null][] = [
    ['00:30', 30],
    ['1:30', 90],
    ['01:30:00', 90],
    ['1:02:30', 1_590],
    [45, 45],
    ['45', 45],
    ['', null],
    ['1:75', null],
    ['x', null],
    [-5, null],
    ['24:00', 1_440],
    [null, null],
  ]
  for (const [given, minutes] of cases) assert.equal(minutesOf(given), minutes, String(given))
  assert.equal(instantOf('2026-06-01 09:30:00', ZONE), '2026-06-01T07:30:00.000Z')
  assert.equal(instantOf('2026-06-01T09:30:00+0200', ZONE), '2026-06-01T07:30:00.000Z')
  assert.equal(instantOf('2026-03-29T02:30:00', ZONE), '2026-03-29T01:30:00.000Z', 'a clock that summer leaves out')
  assert.equal(instantOf('2026-10-25T02:30:00', ZONE), '2026-10-25T00:30:00.000Z', 'the first of two')
  for (const wrong of ['2026-02-31T10:00', '2026-06-01T25:00', '99999-01-01T00:00Z', '2026-06-01', 7, null])
    assert.equal(instantOf(wrong, ZONE), null, String(wrong))
})

/** Programmes of real events, where this machine has them; they are not ours to keep here. */
const root = join(import.meta.dirname, '../../..')
const folder =
  ['../shared', '../../shared'].map((one) => join(root, one, 'fixtures/schedules')).find((one) => existsSync(one)) ?? ''
const real = (name: string) => join(folder, name)

test('every file of real events is taken in', { skip: folder === '' ? 'no such files here' : false }, () => {
  const of = (name: string) => readProgramme(readFileSync(real(name)), 'Europe/Berlin')
  const hub = of('38c3-2024.hub.schedule.xml')
  assert.deepEqual([hub.sessions.length, hub.rooms.length, hub.tracks.length, hub.skipped.length], [1_007, 72, 7, 0])
  const frabOld = of('rc3-2020.pretalx.schedule.json')
  assert.deepEqual([frabOld.sessions.length, frabOld.rooms.length, frabOld.skipped.length], [48, 5, 0])
  const api = of('pyconfr-2025.pretalx-api-derived.json')
  assert.deepEqual([api.sessions.length, new Set(api.sessions.map(({ code }) => code)).size], [93, 84])
  assert.deepEqual(new Set(api.skipped.map(({ why }) => why)), new Set(['it has no duration and no room']))
})
