import { z } from 'zod'
import { ActivityId, AnswerId, Given, PreparedActivity, ShownActivity, Tally } from './activity.schema.ts'
import { EventCard, EventSettings, MeetingCard } from './cards.schema.ts'
import { ACTIVITIES_PER_MEETING_MAX, CODE_CHARS_MAX, NAME_CHARS_MAX, TIMER_SECONDS_MAX } from './limits.ts'
import {
  AnswerPrefix,
  ChannelBinding,
  ConsoleView,
  Controller,
  EventId,
  JoinCode,
  MeetingId,
  MeetingPatch,
  MeetingSettings,
  MeetingView,
  NetworkName,
  OwnSeat,
  SeatId,
  TallyView,
} from './meeting.schema.ts'
import { steps } from './meeting.ts'
import { type EndpointName, routes } from './routes.ts'

/**
 * Every endpoint, declared once: HTTP, the socket, the OpenAPI page and the browser's types all follow from it.
 * `who` says in words whom the command lets in (the command itself decides). `anonymous` endpoints need no credential at all.
 */
export interface Endpoint {
  readonly summary: string
  readonly who: 'anyone' | 'participant' | 'organizer' | 'owner'
  /** Sets or clears a cookie, which only an HTTP answer can. */
  readonly httpOnly?: boolean
  readonly params: z.ZodType
  readonly body: z.ZodType
  readonly reply: z.ZodType
}

const none = z.undefined()
const done = z.strictObject({ done: z.literal(true) })
const at = <V extends z.ZodType>(view: V) => z.strictObject({ seq: z.int(), view })
const Name = z.string().trim().min(1).max(NAME_CHARS_MAX)
const meeting = z.strictObject({ meeting: MeetingId })
const activityOfMeeting = z.strictObject({ meeting: MeetingId, activity: ActivityId })
const feed = z.string()

export const endpoints = {
  instance: {
    summary: 'What is switched on here, and whether an owner exists.',
    who: 'anyone',
    params: none,
    body: none,
    reply: z.strictObject({
      parts: z.array(z.string()),
      hasOwner: z.boolean(),
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
    summary: 'Who is asking.',
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
    summary: 'The listed meetings that are running.',
    who: 'anyone',
    params: none,
    body: none,
    reply: z.strictObject({ meetings: z.array(MeetingCard) }),
  },
  myMeetings: {
    summary: 'The meetings one may run, newest first.',
    who: 'organizer',
    params: none,
    body: none,
    reply: z.strictObject({ meetings: z.array(MeetingCard) }),
  },
  event: {
    summary: 'An event and its running meetings.',
    who: 'anyone',
    params: z.strictObject({ event: EventId }),
    body: none,
    reply: z.strictObject({ event: EventCard, meetings: z.array(MeetingCard) }),
  },
  events: {
    summary: 'The events, latest first.',
    who: 'anyone',
    params: none,
    body: none,
    reply: z.strictObject({ events: z.array(EventCard) }),
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
        }),
      ),
    }),
  },
  lookUpCode: {
    summary: 'Which open meeting a join code opens, and a free name to take.',
    who: 'anyone',
    params: z.strictObject({ code: z.string().min(1).max(CODE_CHARS_MAX) }),
    body: none,
    reply: z.strictObject({ meeting: MeetingId, title: z.string(), suggestion: z.string(), joined: z.boolean() }),
  },
  join: {
    summary: 'Take a seat in the meeting of this code. The same browser gets the same seat again.',
    who: 'anyone',
    httpOnly: true,
    params: z.strictObject({ code: z.string().min(1).max(CODE_CHARS_MAX) }),
    body: z.strictObject({ name: Name }),
    reply: z.strictObject({ meeting: MeetingId, name: z.string(), fresh: z.boolean() }),
  },
  seat: {
    summary: 'Own name, points and answers in a meeting.',
    who: 'participant',
    params: meeting,
    body: none,
    reply: OwnSeat,
  },
  renameSeat: {
    summary: 'Take another name in a meeting.',
    who: 'participant',
    params: meeting,
    body: z.strictObject({ name: Name }),
    reply: z.strictObject({ name: z.string() }),
  },
  createMeeting: {
    summary: 'Make a meeting. Without a code one is made at random.',
    who: 'organizer',
    params: meeting,
    body: MeetingSettings.extend({
      code: JoinCode.optional(),
      answerPrefix: AnswerPrefix.optional(),
      event: EventId.nullable().default(null),
    }),
    reply: done,
  },
  changeMeeting: {
    summary: "Change a meeting's settings; what is left out stays.",
    who: 'organizer',
    params: meeting,
    body: MeetingPatch,
    reply: done,
  },
  deleteMeeting: {
    summary: 'Delete a meeting with its activities, participants and answers.',
    who: 'organizer',
    params: meeting,
    body: none,
    reply: done,
  },
  meeting: {
    summary: 'The meeting as its participants see it; the number says where to follow from.',
    who: 'participant',
    params: meeting,
    body: none,
    reply: at(MeetingView),
  },
  console: {
    summary: 'The meeting as organizers see it.',
    who: 'organizer',
    params: meeting,
    body: none,
    reply: at(ConsoleView),
  },
  putActivity: {
    summary: 'Add an activity at the end, or change one that is not open.',
    who: 'organizer',
    params: activityOfMeeting,
    body: PreparedActivity,
    reply: done,
  },
  deleteActivity: {
    summary: 'Delete an activity that is not in front of the audience, with its answers.',
    who: 'organizer',
    params: activityOfMeeting,
    body: none,
    reply: done,
  },
  markDone: {
    summary: 'Mark as done (skipped) or not done (to be played again).',
    who: 'organizer',
    params: activityOfMeeting,
    body: z.strictObject({ done: z.boolean() }),
    reply: done,
  },
  orderActivities: {
    summary: 'Put the activities in this order; all of them, each once.',
    who: 'organizer',
    params: meeting,
    body: z.strictObject({ order: z.array(ActivityId).max(ACTIVITIES_PER_MEETING_MAX) }),
    reply: done,
  },
  takeControl: {
    summary:
      'Steer from this seat. Refused while another seat steers, unless forced. Over the socket the seat leaves when its connection does.',
    who: 'organizer',
    params: meeting,
    body: z.strictObject({ seat: SeatId, force: z.boolean().default(false) }),
    reply: z.strictObject({ controller: Controller }),
  },
  leaveControl: {
    summary: 'Leave the controls.',
    who: 'organizer',
    params: z.strictObject({ meeting: MeetingId, seat: SeatId }),
    body: none,
    reply: done,
  },
  step: {
    summary: 'Take one step: start, open, close, results, scoreboard, next, back, end or resume. Only from the controlling seat.',
    who: 'organizer',
    params: meeting,
    body: z.strictObject({
      seat: SeatId,
      step: z.enum(steps),
      /** The phase the organizer saw; if the meeting has moved on, nothing happens and the refusal says so. */
      from: ConsoleView.shape.at,
      /** With `open` and `back`: closes by itself. */
      seconds: z.int().min(5).max(TIMER_SECONDS_MAX).nullable().default(null),
      /** With `open` and `back`: forget the answers given before. */
      reset: z.boolean().default(false),
    }),
    reply: z.strictObject({ at: ConsoleView.shape.at }),
  },
  bindChannel: {
    summary: 'Let the lines of a chat channel answer in this meeting.',
    who: 'organizer',
    params: meeting,
    body: ChannelBinding,
    reply: done,
  },
  unbindChannel: {
    summary: 'Stop hearing a chat channel for this meeting.',
    who: 'organizer',
    params: z.strictObject({ meeting: MeetingId, network: NetworkName, channel: z.string().min(1).max(200) }),
    body: none,
    reply: done,
  },
  answer: {
    summary:
      'Answer the open activity: a poll once, a cloud word by word. The same id again is the same answer. A reply that names a feed lets you follow it, and over the socket it is followed at once.',
    who: 'participant',
    params: z.strictObject({ activity: ActivityId, answer: AnswerId }),
    body: Given,
    reply: z.strictObject({ counted: z.literal(true), feed: feed.nullable() }),
  },
  tally: {
    summary: 'The running count of an activity, for whom may see it now.',
    who: 'participant',
    params: z.strictObject({ activity: ActivityId }),
    body: none,
    reply: at(TallyView),
  },
  result: {
    summary: 'The result of an activity, once it was shown.',
    who: 'participant',
    params: z.strictObject({ activity: ActivityId }),
    body: none,
    reply: z.strictObject({ activity: ShownActivity, tally: Tally }),
  },
} as const satisfies Record<EndpointName, Endpoint>

export type Endpoints = typeof endpoints
export type Params<E extends EndpointName> = z.infer<Endpoints[E]['params']>
export type Body<E extends EndpointName> = z.infer<Endpoints[E]['body']>
/** What a caller may leave to its default. */
export type BodyInput<E extends EndpointName> = z.input<Endpoints[E]['body']>
export type Reply<E extends EndpointName> = z.infer<Endpoints[E]['reply']>

export const endpointNames = Object.keys(routes) as EndpointName[]
