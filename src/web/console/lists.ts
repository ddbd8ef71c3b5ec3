import type { EventCard, OwnMeetingCard } from '../../contract/cards.schema.ts'
import { everyPage } from '../lib/every-page.ts'
import { ask } from './door.ts'

/** The meetings one may run, newest first. */
export const ownMeetings = (): Promise<OwnMeetingCard[]> =>
  everyPage(
    (page) => ask('myMeetings', page),
    ({ meetings }) => meetings,
  )

/** The events, latest first. */
export const allEvents = (): Promise<EventCard[]> =>
  everyPage(
    (page) => ask('events', page),
    ({ events }) => events,
  )
