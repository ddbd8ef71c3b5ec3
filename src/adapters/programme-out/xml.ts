import type { Track } from '../../contract/schedule.schema.ts'
import { acronymOf, clock, type Day, daysOf, type Released, type Told, uri } from './shape.ts'

/** The schema's form of a duration has two digits for hours: what is longer ends there. */
const MINUTES_MAX = 99 * 60 + 59

/** The released schedule as `schedule.xml`, after C3VOC's schema. */
export function scheduleXml(released: Released): string {
  const { event, version, tracks, baseUrl, program } = released
  const days = daysOf(released)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<schedule>',
    `<generator${attributes({ name: 'Plenary', version: program })}/>`,
    element('url', uri(`${baseUrl}/e/${event.id}/schedule.xml`)),
    element('version', version?.version ?? '0'),
    '<conference>',
    element('acronym', acronymOf(event.id)),
    element('title', event.title),
    element('start', event.startsOn),
    element('end', event.endsOn),
    element('days', String(days.length)),
    element('timeslot_duration', '00:05'),
    element('base_url', uri(`${baseUrl}/`)),
    element('url', uri(`${baseUrl}/e/${event.id}`)),
    element('time_zone_name', event.timeZone),
    ...tracks.map(trackOf),
    '</conference>',
    ...days.map(dayOf),
    '</schedule>',
    '',
  ].join('\n')
}

const trackOf = ({ name, title, color }: Track): string => {
  const slug = /^[a-z][a-z0-9-]+$/.test(name) ? name : undefined
  return `<track${attributes({ name: title || name, color, slug })}/>`
}

function dayOf({ index, date, start, end, rooms }: Day): string {
  const inside = rooms.map(({ room, told }) =>
    [`<room${attributes({ name: room.name, guid: room.id ?? undefined })}>`, ...told.map(sessionOf), '</room>'].join('\n'),
  )
  return [`<day${attributes({ index: String(index), date, start, end })}>`, ...inside, '</day>'].join('\n')
}

function sessionOf({ session, id, code, slug, date, start, room, track, url }: Told): string {
  const persons = session.speakers.map(({ name }) => element('person', name))
  const links = session.links.map(({ title, link }) => element('link', title, { href: uri(link) }))
  return [
    `<event${attributes({ guid: session.id, id: String(id), code: code ?? undefined })}>`,
    element('date', date),
    element('start', start),
    element('duration', clock(Math.min(session.minutes, MINUTES_MAX))),
    element('room', room),
    element('slug', slug),
    ...(session.link === null ? [] : [element('url', url)]),
    element('title', session.title),
    element('subtitle', session.subtitle),
    element('track', track ?? ''),
    element('type', session.kind),
    element('language', session.language),
    element('abstract', session.abstract),
    element('description', session.description),
    element('logo', session.picture === null ? '' : uri(session.picture)),
    `<recording>${element('license', '')}${element('optout', String(session.unrecorded))}</recording>`,
    `<persons>${persons.join('')}</persons>`,
    `<links>${links.join('')}</links>`,
    '</event>',
  ].join('\n')
}

const element = (name: string, text: string, more: Record<string, string | undefined> = {}): string =>
  `<${name}${attributes(more)}>${escaped(text)}</${name}>`

const attributes = (all: Record<string, string | undefined>): string =>
  Object.entries(all)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escaped(value).replace(/\s/g, ' ')}"`]))
    .join('')

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** Text as it is, but for signs that no XML may have. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"\r]/g, (sign) => signs[sign] ?? sign)
