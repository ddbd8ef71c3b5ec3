import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { type CalendarEntry, folded, printCalendar } from './ical.ts'

const head = { name: 'Harvest, the gathering', about: '', timeZone: 'Europe/Berlin' }
const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'one@plenary',
  sequence: 0,
  changedAt: '2026-11-01T08:00:00.000Z',
  startsAt: '2026-11-26T08:00:00Z',
  minutes: 60,
  title: 'Baking',
  description: '',
  place: 'Mill Hall',
  link: null,
  category: null,
  cancelled: false,
  ...more,
})

/** What an independent program reads: times as instants, by the zone that the text itself brings. */
function readBack(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone))
  for (const zone of zones) ICAL.TimezoneService.register(zone)
  try {
    return calendar.getAllSubcomponents('vevent').map((one) => {
      const event = new ICAL.Event(one)
      return {
        uid: event.uid,
        sequence: event.sequence,
        status: String(one.getFirstPropertyValue('status')),
        title: event.summary,
        description: event.description ?? '',
        place: event.location,
        starts: event.startDate.toUnixTime() * 1000,
        ends: event.endDate.toUnixTime() * 1000,
        stamp: String(one.getFirstPropertyValue('dtstamp')),
        floating: event.startDate.zone === ICAL.Timezone.localTimezone,
      }
    })
  } finally {
    for (const zone of zones) ICAL.TimezoneService.remove(zone.tzid)
  }
}

const oneOf = (text: string) => readBack(text)[0] ?? assert.fail('no entry')

describe('a calendar', () => {
  test('PT-116: has what the standard wants of calendar and entry, each once', () => {
    const text = printCalendar({ ...head, about: 'Tea; and cake' }, [
      entry({ link: 'https://x.example/a,b;c', category: 'baking' }),
    ])
    assert.equal(
      text.replace(/BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/, ''),
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Plenary//Calendars//EN',
        'CALSCALE:GREGORIAN',
        'NAME:Harvest\\, the gathering',
        'X-WR-CALNAME:Harvest\\, the gathering',
        'DESCRIPTION:Tea\\; and cake',
        'X-WR-CALDESC:Tea\\; and cake',
        'X-WR-TIMEZONE:Europe/Berlin',
        'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
        'X-PUBLISHED-TTL:PT15M',
        'BEGIN:VEVENT',
        'UID:one@plenary',
        'DTSTAMP:20261101T080000Z',
        'LAST-MODIFIED:20261101T080000Z',
        'SEQUENCE:0',
        'STATUS:CONFIRMED',
        'DTSTART;TZID=Europe/Berlin:20261126T090000',
        'DTEND;TZID=Europe/Berlin:20261126T100000',
        'SUMMARY:Baking',
        'LOCATION:Mill Hall',
        'URL:https://x.example/a,b;c',
        'CATEGORIES:baking',
        'PRIORITY:0',
        'TRANSP:OPAQUE',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  test('of nothing is a calendar all the same', () => {
    assert.deepEqual(readBack(printCalendar(head, [])), [])
    assert.doesNotMatch(printCalendar(head, []), /VTIMEZONE/)
  })

  test('PT-114: lasts as long as it is told; a moment has no end', () => {
    const minutes = (n: number) => {
      const { starts, ends } = oneOf(printCalendar(head, [entry({ minutes: n })]))
      return (ends - starts) / 60_000
    }
    assert.deepEqual([minutes(45), minutes(60), minutes(2_880), minutes(0)], [45, 60, 2_880, 0])
  })

  test('PT-116: any text comes back as it was, in lines of at most 75 bytes that are whole signs', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 400 })
    const signs = fc.constantFrom('\\', ';', ',', '\n', '\\n', '🧶', 'ş', 'a', ' ', '\t', ':', '"')
    const nasty = fc.oneof(
      texts,
      fc.array(signs, { maxLength: 300 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(nasty, nasty, (title, description) => {
        const text = printCalendar(head, [entry({ title, description })])
        for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
        assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/)
        assert.equal(Buffer.from(text).toString(), text)
        const read = oneOf(text)
        const clean = (said: string) =>
          said
            .toWellFormed()
            .replace(/\r\n?/g, '\n')
            .replace(/[^\P{Cc}\n\t]/gu, '')
        assert.deepEqual([read.title ?? '', read.description], [clean(title), clean(description)])
      }),
      { numRuns: 300 },
    )
  })

  test('nothing that people write becomes a line of its own', () => {
    const evil = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil'
    const text = printCalendar({ ...head, name: evil }, [
      entry({ uid: evil, title: evil, description: evil, place: evil, category: evil, link: `https://x.example/${evil}` }),
    ])
    assert.equal(readBack(text).length, 1)
  })

  test('folds nothing that fits', () => {
    assert.equal(folded('x'.repeat(75)), 'x'.repeat(75))
    assert.equal(folded('x'.repeat(76)), `${'x'.repeat(75)}\r\n x`)
    assert.equal(folded(`${'x'.repeat(74)}ş`), `${'x'.repeat(74)}\r\n ş`)
  })
})

/** Clocks that go forward and back, by half an hour, four times a year, over the date line, and never. */
const zones: Record<string, readonly string[]> = {
  UTC: ['2026-06-01T12:00:00Z'],
  'Europe/Berlin': ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
  'Europe/Dublin': ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
  'America/Denver': ['2026-03-08T09:00:00Z', '2026-11-01T08:00:00Z'],
  'America/Sao_Paulo': ['2018-11-04T03:00:00Z', '2026-11-01T03:00:00Z'],
  'Africa/Casablanca': ['2026-02-15T02:00:00Z', '2026-03-22T02:00:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'],
  'Asia/Kolkata': ['2026-06-01T12:00:00Z'],
  'Pacific/Apia': ['2011-12-30T10:00:00Z'],
  'America/St_Johns': ['2026-03-08T05:30:00Z', '2026-11-01T04:30:00Z'],
}

describe('times in a zone', () => {
  for (const [timeZone, edges] of Object.entries(zones)) {
    test(`${timeZone}: every quarter of an hour around each change of the clock is that instant`, () => {
      const entries = edges.flatMap((edge) =>
        Array.from({ length: 49 }, (_, i) => Date.parse(edge) + (i - 24) * 900_000).flatMap((ms) =>
          [30, 200].map((minutes) => entry({ uid: `${ms}-${minutes}`, startsAt: new Date(ms).toISOString(), minutes })),
        ),
      )
      const read = readBack(printCalendar({ ...head, timeZone }, entries))
      assert.deepEqual(
        read.map(({ starts, ends }) => [starts, ends]),
        entries.map(({ startsAt, minutes }) => [Date.parse(startsAt), Date.parse(startsAt) + minutes * 60_000]),
      )
      assert.ok(read.every(({ floating }) => !floating))
    })
  }

  test('any instants of any zone, far apart, too', () => {
    const ms = fc.integer({ min: Date.parse('1990-01-01T00:00Z') / 60_000, max: Date.parse('2037-12-31T00:00Z') / 60_000 })
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(zones)), fc.array(ms, { minLength: 1, maxLength: 6 }), (timeZone, all) => {
        const entries = all.map((minute, i) => entry({ uid: String(i), startsAt: new Date(minute * 60_000).toISOString() }))
        assert.deepEqual(
          readBack(printCalendar({ ...head, timeZone }, entries)).map(({ starts, ends }) => [starts, ends - starts]),
          all.map((minute) => [minute * 60_000, 3_600_000]),
        )
      }),
      { numRuns: 200 },
    )
  })
})
