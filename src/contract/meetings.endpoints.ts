import { z } from 'zod'
import { ActivityId, ActivityKindName, AnswerId, Given, PreparedActivity, ShownActivity, Tally } from './activity.schema.ts'
import { activityOfMeeting, at, done, type Endpoint, meeting, Name, none, pictureUpload } from './endpoint.ts'
import { ACTIVITIES_PER_MEETING_MAX, PICTURE_BYTES_MAX, TIMER_SECONDS_MAX, TIMER_SECONDS_MIN } from './limits.ts'
import {
  AnswerPrefix,
  ChannelBinding,
  ChannelPlace,
  ConsoleView,
  Controller,
  EventId,
  JoinCode,
  MeetingId,
  MeetingPatch,
  MeetingSettings,
  MeetingView,
  OwnSeat,
  SeatId,
  TallyView,
} from './meeting.schema.ts'
import { steps } from './meeting.ts'
import { PictureId } from './pages.schema.ts'
import { ScoresView } from './scores.schema.ts'

/** One meeting: preparing, steering, answering, seeing. */
export const meetings = {
  seat: {
    summary: 'Own name, points and answers in a meeting.',
    who: 'participant',
    params: meeting,
    body: none,
    reply: OwnSeat,
  },
  takeSeat: {
    summary:
      'Take a seat in a meeting one may run, without its code, under one’s own name. `fresh` is false for somebody who sits there already.',
    who: 'moderator',
    params: meeting,
    body: none,
    reply: z.strictObject({ name: z.string(), fresh: z.boolean() }),
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
    summary:
      'Add an activity at the end, or change one that is not open. A poll with a right choice is kept as a quiz: `kind` says as what it is kept.',
    who: 'organizer',
    params: activityOfMeeting,
    body: PreparedActivity,
    reply: done.extend({ kind: ActivityKindName }),
  },
  putMeetingPicture: {
    summary: `Upload a picture for a meeting or one of its slides: PNG, JPEG, WebP or AVIF in Base64, at most ${PICTURE_BYTES_MAX} bytes. The meeting may be one that is about to be made. Over HTTP alone, for a frame is too small. One that is not used is forgotten after a day.`,
    who: 'organizer',
    params: z.strictObject({ meeting: MeetingId, picture: PictureId }),
    ...pictureUpload,
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
  resetActivity: {
    summary:
      'Forget the answers of an activity that is not in front of the audience, take back the points they brought, and have it not done.',
    who: 'organizer',
    params: activityOfMeeting,
    body: none,
    reply: done,
  },
  scores: {
    summary:
      'The scoreboard as organizers see it: the first two hundred by points, by what each is known, and how many there are.',
    who: 'organizer',
    params: meeting,
    body: none,
    reply: at(ScoresView),
  },
  countScores: {
    summary: 'Read the scoreboard anew from what is stored, for organizers alone; whoever follows it is told what differs.',
    who: 'organizer',
    params: meeting,
    body: none,
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
      /** With `open`: this activity, whatever is next in order; what was in front of the audience is done. */
      activity: ActivityId.optional(),
      /** With `open` and `back`: closes by itself after these; null: not at all; left out: as the activity was prepared. */
      seconds: z.int().min(TIMER_SECONDS_MIN).max(TIMER_SECONDS_MAX).nullable().optional(),
      /** With `open` and `back`: forget the answers given before. */
      reset: z.boolean().default(false),
    }),
    reply: z.strictObject({ at: ConsoleView.shape.at }),
  },
  moveClosing: {
    summary: `Have the open activity close at another time than its timer said, later or sooner, at most ${TIMER_SECONDS_MAX} seconds after it was opened. Only from the controlling seat.`,
    who: 'organizer',
    params: meeting,
    body: z.strictObject({
      seat: SeatId,
      activity: ActivityId,
      /** The one that was seen: of another nothing is changed. */
      opening: z.int(),
      closesAt: z.iso.datetime(),
    }),
    reply: done,
  },
  bindChannel: {
    summary:
      'Let the lines of a chat channel answer in this meeting; asked again with another language it speaks that. Without a server it is heard wherever the network has it.',
    who: 'organizer',
    params: meeting,
    body: ChannelBinding,
    reply: done,
  },
  unbindChannel: {
    summary: 'Stop hearing a chat channel for this meeting. The server is `*` where the binding names none.',
    who: 'organizer',
    params: ChannelPlace.extend({ meeting: MeetingId, server: z.string().trim().toLowerCase().min(1).max(200) }),
    body: none,
    reply: done,
  },
  answer: {
    summary:
      'Answer the open activity: a poll once, a cloud word by word. The same id again is the same answer. A reply that names a feed lets you follow it, and over the socket it is followed at once.',
    who: 'participant',
    params: z.strictObject({ activity: ActivityId, answer: AnswerId }),
    body: Given,
    reply: z.strictObject({
      counted: z.literal(true),
      feed: z.string().nullable(),
      /** It was taken, and is counted once a moderator has let it through. */
      waiting: z.literal(true).optional(),
    }),
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
} as const satisfies Record<string, Endpoint>
