import { z } from 'zod'
import { ConsoleView, EventId, MeetingId, NetworkName, ShownPicture } from './meeting.schema.ts'
import { RETENTION_DAYS_MAX } from './settings.ts'

/** What lists show of a meeting or an event. */
export const MeetingCard = z.strictObject({
  id: MeetingId,
  title: z.string(),
  descriptionHtml: z.string(),
  /** Null: none of its own. */
  picture: ShownPicture.nullable(),
  event: EventId.nullable(),
  at: ConsoleView.shape.at,
  here: z.int(),
  activities: z.int(),
  done: z.int(),
  /** In UTC, as far as it has one. */
  startsAt: z.iso.datetime().nullable(),
})
export type MeetingCard = z.infer<typeof MeetingCard>

/** Where a meeting stands in time: running; not begun; over, or not begun by the end of its dates. */
export const MeetingTime = z.enum(['running', 'to-come', 'past'])
export type MeetingTime = z.infer<typeof MeetingTime>

/** The same for whoever runs it. `networks`: where chats are bound to it. */
export const OwnMeetingCard = MeetingCard.extend({
  code: z.string(),
  endsAt: z.iso.datetime().nullable(),
  networks: z.array(NetworkName),
})
export type OwnMeetingCard = z.infer<typeof OwnMeetingCard>

export const EventCard = z.strictObject({
  id: EventId,
  title: z.string(),
  timeZone: z.string(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  /** Days after its end that what people did there is kept with their names; null: as the instance says. */
  retentionDays: z.int().min(1).max(RETENTION_DAYS_MAX).nullable(),
})
export type EventCard = z.infer<typeof EventCard>

export const EventSettings = EventCard.omit({ id: true })
  .extend({ title: z.string().trim().min(1).max(100), retentionDays: EventCard.shape.retentionDays.optional() })
  .refine((e) => e.startsOn <= e.endsOn, { path: ['endsOn'], message: 'must not be before startsOn' })
export type EventSettings = z.infer<typeof EventSettings>
