import { z } from 'zod'
import { ConsoleView, EventId, MeetingId } from './meeting.schema.ts'
import { RETENTION_DAYS_MAX } from './settings.ts'

/** What lists show of a meeting or an event. */
export const MeetingCard = z.strictObject({
  id: MeetingId,
  title: z.string(),
  descriptionHtml: z.string(),
  event: EventId.nullable(),
  at: ConsoleView.shape.at,
  here: z.int(),
  activities: z.int(),
  done: z.int(),
  /** In UTC, as far as it has one. */
  startsAt: z.iso.datetime().nullable(),
})
export type MeetingCard = z.infer<typeof MeetingCard>

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
