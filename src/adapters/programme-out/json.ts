import type { Track } from '../../contract/schedule.schema.ts'
import { acronymOf, clock, daysOf, type Released, type Told, uri } from './shape.ts'

/** The released schedule as `schedule.json`, after C3VOC's schema. */
export function scheduleJson(released: Released): string {
  const { event, version, rooms, tracks, baseUrl, program } = released
  const days = daysOf(released)
  const conference = {
    acronym: acronymOf(event.id),
    title: event.title,
    start: event.startsOn,
    end: event.endsOn,
    daysCount: days.length,
    timeslot_duration: '00:05',
    ...(/^[A-Z][a-z]+\/[A-Z][a-z]+|^UTC$/.test(event.timeZone) ? { time_zone_name: event.timeZone } : {}),
    url: uri(`${baseUrl}/e/${event.id}`),
    tracks: tracks.map(trackOf),
    rooms: rooms.map(({ id, name, about, capacity, link }) => ({
      name,
      guid: id,
      ...(about === '' ? {} : { description: about }),
      ...(capacity === null ? {} : { capacity }),
      ...(link === null ? {} : { url: uri(link) }),
    })),
    days: days.map(({ index, date, start, end, rooms: all }) => ({
      index,
      date,
      day_start: start,
      day_end: end,
      rooms: Object.fromEntries(all.map(({ room, told }) => [room.name, told.map(sessionOf)])),
    })),
  }
  return JSON.stringify({
    $schema: 'https://c3voc.de/schedule/schema.json',
    generator: { name: 'Plenary', version: program },
    schedule: { version: version?.version ?? '0', base_url: `${baseUrl}/`, conference },
  })
}

const trackOf = ({ name, title, color }: Track) => ({
  name: title || name,
  ...(/^[a-z0-9_-]+[a-z0-9]$/.test(name) ? { slug: name } : {}),
  color,
})

function sessionOf({ session, id, code, slug, date, start, end, room, track, url }: Told) {
  const { picture } = session
  return {
    guid: session.id,
    ...(code === null ? {} : { code }),
    id,
    date,
    start,
    end,
    duration: clock(session.minutes),
    room,
    slug,
    url,
    title: session.title,
    subtitle: session.subtitle,
    track,
    type: session.kind,
    language: session.language,
    abstract: session.abstract,
    description: session.description,
    ...(picture === null ? {} : { logo: uri(picture) }),
    do_not_record: session.unrecorded,
    persons: session.speakers.map(({ name, link }) => ({ name, ...(link === null ? {} : { url: uri(link) }) })),
    links: session.links.map(({ title, link }) => ({ title, url: uri(link) })),
  }
}
