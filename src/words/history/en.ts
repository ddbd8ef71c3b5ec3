import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** What organizers read of the runs of a meeting. */
export const en = {
  title: 'History',
  text: 'Every run of this meeting: who took part, what they answered, and what came out.',
  desk: 'Back to the meeting',
  list: 'Runs',
  now: 'The run now',
  last: 'The last run',
  runOf: (date: string) => `Run of ${date}`,
  neverBegun: 'Not started',
  since: (began: string) => `Since ${began}`,
  endedAt: (ended: string) => `Ended ${ended}`,
  people: (n: number) => counted(n, { one: '# participant', other: '# participants' }),
  answers: (n: number) => counted(n, { one: '# answer', other: '# answers' }),
  more: 'Show earlier runs',
  downloads: 'Take these results out',
  activities: 'Activities',
  noActivities: 'There was no activity.',
  participants: 'Participants',
  nobody: 'Nobody took part.',
  place: 'Place',
  name: 'Name',
  points: 'Points',
  given: 'Answers',
  flags: 'Flags found',
  all: 'Show everybody',
  fewer: 'Show the first ones',
  anew: {
    open: 'Begin anew',
    notYet: 'When the meeting has ended it can begin anew, and this run stays here.',
    title: 'Begin this meeting anew?',
    text: 'What was stays here as an earlier run. Then no activity is played, nobody has points, and every flag can be found again.',
    who: 'Who is there then',
    stays: 'Everybody who is there now stays, without points.',
    leaves: 'Everybody leaves. Whoever wants to take part joins again.',
    done: 'The meeting has begun anew. The run before stands in the list.',
    full: (max: string) => `A meeting keeps at most ${max} earlier runs. Delete one first.`,
    codeTaken: 'The join code opens another meeting by now. Give this one another code in its settings first.',
  },
  remove: {
    open: 'Delete this run',
    title: (run: string) => `Delete the ${run}?`,
    text: 'Its results go, with the names of who took part. This cannot be undone.',
    go: 'Delete for good',
    done: 'The run is deleted.',
  },
}
export type HistoryWords = typeof en
