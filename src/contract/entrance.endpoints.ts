import { z } from 'zod'
import { EventCard, EventSettings, MeetingCard, MeetingTime, OwnMeetingCard } from './cards.schema.ts'
import { done, type Endpoint, Name, none, paging } from './endpoint.ts'
import { CODE_CHARS_MAX, LIST_SEARCH_CHARS_MAX, PAGE_ROWS_MAX, PAGES_MAX, SECOND_CODE_CHARS_MAX } from './limits.ts'
import { ChatFault, EventId, GuestSecret, MeetingId, NetworkName } from './meeting.schema.ts'
import { PageId } from './pages.schema.ts'

/** Who is there, what is open, and how one gets in. */
export const entrance = {
  instance: {
    summary: 'What is switched on here, whether an owner exists, and the level of this API (see its list of changes).',
    who: 'anyone',
    params: none,
    body: none,
    reply: z.strictObject({
      api: z.int(),
      /** Where people reach this instance, without a slash at its end: what a phone beside this machine can open, too. */
      address: z.string(),
      parts: z.array(z.string()),
      /** The further pages, by the first line of their title. */
      pages: z.array(z.strictObject({ id: PageId, title: z.string() })).max(PAGES_MAX),
      /** Where the console is; null: public pages do not tell. */
      console: z.string().nullable(),
      hasOwner: z.boolean(),
      /** Anybody may make an account, or at least whoever is on the list of addresses. */
      signUp: z.boolean(),
      version: z.string(),
      serverTime: z.iso.datetime(),
    }),
  },
  redeemSetup: {
    summary: 'Use a set-up link: makes its holder an owner and signs the browser in. Good once, for an hour.',
    who: 'anyone',
    httpOnly: true,
    params: none,
    body: z.strictObject({ token: z.string().min(1).max(200), name: Name }),
    reply: done,
  },
  me: {
    summary: 'Who is asking. A guest has a name and is not signed in.',
    who: 'anyone',
    params: none,
    body: none,
    reply: z.strictObject({
      signedIn: z.boolean(),
      name: z.string().nullable(),
      roles: z.array(z.strictObject({ role: z.string(), event: EventId.nullable() })),
    }),
  },
  signOut: { summary: 'End this sign-in.', who: 'anyone', httpOnly: true, params: none, body: none, reply: done },
  openMeetings: {
    summary: 'The listed meetings that are running, newest first; those of one `event`, or all.',
    who: 'anyone',
    params: z.strictObject({ event: EventId.optional(), ...paging(MeetingId) }),
    body: none,
    reply: z.strictObject({ meetings: z.array(MeetingCard), next: MeetingId.nullable() }),
  },
  myMeetings: {
    summary: 'The meetings one may run, newest first; those of one `time`, or with a `text` in title or description.',
    who: 'organizer',
    params: z.strictObject({
      time: MeetingTime.optional(),
      text: z.string().trim().max(LIST_SEARCH_CHARS_MAX).optional(),
      ...paging(MeetingId),
    }),
    body: none,
    reply: z.strictObject({ meetings: z.array(OwnMeetingCard), next: MeetingId.nullable() }),
  },
  event: {
    summary: `An event and its running meetings, newest first, at most ${PAGE_ROWS_MAX}; all of them: \`openMeetings\`.`,
    who: 'anyone',
    params: z.strictObject({ event: EventId }),
    body: none,
    reply: z.strictObject({ event: EventCard, meetings: z.array(MeetingCard).max(PAGE_ROWS_MAX) }),
  },
  events: {
    summary: 'The events, latest first.',
    who: 'anyone',
    params: z.strictObject(paging(EventId)),
    body: none,
    reply: z.strictObject({ events: z.array(EventCard), next: EventId.nullable() }),
  },
  createEvent: {
    summary: 'Make an event, or change its settings.',
    who: 'organizer',
    params: z.strictObject({ event: EventId }),
    body: EventSettings,
    reply: done,
  },
  networks: {
    summary: 'How the chat connections stand.',
    who: 'organizer',
    params: none,
    body: none,
    reply: z.strictObject({
      networks: z.array(
        z.strictObject({
          network: NetworkName,
          server: z.string(),
          at: z.enum(['connecting', 'connected', 'waiting', 'stopped']),
          why: z.string().nullable(),
          channels: z.array(z.string()),
          /** What is wrong at the moment; `channel` where it is about one. */
          faults: z.array(z.strictObject({ fault: ChatFault, channel: z.string().nullable() })),
        }),
      ),
    }),
  },
  lookUpCode: {
    summary: 'Which open meeting a join code opens, and a free name to take.',
    who: 'anyone',
    params: z.strictObject({ code: z.string().min(1).max(CODE_CHARS_MAX) }),
    body: none,
    reply: z.strictObject({
      meeting: MeetingId,
      title: z.string(),
      suggestion: z.string(),
      joined: z.boolean(),
      /** Whoever joins types the four digits that stand beside the code, too. */
      secondCode: z.boolean(),
    }),
  },
  join: {
    summary:
      'Take a seat in the meeting of this code. The same browser gets the same seat again: known by its cookie or, when the answer that brought it was lost, by the same `guest` (32 random bytes as base64url, made and kept by the caller before it asks).',
    who: 'anyone',
    httpOnly: true,
    params: z.strictObject({ code: z.string().min(1).max(CODE_CHARS_MAX) }),
    body: z.strictObject({
      name: Name,
      guest: GuestSecret.optional(),
      /** The second code, where the meeting asks for one: the present one, or that of the minute before. */
      second: z.string().max(SECOND_CODE_CHARS_MAX).optional(),
    }),
    reply: z.strictObject({ meeting: MeetingId, name: z.string(), fresh: z.boolean() }),
  },
} as const satisfies Record<string, Endpoint>
