import type { Programme } from '../../contract/schedule-programme.ts'
import { isRecord, lineOf, list, minutesOf, type Raw, record, textOf } from './clean.ts'
import { Collected } from './collecting.ts'
import { dayAfter, instantAt, instantOf, isDate, minutesBetween, zoneOf } from './times.ts'

/** `schedule.json` as frab, pretalx, hubs and their kin write it, old and new. */
export function readFrabJson(schedule: Raw, usualZone: string): Programme {
  const conference = record(schedule.conference)
  const base = [schedule.base_url, conference.base_url, schedule.url, conference.url]
    .map((one) => lineOf(one, 500))
    .find((one) => URL.canParse(one))
  const all = new Collected(zoneOf(conference.time_zone_name, usualZone), base ?? null)
  for (const track of list(conference.tracks)) {
    const own = record(track)
    all.track(typeof track === 'string' ? track : own.name, own.color)
  }
  for (const room of list(conference.rooms)) {
    const own = record(room)
    all.room(typeof room === 'string' ? room : own.name, { guid: own.guid, about: own.description, capacity: own.capacity })
  }
  for (const day of list(conference.days)) readDay(record(day), all)
  return all.programme(schedule.version)
}

function readDay(day: Raw, all: Collected): void {
  const rooms = isRecord(day.rooms)
    ? Object.entries(day.rooms)
    : list(day.rooms).map((one) => [lineOf(record(one).name, 100), record(one).events] as const)
  for (const [name, talks] of rooms) {
    const room = all.room(name)
    for (const talk of list(talks)) readTalk(record(talk), day, room, all)
  }
}

/** What nights count to the day before, where the file does not say when its days begin. */
const DAY_BEGINS = '04:00'

/** When something begins that is told by a date, a clock, and the day it stands under. */
export function startOf(given: { date: unknown; start: unknown; day: unknown; dayStart: unknown }, zone: string): string | null {
  const whole = instantOf(given.date, zone)
  if (whole !== null) return whole
  const [, clock = ''] = /(?:^|T)(\d{1,2}:\d{2})/.exec(lineOf(given.start, 40)) ?? []
  const date = [given.date, given.day].find(isDate)
  if (date === undefined || clock === '') return instantOf(given.start, zone)
  const [, begins = DAY_BEGINS] = /T(\d{2}:\d{2})/.exec(lineOf(given.dayStart, 40)) ?? []
  // A day that begins after noon says when its first session is, not when the night is over.
  const isNight = clock.padStart(5, '0') < (begins < '12:00' ? begins : DAY_BEGINS)
  return instantAt(isNight && !isDate(given.date) ? dayAfter(date) : date, clock, zone)
}

function readTalk(talk: Raw, day: Raw, room: string | null, all: Collected): void {
  const startsAt = startOf({ date: talk.date, start: talk.start, day: day.date, dayStart: day.day_start }, all.zone)
  const end = instantOf(talk.end, all.zone)
  const own = talk.room === undefined ? null : all.room(talk.room)
  const code = lineOf(talk.code, 100) || codeOf(talk)
  all.session(
    {
      guid: talk.guid,
      code,
      title: talk.title,
      subtitle: talk.subtitle,
      abstract: talk.abstract,
      description: talk.description,
      kind: talk.type,
      language: talk.language,
      track: all.track(talk.track),
      room: own ?? room,
      startsAt,
      minutes: minutesOf(talk.duration) ?? (startsAt !== null && end !== null ? minutesBetween(startsAt, end) : null),
      speakers: talk.persons,
      links: [...list(talk.links), ...list(talk.attachments)],
      link: isOwnPage(talk) ? null : talk.url,
      picture: talk.logo,
      unrecorded: talk.do_not_record,
    },
    `session ${code || textOf(talk.guid, 40)}`,
  )
}

/** Older pretalx names a talk by its code alone (`slug: 8XKQTN`); hubs and frab by a number. */
const codeOf = ({ slug, id }: Raw): string => {
  const short = lineOf(slug, 100)
  return /^[A-Z0-9]{6}$/.test(short) ? short : lineOf(id, 100)
}

/** Where a session has no page, what Plenary gives out leads to its place in our schedule: no link of the session itself. */
const isOwnPage = ({ url, guid }: Raw): boolean =>
  typeof guid === 'string' && guid !== '' && lineOf(url, 1_000).endsWith(`#${guid}`)
