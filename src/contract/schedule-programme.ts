/**
 * A programme as it is taken in, whatever wrote it: what parsers make, cleaned and cut to our limits, and what the schedule is made of. Rooms and
 * tracks are named by keys of the programme's own.
 */
export interface Programme {
  readonly version: string
  readonly tracks: readonly ProgrammeTrack[]
  readonly rooms: readonly ProgrammeRoom[]
  readonly sessions: readonly ProgrammeSession[]
  /** What could not be read, and why, in words for whoever looks after it. */
  readonly skipped: readonly Skipped[]
}

export interface Skipped {
  readonly what: string
  readonly why: string
}

export interface ProgrammeTrack {
  readonly key: string
  readonly title: string
  /** `#rrggbb`. */
  readonly color: string | null
}

export interface ProgrammeRoom {
  readonly key: string
  /** A UUID in small letters. */
  readonly guid: string | null
  readonly name: string
  readonly about: string
  readonly capacity: number | null
}

export interface ProgrammeSession {
  /** A UUID in small letters. */
  readonly guid: string | null
  /** Empty: none. A session that takes place several times has one code. */
  readonly code: string
  readonly title: string
  readonly subtitle: string
  readonly abstract: string
  readonly description: string
  readonly kind: string
  readonly language: string
  readonly track: string | null
  readonly room: string | null
  /** ISO 8601 in UTC. */
  readonly startsAt: string
  readonly minutes: number
  readonly speakers: readonly { readonly name: string; readonly link: string | null }[]
  readonly links: readonly { readonly title: string; readonly link: string }[]
  readonly link: string | null
  readonly picture: string | null
  readonly unrecorded: boolean
}
