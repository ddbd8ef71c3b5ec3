import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { BoardView } from '../../contract/board.schema.ts'
import { colorOf } from '../../contract/css-color.ts'
import type { BookingId, RoomId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'
import { parseOrdered, printOrdered } from './ordered-json.ts'
import { PTG_CHARS_MAX, type PtgDocument, readPtgDocument } from './ptg.ts'
import { instantOfLabel, localInstantOf, minutesOfLabel } from './ptg-times.ts'
import { writePtgDocument } from './ptg-writing.ts'

const timeZone = 'Europe/Berlin'
const read = (document: object | string) =>
  readPtgDocument(typeof document === 'string' ? document : JSON.stringify(document), { timeZone })
const kept = (document: object | string): PtgDocument => read(document).document ?? assert.fail('not read')
const wrong = (document: object | string) => read(document).notes.flatMap((note) => (note.wrong ? [note.path] : []))

/** Two days, three rooms, the shapes of a document in use. */
const whole = {
  tracks: ['baking', 'weaving', 'Zither'],
  slots: {
    Thursday: [
      { name: 'ThuA1', desc: '09:00-10:45', realtime: '2026-11-26T08:00Z', duration: 105 },
      { name: 'ThuP1', desc: '13:30-15:15', realtime: '2026-11-26T12:30:00+00:00' },
    ],
    Friday: [{ name: 'FriA1', desc: 'early' }],
  },
  schedule: {
    'Mill Hall': { ThuA1: 'baking', ThuP1: '', url: 'https://meet.example/mill', desc: 'below the clock', cap_icon: 'tv' },
    'Room-1': { ThuA1: '', FriA1: 'weaving', cap_desc: 'has a screen' },
    Loft: { FriA1: 'lace' },
  },
  now: { baking: 'sour dough', gone: 'nothing' },
  next: { weaving: ['warp', 'weft'] },
  location: { baking: 'Mill Hall' },
  etherpads: { weaving: 'https://pads.example/w' },
  urls: { zither: 'http://meet.example/z' },
  colors: { baking: '#abc', weaving: 'rebeccapurple', zither: 'hsl(120, 100%, 25%)' },
  voice: 1,
  eventid: 'harvest',
  motd: [{ level: 'warning', message: 'Doors shut at six' }],
  links: { Map: 'https://example.org/map', 1: 'https://example.org/one' },
  last_check_in: {
    ada: { nick: 'Ada', location: '#baking', in: '2026-11-26 09:05:00', out: null },
    bo: { nick: 'Bo', location: 'by the river', in: '2026-11-26 09:05:00', out: '2026-11-26 10:00:00' },
  },
  subscriptions: { Ada: 'dough|oven', cy: null },
  timestamp: '2026-11-26 09:10:11',
}

describe("ptgbot's document, read", () => {
  test('PT-75, PT-56: tracks come from bookings, never from what is told about a room, which cannot be booked', () => {
    const { tracks, rooms } = kept(whole)
    assert.deepEqual(
      tracks.map(({ name }) => name),
      ['baking', 'lace', 'weaving', 'zither'],
    )
    assert.deepEqual(rooms[0], {
      name: 'Mill Hall',
      about: 'below the clock',
      icon: 'tv',
      iconText: '',
      link: 'https://meet.example/mill',
      offers: [
        { slot: 'ThuA1', track: 'baking' },
        { slot: 'ThuP1', track: null },
      ],
    })
    assert.deepEqual(wrong({ slots: { Monday: [{ name: 'desc' }, { name: 'url' }, { name: 'cap_icon' }] } }), [
      'slots.Monday[0].name',
      'slots.Monday[1].name',
      'slots.Monday[2].name',
    ])
  })

  test('everything of a track, and of what operators set', () => {
    const { tracks, days, ...rest } = kept(whole)
    assert.deepEqual(tracks[0], {
      name: 'baking',
      now: 'sour dough',
      next: [],
      place: 'Mill Hall',
      color: '#aabbcc',
      link: null,
      etherpad: null,
    })
    assert.deepEqual(
      tracks.slice(1).map(({ color, next, link, etherpad }) => ({ color, next, link, etherpad })),
      [
        { color: null, next: [], link: null, etherpad: null },
        { color: '#663399', next: ['warp', 'weft'], link: null, etherpad: 'https://pads.example/w' },
        { color: '#008000', next: [], link: 'http://meet.example/z', etherpad: null },
      ],
    )
    assert.deepEqual(
      days.map(({ key, date, slots }) => [key, date, slots.map((slot) => Object.values(slot))]),
      [
        [
          'Thursday',
          '2026-11-26',
          [
            ['ThuA1', '09:00-10:45', '2026-11-26T08:00:00Z', 105],
            ['ThuP1', '13:30-15:15', '2026-11-26T12:30:00Z', 60],
          ],
        ],
        ['Friday', null, [['FriA1', 'early', null, 60]]],
      ],
    )
    assert.deepEqual(
      [rest.voiceNeeded, rest.padsFrom, rest.notices],
      [true, 'https://etherpad.opendev.org/p/harvest-', [{ level: 'warning', text: 'Doors shut at six' }]],
    )
    assert.deepEqual(rest.checkIns, [
      { nick: 'Ada', place: '#baking', in: '2026-11-26T08:05:00Z', out: null },
      { nick: 'Bo', place: 'by the river', in: '2026-11-26T08:05:00Z', out: '2026-11-26T09:00:00Z' },
    ])
    assert.deepEqual(rest.watches, [{ nick: 'Ada', pattern: 'dough|oven' }])
    assert.deepEqual(read(whole).notes, [{ path: 'now.gone', says: 'is of a track that is no more', wrong: false }])
  })

  test('PT-87: days, rooms and links keep the order of the file, even those whose names are numbers', () => {
    const text =
      '{"slots":{"2":[{"name":"B"}],"Extra":[],"1":[{"name":"A"}]},"schedule":{"Loft":{"A":""},"101":{"B":"","A":""},"12":{}},"links":{"b":"http://x.y","7":"http://x.z"}}'
    const { days, rooms, links } = kept(text)
    assert.deepEqual(
      days.map(({ key }) => key),
      ['2', 'Extra', '1'],
    )
    assert.deepEqual(
      rooms.map(({ name }) => name),
      ['Loft', '101', '12'],
    )
    assert.deepEqual(
      rooms[1]?.offers.map(({ slot }) => slot as string),
      ['B', 'A'],
    )
    assert.deepEqual(
      links.map(({ title }) => title),
      ['b', '7'],
    )
  })

  test('PT-89: an old notice is one object: a list of it, or of none when it is empty', () => {
    assert.deepEqual(kept({ motd: { level: 'info', message: 'm' } }).notices, [{ level: 'info', text: 'm' }])
    assert.deepEqual(kept({ motd: { level: 'info', message: '' } }).notices, [])
  })

  for (const key of Object.keys(whole) as (keyof typeof whole)[]) {
    test(`PT-90: without ${key} it is read as if it were empty`, () => {
      const { [key]: _, ...rest } = whole
      assert.deepEqual(wrong(rest), [])
      assert.equal(kept(rest).given.has(key), false)
    })
  }

  test('PT-90: an empty object is a document; of the oldest files rooms come from two keys', () => {
    assert.deepEqual(
      { ...kept({}), given: [] },
      {
        given: [],
        tracks: [],
        days: [],
        rooms: [],
        voiceNeeded: false,
        padsFrom: null,
        notices: [],
        links: [],
        checkIns: [],
        watches: [],
      },
    )
    const old = kept({
      slots: { Mon: [{ name: 'A' }, { name: 'B' }] },
      scheduled: { Loft: { A: 'lace' } },
      additional: { Loft: { B: '' }, Yard: { A: '' } },
      next: { lace: 'one text' },
    })
    assert.deepEqual(
      old.rooms.map(({ name, offers }) => [name, offers]),
      [
        [
          'Loft',
          [
            { slot: 'A', track: 'lace' },
            { slot: 'B', track: null },
          ],
        ],
        ['Yard', [{ slot: 'A', track: null }]],
      ],
    )
    assert.deepEqual([old.tracks[0]?.next, old.given.has('schedule')], [['one text'], true])
  })

  test('PT-74: what is wrong is told by its path, all of it; nothing is taken for something else', () => {
    assert.deepEqual(
      wrong({
        tracks: ['help', 'in', '1', 'a b', 'ok', 7],
        colors: { ok: 'red;} body{display:none' },
        urls: { ok: 'javascript:alert(1)' },
        etherpads: { ok: 'data:text/html,x' },
        links: { x: ' javascript:1', ok: 'https://x.example' },
        motd: [{ level: 'error', message: 'x' }],
        subscriptions: { zoe: '(', cy: 5 },
        slots: { Mon: [{ name: 'A', realtime: 'noon', duration: -5 }, { name: 'a' }, {}] },
        now: [],
        next: { ok: Array(21).fill('x') },
        location: { ok: 'x'.repeat(101) },
      }),
      [
        'slots.Mon[0].realtime',
        'slots.Mon[0].duration',
        'slots.Mon[1].name',
        'slots.Mon[2].name',
        'tracks[0]',
        'tracks[1]',
        'tracks[2]',
        'tracks[3]',
        'tracks[5]',
        'now',
        'next.ok',
        'location.ok',
        'colors.ok',
        'urls.ok',
        'etherpads.ok',
        'links.x',
        'motd[0].level',
        'subscriptions.zoe',
        'subscriptions.cy',
      ],
    )
  })

  test('PT-74: a text that is no such document is refused in one line', () => {
    for (const text of ['', '[]', '"x"', 'null', '{', '<html>', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`]) {
      const { document, notes } = read(text)
      assert.deepEqual([document, notes.length, notes[0]?.says.includes('\n')], [null, 1, false], text.slice(0, 20))
    }
    assert.equal(read(`"${'x'.repeat(PTG_CHARS_MAX)}"`).document, null)
  })

  test('PT-73: where a document brings no slots or tracks, those that stand are meant', () => {
    const held = { days: kept(whole).days, tracks: ['baking'] }
    const only = { now: { baking: 'rye' }, schedule: { Yard: { ThuA1: 'lace' } } }
    const { document, notes } = readPtgDocument(JSON.stringify(only), { timeZone, held })
    assert.deepEqual(notes, [])
    assert.deepEqual([...(document?.given ?? [])].sort(), ['now', 'schedule'])
    assert.deepEqual(
      document?.tracks.map(({ name, now }) => [name, now]),
      [
        ['baking', 'rye'],
        ['lace', null],
      ],
    )
    assert.deepEqual(document?.rooms[0]?.offers, [{ slot: 'ThuA1', track: 'lace' }])
  })

  test('never throws, whatever it is given, and what it keeps is within limits', () => {
    const keys = fc.constantFrom(...Object.keys(whole), 'scheduled', 'additional', '__proto__', 'x')
    const junk = fc.jsonValue({ maxDepth: 4 })
    fc.assert(
      fc.property(fc.dictionary(keys, junk), (document) => {
        const { document: known } = read(document)
        assert.ok(known)
        assert.ok(known.notices.length <= 20)
      }),
      { numRuns: 500 },
    )
  })
})

const view = (): BoardView => {
  const room = (n: number, name: string) => ({
    id: `00000000-0000-4000-8000-00000000000${n}` as RoomId,
    name,
    about: n === 1 ? 'below the clock' : '',
    icon: '',
    iconText: '',
    capacity: null,
    link: n === 1 ? 'https://meet.example/mill' : null,
  })
  const topic = (text: string) => ({ text, at: '2026-11-26T08:30:00Z' })
  const track = (name: string, more: object) => ({
    name: name as TrackName,
    title: '',
    color: '#27a3dd',
    link: null,
    etherpad: null,
    now: null,
    next: [],
    place: null,
    ...more,
  })
  const slot = (code: string, startsAt: string | null) => ({
    code: code as SlotCode,
    label: '09:00-10:45',
    startsAt,
    minutes: 105,
  })
  const [mill, hundred] = [room(1, 'Mill Hall'), room(2, '101')]
  const cell = (at: RoomId, code: string, name: string | null, blocked: string | null = null) => ({
    room: at,
    slot: code as SlotCode,
    track: name as TrackName | null,
    blocked,
  })
  return {
    event: { id: 'harvest', title: 'Harvest', timeZone, startsOn: '2026-11-26', endsOn: '2026-11-27' } as BoardView['event'],
    notices: [
      {
        id: '00000000-0000-4000-8000-0000000000aa' as BookingId,
        level: 'info',
        text: 'Tea <b>now</b>',
        at: '2026-11-26T08:00:00Z',
      },
    ],
    tracks: [
      track('zither', { next: [topic('tuning'), topic('song')] }),
      track('baking', { now: topic('rye'), place: 'Mill Hall' }),
    ],
    days: [{ key: 'Thursday', date: '2026-11-26', slots: [slot('ThuA1', '2026-11-26T08:00:00.000Z'), slot('ThuP1', null)] }],
    rooms: [mill, hundred],
    cells: [cell(mill.id, 'ThuA1', 'baking'), cell(hundred.id, 'ThuA1', null), cell(hundred.id, 'ThuP1', null, 'cleaning')],
    places: [{ place: '#baking', people: ['Ada', 'bo'] }],
    links: [{ title: 'Map', link: 'https://example.org/map' }],
    padsFrom: 'https://etherpad.opendev.org/p/harvest-',
    version: 3,
    changedAt: '2026-11-26T08:31:02.123Z',
  }
}

describe("ptgbot's document, written", () => {
  test('PT-94: nothing of watches, and of people only who is there now', () => {
    const written = JSON.parse(writePtgDocument(view()))
    assert.equal('subscriptions' in written, false)
    assert.deepEqual(written.last_check_in, {
      ada: { nick: 'Ada', location: '#baking', in: '2026-11-26 09:31:02+01:00', out: null },
      bo: { nick: 'bo', location: '#baking', in: '2026-11-26 09:31:02+01:00', out: null },
    })
  })

  test('PT-88, PT-91: tracks sorted, and the time of the last change with its zone', () => {
    const { tracks, timestamp } = JSON.parse(writePtgDocument(view()))
    assert.deepEqual([tracks, timestamp], [['baking', 'zither'], '2026-11-26 09:31:02+01:00'])
  })

  test('PT-93: every key has the shape readers know', () => {
    const { tracks, last_check_in, timestamp, ...rest } = JSON.parse(writePtgDocument(view(), { voiceNeeded: true }))
    assert.deepEqual(rest, {
      slots: {
        Thursday: [
          { name: 'ThuA1', desc: '09:00-10:45', realtime: '2026-11-26T08:00:00Z', duration: 105 },
          { name: 'ThuP1', desc: '09:00-10:45', duration: 105 },
        ],
      },
      schedule: {
        'Mill Hall': { url: 'https://meet.example/mill', desc: 'below the clock', ThuA1: 'baking' },
        101: { ThuA1: '' },
      },
      now: { baking: 'rye' },
      next: { zither: ['tuning', 'song'] },
      location: { baking: 'Mill Hall' },
      etherpads: {},
      urls: {},
      colors: { baking: '#27a3dd', zither: '#27a3dd' },
      voice: 1,
      eventid: 'harvest',
      motd: [{ level: 'info', message: 'Tea <b>now</b>' }],
      links: { Map: 'https://example.org/map' },
      timezone: timeZone,
    })
  })

  test('PT-87: rooms stand in their order in the text itself', () => {
    assert.match(writePtgDocument(view()), /"schedule":\{"Mill Hall":.*"101":/)
  })

  test('what is written is read again as the same', () => {
    const elsewhere = { ...view(), padsFrom: 'https://pads.example/p/harvest%20day-' }
    for (const one of [view(), elsewhere, { ...view(), padsFrom: null }]) {
      const { document, notes } = read(writePtgDocument(one))
      assert.deepEqual(notes, [])
      assert.equal(document?.padsFrom, one.padsFrom)
      assert.deepEqual(
        document?.rooms.map(({ name, link }) => [name, link]),
        one.rooms.map(({ name, link }) => [name, link]),
      )
    }
    assert.equal(JSON.parse(writePtgDocument(elsewhere)).etherpads.baking, 'https://pads.example/p/harvest%20day-baking')
  })
})

describe('ordered JSON', () => {
  test('reads all that JSON reads, and prints what it read', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        assert.deepEqual(JSON.parse(printOrdered(parseOrdered(JSON.stringify(value)))), JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('keeps order, and a text with colons and quotes in it is no key', () => {
    const text = '{"b":"\\"x\\" : y","2":[{"10":1,"9":2}],"__proto__":null}'
    assert.equal(printOrdered(parseOrdered(text)), text)
  })
})

describe('times', () => {
  test('a clock that goes back or forward leaves no time without a meaning', () => {
    assert.equal(localInstantOf('2026-10-25 02:30:00', timeZone), '2026-10-25T00:30:00Z')
    assert.equal(localInstantOf('2026-03-29 02:30:00', timeZone), '2026-03-29T01:30:00Z')
    assert.equal(localInstantOf('2026-11-26 09:31:02+01:00', timeZone), '2026-11-26T08:31:02Z')
    assert.equal(localInstantOf('2026-02-30 09:00:00', timeZone), null)
  })

  test('PT-121: a label means an instant of its zone and date, before and after clocks change', () => {
    const zones: [string, string, string][] = [
      ['2026-03-28', 'Europe/Berlin', '2026-03-28T08:00:00Z'],
      ['2026-03-29', 'Europe/Berlin', '2026-03-29T07:00:00Z'],
      ['2026-11-01', 'America/Denver', '2026-11-01T16:00:00Z'],
      ['2026-10-31', 'America/Denver', '2026-10-31T15:00:00Z'],
      ['2026-11-21', 'Asia/Kolkata', '2026-11-21T03:30:00Z'],
    ]
    for (const [date, zone, instant] of zones) assert.equal(instantOfLabel('09:00-10:45', date, zone), instant)
    assert.deepEqual([minutesOfLabel('09:00-10:45'), minutesOfLabel('23:30 – 00:15'), minutesOfLabel('13 UTC')], [105, 45, null])
    assert.equal(instantOfLabel('13 UTC', '2026-11-21', 'UTC'), null)
  })
})

test('PT-50, PT-51: one CSS colour of any form, and nothing else', () => {
  const good: Record<string, string> = {
    '#FFF': '#ffffff',
    '#0a1B2c': '#0a1b2c',
    Navy: '#000080',
    'rgb(1,2,3)': '#010203',
    'rgb(100% 0% 50%)': '#ff0080',
    'rgba(1, 2, 3, 1)': '#010203',
    'hsl(0, 100%, 50%)': '#ff0000',
    'hsl(0.5turn 100% 50%)': '#00ffff',
    'hsl(-120deg, 100%, 50%)': '#0000ff',
  }
  for (const [text, color] of Object.entries(good)) assert.equal(colorOf(text), color, text)
  for (const text of [
    '',
    'red;',
    'red blue',
    '#12',
    'rgba(1,2,3,.5)',
    'var(--x)',
    'url(x)',
    'rgb(1,2)',
    'currentcolor',
    'rgb(1,2,3',
  ])
    assert.equal(colorOf(text), null, text)
})
