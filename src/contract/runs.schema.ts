import { z } from 'zod'
import { MeetingResults } from './moving.schema.ts'

/** Earlier runs of a meeting: what was, put by when it began anew. */
export const RunId = z.uuid().toLowerCase().brand('RunId')
export type RunId = z.infer<typeof RunId>

const orUnknown = z.iso.datetime().nullable()

/** `people` had a seat at its end; `answers` counts each word of a cloud. Times are ISO 8601 in UTC; null: not known. */
export const KeptRun = z.strictObject({
  id: RunId,
  /** Of the meeting, as it was then. */
  title: z.string(),
  beganAt: orUnknown,
  endedAt: orUnknown,
  keptAt: z.iso.datetime(),
  people: z.int(),
  answers: z.int(),
})
export type KeptRun = z.infer<typeof KeptRun>

/** The run that is on, or was the last: it is read as the meeting's results. `endedAt` null: it has not ended. */
export const RunNow = KeptRun.pick({ beganAt: true, endedAt: true, people: true, answers: true })
export type RunNow = z.infer<typeof RunNow>

export const RunResults = MeetingResults.extend({ run: KeptRun })
export type RunResults = z.infer<typeof RunResults>

/** Who is there when a meeting begins anew: those who are, or nobody until they join again. */
export const AnewPeople = z.enum(['stay', 'leave'])
export type AnewPeople = z.infer<typeof AnewPeople>
