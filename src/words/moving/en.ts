import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** What goes into a meeting and out of it, for organizers. */
export const en = {
  open: 'In and out',
  questions: 'Questions from a file',
  questionsText:
    'A sheet with a row for each question, as CSV or XLSX: Question, Answer 1, Answer 2…, Time limit, Correct answer. Kahoot’s sheet fits too.',
  file: 'File of questions',
  large: 'The file is larger than 2 MB.',
  reading: 'Reading…',
  found: (n: number) => counted(n, { one: '# activity found', other: '# activities found' }),
  skipped: (n: number) => counted(n, { one: '# row is left out', other: '# rows are left out' }),
  skippedRow: (row: number, what: string, why: string) => (what ? `Row ${row}, “${what}”: ${why}` : `Row ${row}: ${why}`),
  why: {
    'no-question': 'there is no question.',
    'too-long': 'a text is too long.',
    'too-few-answers': 'it has fewer than two answers.',
    'too-many-answers': 'it has too many answers.',
    'wrong-time-limit': 'the time limit is not from 5 to 3600 seconds.',
    'wrong-right-answer': 'the correct answer is none of its answers.',
    'unknown-kind': 'its kind is not known here.',
  },
  take: (n: number) => counted(n, { one: 'Take # in', other: 'Take # in' }),
  taken: (n: number) => counted(n, { one: '# activity taken in.', other: '# activities taken in.' }),
  results: 'Results',
  resultsText: 'Counts of each activity, answers and points of each participant, as they are now.',
  asXlsx: 'As XLSX',
  asActivities: 'Activities, CSV',
  asParticipants: 'Participants, CSV',
  asJson: 'As JSON',
  meeting: 'The whole meeting',
  meetingText: 'Settings and activities, without answers and participants. A new meeting can begin with the file.',
  save: 'Save as a file',
  copyTitle: 'Title of the copy',
  copy: 'Duplicate meeting',
  duplicate: 'Duplicate',
  copied: (title: string) => `“${title}” is duplicated.`,
  from: 'Begin with a saved meeting',
  fromHint: 'A file that was saved under “In and out”. You may leave this out.',
  fromUnfit: 'This is no file of a meeting.',
  chosen: (n: number) => counted(n, { one: 'Chosen # time', other: 'Chosen # times' }),
}
export type MovingWords = typeof en
