import type { Programme } from '../../contract/schedule-programme.ts'
import { lineOf, list, minutesOf, type Raw, record } from './clean.ts'
import { Collected } from './collecting.ts'
import { instantOf } from './times.ts'

/** The JSON that programme pages are made from: days by date, each with `events` of sessions and breaks that name their rooms. */
export function readDaysJson(whole: Raw, zone: string): Programme {
  const all = new Collected(zone, null)
  for (const day of Object.values(record(whole.days))) {
    const own = record(day)
    for (const room of list(own.rooms)) all.room(room)
    for (const event of list(own.events)) readEvent(record(event), all)
  }
  return all.programme(whole.version)
}

function readEvent(event: Raw, all: Collected): void {
  const rooms = list(event.rooms).flatMap((room) => all.room(room) ?? [])
  const code = lineOf(event.code, 100)
  all.session(
    {
      code,
      title: event.title,
      abstract: event.tweet ?? event.abstract,
      description: event.description,
      kind: event.session_type || event.event_type,
      track: all.track(event.track),
      // What is everywhere at once is in no room of its own.
      room: rooms.length === 1 ? rooms[0] : null,
      startsAt: instantOf(event.start, all.zone),
      minutes: minutesOf(event.duration),
      speakers: event.speakers,
      link: event.website_url,
    },
    `event ${code}`,
  )
}
