import { LABEL_CHARS_MAX, ROOM_NAME_CHARS_MAX, SESSION_TITLE_CHARS_MAX, SLOT_MINUTES_MAX } from '../../contract/limits.ts'
import type { Programme, ProgrammeRoom, ProgrammeSession, ProgrammeTrack } from '../../contract/schedule-programme.ts'
import { colorOf, guidOf, labelOf, lineOf, linkOf, list, longTextOf, type Raw, record, titleOf } from './clean.ts'
import { Notes } from './notes.ts'

const SPEAKERS_MAX = 50
const LINKS_MAX = 50
const CODE_CHARS_MAX = 100
const CAPACITY_MAX = 1_000_000

/** Where the values of one session are found; each format fills in what it has. */
export interface Found {
  readonly guid?: unknown
  readonly code?: unknown
  readonly title: unknown
  readonly subtitle?: unknown
  readonly abstract?: unknown
  readonly description?: unknown
  readonly kind?: unknown
  readonly language?: unknown
  /** The key of a track, told before with `track`. */
  readonly track?: string | null
  readonly room?: string | null
  readonly startsAt: string | null
  readonly minutes: number | null
  readonly speakers?: unknown
  readonly links?: readonly unknown[]
  readonly link?: unknown
  readonly picture?: unknown
  readonly unrecorded?: unknown
}

/** Gathers what a file has, whatever its format, and puts down what of it could not be kept. */
export class Collected {
  readonly notes = new Notes()
  readonly zone: string
  /** Addresses without a host stand upon this one. */
  readonly base: string | null
  readonly #tracks = new Map<string, ProgrammeTrack>()
  readonly #rooms = new Map<string, ProgrammeRoom>()
  readonly #sessions: ProgrammeSession[] = []

  constructor(zone: string, base: string | null) {
    this.zone = zone
    this.base = base
  }

  /** The key of the track of this name; null: it has none. */
  track(title: unknown, color?: unknown, key?: unknown): string | null {
    const named = lineOf(title, LABEL_CHARS_MAX)
    const id = lineOf(key, LABEL_CHARS_MAX) || named
    if (named === '') return null
    const before = this.#tracks.get(id)
    if (!before || (before.color === null && color)) this.#tracks.set(id, { key: id, title: named, color: colorOf(color) })
    return id
  }

  /** The key of the room of this name; null: it has none. What is told later adds to what was. */
  room(name: unknown, more: { guid?: unknown; about?: unknown; capacity?: unknown } = {}): string | null {
    const key = lineOf(name, ROOM_NAME_CHARS_MAX)
    if (key === '') return null
    const before = this.#rooms.get(key)
    const capacity = countOf(more.capacity)
    this.#rooms.set(key, {
      key,
      name: key,
      guid: before?.guid ?? guidOf(more.guid),
      about: before?.about || labelOf(more.about),
      capacity: before?.capacity ?? capacity,
    })
    return key
  }

  /** A session, unless something is missing without which there is none. */
  session(found: Found, what: string): void {
    const title = titleOf(found.title)
    const named = title || what
    if (title === '') return this.notes.skip(named, 'it has no title')
    if (found.startsAt === null) return this.notes.skip(named, 'it has no time that can be read')
    if (found.minutes === null || found.minutes < 0 || found.minutes > SLOT_MINUTES_MAX)
      return this.notes.skip(named, 'it has no duration that can be read')
    this.#sessions.push({
      guid: guidOf(found.guid),
      code: lineOf(found.code, CODE_CHARS_MAX),
      title,
      subtitle: titleOf(found.subtitle),
      abstract: longTextOf(found.abstract),
      description: longTextOf(found.description),
      kind: labelOf(found.kind),
      language: lineOf(found.language, 20),
      track: found.track ?? null,
      room: found.room ?? null,
      startsAt: found.startsAt,
      minutes: found.minutes,
      speakers: this.#speakersOf(found.speakers, named),
      links: this.#linksOf(found.links ?? [], named),
      link: linkOf(found.link, this.notes, named, this.base),
      picture: linkOf(found.picture, this.notes, named, this.base),
      unrecorded: found.unrecorded === true || /^(true|1|yes)$/i.test(lineOf(found.unrecorded, 10)),
    })
  }

  #speakersOf(value: unknown, named: string): ProgrammeSession['speakers'] {
    return list(value)
      .slice(0, SPEAKERS_MAX)
      .flatMap((one) => {
        const own = record(one)
        const name = labelOf(typeof one === 'string' ? one : own.public_name || own.name || own['#'] || own.full_public_name)
        return name === '' ? [] : [{ name, link: linkOf(own.url ?? own.website_url, this.notes, named, this.base) }]
      })
  }

  #linksOf(all: readonly unknown[], named: string): ProgrammeSession['links'] {
    return all.slice(0, LINKS_MAX).flatMap((one) => {
      const own: Raw = typeof one === 'string' ? { url: one } : record(one)
      const link = linkOf(own.url ?? own['@href'] ?? own.link ?? own.resource, this.notes, named, this.base)
      const title = lineOf(own.title ?? own['#'] ?? own.description, SESSION_TITLE_CHARS_MAX)
      return link === null ? [] : [{ title: title || link, link }]
    })
  }

  /** In the order in which they stood. */
  programme(version: unknown): Programme {
    return {
      version: labelOf(version),
      tracks: [...this.#tracks.values()],
      rooms: [...this.#rooms.values()],
      sessions: this.#sessions,
      skipped: this.notes.skipped,
    }
  }
}

function countOf(value: unknown): number | null {
  const n = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN
  return Number.isInteger(n) && n >= 0 && n <= CAPACITY_MAX ? n : null
}
