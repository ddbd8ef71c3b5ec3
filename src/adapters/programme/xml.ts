import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Programme } from '../../contract/schedule-programme.ts'
import { lineOf, list, minutesOf, type Raw, record } from './clean.ts'
import { Collected } from './collecting.ts'
import { startOf } from './frab-json.ts'
import { unfit } from './notes.ts'
import { zoneOf } from './times.ts'

/** `schedule.xml` as frab, Pentabarf, pretalx and hubs write it. Entities of its own and foreign documents are refused before anything is read. */

const DEPTH_MAX = 20
const many = new Set(['day', 'event', 'person', 'link', 'attachment'])

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  maxNestedTags: DEPTH_MAX,
  isArray: (name) => many.has(name),
})

export function readXml(text: string, usualZone: string): Programme {
  if (/<!ENTITY|<!DOCTYPE[^>]*(\[|SYSTEM|PUBLIC)/i.test(text)) throw unfit('it declares entities or another document')
  return readSchedule(parsed(text), usualZone)
}

function parsed(text: string): Raw {
  const fault = XMLValidator.validate(text)
  if (fault !== true) throw unfit(`it is no whole XML (line ${fault.err.line}: ${fault.err.msg})`)
  let whole: Raw
  try {
    whole = record(parser.parse(text))
  } catch (error) {
    throw unfit(`it is no XML that can be read (${error instanceof Error ? error.message : 'a fault'})`)
  }
  if (typeof whole.schedule !== 'object') throw unfit('it is XML, but no schedule')
  return record(whole.schedule)
}

function readSchedule(schedule: Raw, usualZone: string): Programme {
  const conference = record(schedule.conference)
  const base = [conference.base_url, conference.url, schedule.base_url]
    .map((one) => lineOf(one, 500))
    .find((one) => URL.canParse(one))
  const all = new Collected(zoneOf(conference.time_zone_name, usualZone), base ?? null)
  for (const track of list(conference.track)) all.track(record(track)['@name'] ?? track, record(track)['@color'])
  for (const day of list(schedule.day))
    for (const room of list(record(day).room)) {
      const own = record(room)
      const key = all.room(own['@name'], { guid: own['@guid'], about: own['@description'], capacity: own['@capacity'] })
      for (const event of list(own.event)) readEvent(record(event), record(day), key, conference, all)
    }
  return all.programme(schedule.version ?? conference.release)
}

function readEvent(event: Raw, day: Raw, room: string | null, conference: Raw, all: Collected): void {
  const dayStart = day['@start'] ?? (conference.day_change ? `T${lineOf(conference.day_change, 10)}` : undefined)
  const startsAt = startOf({ date: event.date, start: event.start, day: day['@date'], dayStart }, all.zone)
  const id = lineOf(event['@code'] ?? event.code, 100) || lineOf(event['@id'], 100)
  const recording = record(event.recording)
  all.session(
    {
      guid: event['@guid'],
      code: id,
      title: event.title,
      subtitle: event.subtitle,
      abstract: event.abstract,
      description: event.description,
      kind: event.type,
      language: event.language,
      track: all.track(event.track),
      room: room ?? all.room(event.room),
      startsAt,
      minutes: minutesOf(event.duration),
      speakers: record(event.persons).person,
      links: [...list(record(event.links).link), ...list(record(event.attachments).attachment)].filter(
        (one) => record(one)['@href'] !== '',
      ),
      link: event.url,
      picture: event.logo,
      unrecorded: recording.optout,
    },
    `event ${id}`,
  )
}
