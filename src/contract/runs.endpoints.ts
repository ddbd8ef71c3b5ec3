import { z } from 'zod'
import { done, type Endpoint, meeting, none, paging } from './endpoint.ts'
import { RUNS_PER_MEETING_MAX } from './limits.ts'
import { ResultsForm } from './moving.schema.ts'
import { AnewPeople, KeptRun, RunId, RunNow, RunResults } from './runs.schema.ts'

const runOfMeeting = meeting.extend({ run: RunId })

/** The history of a meeting: its runs, each with what came out. */
export const runs = {
  runs: {
    summary: 'The runs of a meeting: the one in its rows, and those that were put by, latest first.',
    who: 'organizer',
    params: meeting.extend(paging(RunId)),
    body: none,
    reply: z.strictObject({ now: RunNow, runs: z.array(KeptRun), next: RunId.nullable() }),
  },
  run: {
    summary: 'An earlier run: counts of each activity, and the answers, points and flags of each participant, as they were.',
    who: 'organizer',
    params: runOfMeeting,
    body: none,
    reply: RunResults,
  },
  runSheet: {
    summary: 'The same as a file in Base64, like `resultsSheet`.',
    who: 'organizer',
    params: runOfMeeting.extend({ form: ResultsForm }),
    body: none,
    reply: z.strictObject({ name: z.string(), type: z.string(), bytes: z.string() }),
  },
  beginAnew: {
    summary: `Begin a meeting anew that has ended: what was is put by as this run, at most ${RUNS_PER_MEETING_MAX} of a meeting; then nothing is answered, found or done, nobody has points, and its participants stay or leave. The same id again changes nothing.`,
    who: 'organizer',
    params: runOfMeeting,
    body: z.strictObject({ people: AnewPeople }),
    reply: done,
  },
  deleteRun: {
    summary: 'Delete an earlier run, with all that is kept of who took part in it.',
    who: 'organizer',
    params: runOfMeeting,
    body: none,
    reply: done,
  },
} as const satisfies Record<string, Endpoint>
