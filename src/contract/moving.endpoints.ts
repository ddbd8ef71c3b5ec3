import { z } from 'zod'
import { ActivityId, PreparedActivity } from './activity.schema.ts'
import { activityOfMeeting, done, type Endpoint, meeting, none } from './endpoint.ts'
import { ACTIVITIES_PER_MEETING_MAX, MEETING_FILE_BYTES_MAX, SHEET_BYTES_MAX } from './limits.ts'
import { EventId, MeetingId } from './meeting.schema.ts'
import { MeetingFile, MeetingResults, ResultsForm, SheetRead } from './moving.schema.ts'

const BASE64_CHARS_MAX = Math.ceil(SHEET_BYTES_MAX / 3) * 4
const REST_BYTES_MAX = 1_000

/** In and out of meetings: documents, sheets, copies, results. */
export const moving = {
  meetingFile: {
    summary: 'The meeting as one document: settings and activities, without answers, names, code and key.',
    who: 'moderator',
    params: meeting,
    body: none,
    reply: MeetingFile,
  },
  takeMeetingFile: {
    summary: 'Make a meeting from such a document, with a code of its own. The same id again is the same meeting.',
    who: 'organizer',
    params: meeting,
    body: z.strictObject({ event: EventId.nullable().default(null), file: MeetingFile }),
    bodyBytesMax: MEETING_FILE_BYTES_MAX,
    reply: done,
  },
  readSheet: {
    summary: `What a sheet of questions says: CSV or XLSX in Base64, at most ${SHEET_BYTES_MAX} bytes, also as Kahoot hands out. Nothing is taken in: that is \`addActivities\`. Rows that cannot be read are listed.`,
    who: 'moderator',
    params: meeting,
    body: z.strictObject({ bytes: z.string().min(1).max(BASE64_CHARS_MAX) }),
    bodyBytesMax: BASE64_CHARS_MAX + REST_BYTES_MAX,
    reply: SheetRead,
  },
  addActivities: {
    summary: 'Add activities at the end, all or none of them. Those whose id is there already stay as they are.',
    who: 'moderator',
    params: meeting,
    body: z.strictObject({
      activities: z
        .array(z.strictObject({ id: ActivityId, prepared: PreparedActivity }))
        .min(1)
        .max(ACTIVITIES_PER_MEETING_MAX),
    }),
    bodyBytesMax: MEETING_FILE_BYTES_MAX,
    reply: done,
  },
  copyActivity: {
    summary: 'Duplicate an activity, right behind the original: with its choices, without answers, not done.',
    who: 'moderator',
    params: activityOfMeeting.extend({ copy: ActivityId }),
    body: none,
    reply: done,
  },
  copyMeeting: {
    summary:
      'Duplicate a meeting: settings and activities, with a code of its own, without channels (each is heard by one), participants and answers.',
    who: 'organizer',
    params: meeting.extend({ copy: MeetingId }),
    body: z.strictObject({ title: MeetingFile.shape.settings.shape.title }),
    reply: done,
  },
  results: {
    summary: 'Everything that came out: counts of each activity, answers and points of each participant.',
    who: 'moderator',
    params: meeting,
    body: none,
    reply: MeetingResults,
  },
  resultsSheet: {
    summary: 'The same as a file in Base64: `xlsx` with both tables, or one of them as CSV. Headings in the language asked for.',
    who: 'moderator',
    params: meeting.extend({ form: ResultsForm }),
    body: none,
    reply: z.strictObject({ name: z.string(), type: z.string(), bytes: z.string() }),
  },
} as const satisfies Record<string, Endpoint>
