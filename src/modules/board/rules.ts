import type { DaySettings, Notice, Topic } from '../../contract/board.schema.ts'
import { NEXT_PER_TRACK_MAX, TOPIC_CHARS_MAX } from '../../contract/limits.ts'
import type { NetworkName } from '../../contract/meeting.schema.ts'
import type { BookingId, Plan, RoomId, SlotCode, Track, TrackName } from '../../contract/schedule.schema.ts'

/** Under which name somebody is known where they act. `network` is that of a chat with its server, as `irc/irc.example.org`; null: the web. */
export interface As {
  readonly name: string
  /** The name as its network compares it. */
  readonly nameKey: string
  readonly network: string | null
}

/** The web compares names as most do. */
export const onTheWeb = (name: string): As => ({ name, nameKey: name.toLowerCase(), network: null })

export const networkOf = ({ network }: Pick<As, 'network'>): NetworkName | null =>
  network === null ? null : (network.split('/', 1)[0] as NetworkName)

interface TrackSaid {
  readonly track: TrackName
  readonly now: Topic | null
  readonly next: readonly Topic[]
  readonly place: string | null
}

/** How something was before an act changed it; what is left out was not touched. */
export interface Before {
  readonly said?: readonly TrackSaid[]
  /** All that was said of any track was thrown away: what stands now goes first. */
  readonly allSaid?: true
  readonly track?: Pick<Track, 'name' | 'color' | 'link' | 'etherpad'>
  readonly booked?: { readonly id: BookingId; readonly room: RoomId; readonly slot: SlotCode }
  readonly unbooked?: { readonly room: RoomId; readonly slot: SlotCode }
  readonly added?: readonly TrackName[]
  readonly dropped?: readonly TrackName[]
  readonly notices?: readonly Notice[]
  readonly settings?: DaySettings
  readonly plan?: Plan
  readonly tracks?: readonly Track[]
  /** Check-ins or watches were cleared away under the act's id. */
  readonly cleared?: true
}

export const defaultSettings: DaySettings = {
  speaking: 'everybody',
  identifiedOnly: false,
  selfTold: true,
  noiseAnswered: false,
  padsFrom: null,
  links: [],
}

/** Blanks in a row are one, and a text is cut where it may not be longer. */
export function oneLine(text: string, charsMax: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line.length <= charsMax
    ? line
    : line
        .slice(0, charsMax)
        .toWellFormed()
        .replace(/\uFFFD$/u, '')
        .trim()
}

export const topicOf = (text: string, now: Date): Topic => ({ text: oneLine(text, TOPIC_CHARS_MAX), at: now.toISOString() })

/** A new topic puts an end to what was to come. */
export const withNow = (said: TrackSaid, topic: Topic, room: string | null): TrackSaid => ({
  ...said,
  now: topic,
  next: [],
  place: said.place ?? room,
})

/** Null: there is no room for one more. */
export const withNext = (said: TrackSaid, topic: Topic): TrackSaid | null =>
  said.next.length >= NEXT_PER_TRACK_MAX ? null : { ...said, next: [...said.next, topic] }

/** What a watch is compared with. */
export const watchedText = (track: string, verb: 'now' | 'next', topic: string): string => `#${track} ${verb} ${topic}`

/** The notices of these places, counted from 1, in this order; null when one of them is none. Named twice, it stands there twice, under an id of its own. */
export function reordered(notices: readonly Notice[], places: readonly number[], freshId: () => string): Notice[] | null {
  const used = new Set<string>()
  const all: Notice[] = []
  for (const place of places) {
    const notice = notices[place - 1]
    if (!notice) return null
    all.push(used.has(notice.id) ? { ...notice, id: freshId() } : notice)
    used.add(notice.id)
  }
  return all
}
