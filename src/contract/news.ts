import type { ActivityId } from './activity.schema.ts'
import type { EventId, MeetingId, PersonId } from './meeting.schema.ts'
import type { Role } from './people.schema.ts'
import type { RoomId, SlotCode, TrackName } from './schedule.schema.ts'

/**
 * What programs elsewhere may want to hear of, as it is told to them: what happened and to what, by id. Everything else they ask for, with a
 * credential. Commands announce it on one feed; nobody follows that from outside, webhooks are made from it.
 */
export const newsFeed = 'news'

interface OfMeeting {
  readonly meeting: MeetingId
  readonly event: EventId | null
}
interface OfActivity extends OfMeeting {
  readonly activity: ActivityId
  /** Which time it was opened, from 1. */
  readonly opening: number
}
interface OfPerson {
  readonly person: PersonId
  /** null: in the whole instance. */
  readonly event: EventId | null
}
interface OfTopic {
  readonly event: EventId
  readonly track: TrackName
}
interface OfBooking extends OfTopic {
  readonly room: RoomId
  readonly slot: SlotCode
}

export interface NewsData {
  readonly 'meeting.started': OfMeeting
  readonly 'meeting.ended': OfMeeting
  readonly 'activity.opened': OfActivity
  readonly 'activity.closed': OfActivity
  readonly 'result.shown': OfActivity
  readonly 'person.role_changed': OfPerson & { readonly role: Role; readonly held: boolean }
  readonly 'person.banned': OfPerson
  readonly 'person.unbanned': OfPerson
  readonly 'topic.set': OfTopic
  readonly 'topic.added': OfTopic
  readonly 'booking.made': OfBooking
  readonly 'booking.cancelled': OfBooking
  readonly 'notices.changed': { readonly event: EventId }
  /** `n` counts the releases, from 1. */
  readonly 'schedule.released': { readonly event: EventId; readonly n: number }
}

export const newsKinds = [
  'meeting.started',
  'meeting.ended',
  'activity.opened',
  'activity.closed',
  'result.shown',
  'person.role_changed',
  'person.banned',
  'person.unbanned',
  'topic.set',
  'topic.added',
  'booking.made',
  'booking.cancelled',
  'notices.changed',
  'schedule.released',
] as const satisfies readonly (keyof NewsData)[]
export type NewsKind = keyof NewsData

/** `at` is ISO 8601 in UTC. */
export type News = { [K in NewsKind]: { readonly kind: K; readonly at: string; readonly data: NewsData[K] } }[NewsKind]
