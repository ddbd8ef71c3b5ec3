import { z } from 'zod'
import { ActivityId, ChoiceId, PreparedActivity, Tally } from './activity.schema.ts'
import { PreparedFlag } from './flags.schema.ts'
import { ACTIVITIES_PER_MEETING_MAX, DESCRIPTION_CHARS_MAX, FLAGS_PER_MEETING_MAX, MEETING_TITLE_CHARS_MAX } from './limits.ts'
import { AnswerPrefix, EventId, MeetingId, MeetingSettings } from './meeting.schema.ts'

/** What goes into a meeting and out of it: the meeting itself as one document, sheets of questions, results. */

export const MEETING_FILE_VERSION = 1

/**
 * A meeting as one document, to be kept or taken elsewhere: what was prepared, in order. No answers, no names, no code to join, no key of the stage.
 * `version` goes up when a document of before could be misread.
 */
export const MeetingFile = z.strictObject({
  plenary: z.literal('meeting'),
  version: z.literal(MEETING_FILE_VERSION),
  settings: z.strictObject({
    title: z.string().trim().min(1).max(MEETING_TITLE_CHARS_MAX),
    description: z.string().max(DESCRIPTION_CHARS_MAX).default(''),
    picture: MeetingSettings.shape.picture,
    pictureWords: MeetingSettings.shape.pictureWords,
    answerPrefix: AnswerPrefix,
    listed: z.boolean().default(true),
    rewardFirst: z.boolean().default(true),
    startsAt: MeetingSettings.shape.startsAt,
    endsAt: MeetingSettings.shape.endsAt,
    showFlags: MeetingSettings.shape.showFlags,
    flagPrefix: MeetingSettings.shape.flagPrefix,
    guard: MeetingSettings.shape.guard,
  }),
  activities: z.array(PreparedActivity).max(ACTIVITIES_PER_MEETING_MAX),
  flags: z.array(PreparedFlag).max(FLAGS_PER_MEETING_MAX).default([]),
})
export type MeetingFile = z.infer<typeof MeetingFile>

/** Why a row of a sheet was left out. */
export const RowFault = z.enum([
  'no-question',
  'too-long',
  'too-few-answers',
  'too-many-answers',
  'wrong-time-limit',
  'wrong-right-answer',
  'unknown-kind',
])
export type RowFault = z.infer<typeof RowFault>

/** `row` is the number that a spreadsheet shows beside it; `what` is how the row begins. */
export const SheetRead = z.strictObject({
  activities: z.array(z.strictObject({ row: z.int(), prepared: PreparedActivity })),
  skipped: z.array(z.strictObject({ row: z.int(), what: z.string(), why: RowFault })),
})
export type SheetRead = z.infer<typeof SheetRead>

/** `answered` of the tally counts people; `done`: played or skipped. */
export const ActivityResult = z.strictObject({ id: ActivityId, prepared: PreparedActivity, done: z.boolean(), tally: Tally })
export type ActivityResult = z.infer<typeof ActivityResult>

/**
 * One answer, or one word of a cloud. `choices` of a poll or a quiz, else empty; `text` is what was answered as people read it. `points` null:
 * nothing was booked for it, as before the result is shown. Times are ISO 8601 in UTC.
 */
export const GivenResult = z.strictObject({
  activity: ActivityId,
  choices: z.array(ChoiceId),
  text: z.string(),
  points: z.int().nullable(),
  at: z.iso.datetime(),
})
export type GivenResult = z.infer<typeof GivenResult>

/** A flag that somebody handed in; `points`: what it brought. */
export const FoundFlag = z.strictObject({ name: z.string(), points: z.int(), at: z.iso.datetime() })
export type FoundFlag = z.infer<typeof FoundFlag>

/** Best first; equal points share a rank. Flags in the order they were found. */
export const ParticipantResult = z.strictObject({
  name: z.string(),
  points: z.int(),
  rank: z.int(),
  answers: z.array(GivenResult),
  found: z.array(FoundFlag),
})
export type ParticipantResult = z.infer<typeof ParticipantResult>

export const MeetingResults = z.strictObject({
  meeting: z.strictObject({ id: MeetingId, event: EventId.nullable(), title: z.string() }),
  activities: z.array(ActivityResult),
  participants: z.array(ParticipantResult),
})
export type MeetingResults = z.infer<typeof MeetingResults>

export const ResultsForm = z.enum(['xlsx', 'activities.csv', 'participants.csv'])
export type ResultsForm = z.infer<typeof ResultsForm>
