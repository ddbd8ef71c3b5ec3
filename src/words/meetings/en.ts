import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** An organizer's own list of meetings, and what each has besides its plan. */
export const en = {
  title: 'Meetings',
  text: 'Make a meeting, plan its activities, and steer it from here.',
  empty: 'No meetings yet.',
  emptyText: 'A title is enough to begin; everything else can be set later.',
  add: 'New meeting',
  search: 'Search by title or description',
  none: 'No meeting fits.',
  noneText: 'Nothing in the titles and descriptions of your meetings has these letters.',
  times: { running: 'Running', 'to-come': 'To come', past: 'Past' },
  participants: (n: number) => counted(n, { one: '# participant', other: '# participants' }),
  inPerson: 'In person',
  starts: (at: string) => `from ${at}`,
  qr: 'QR code',
  qrOf: (title: string) => `QR code to join ${title}`,
  desk: 'Steer',
  deskOf: (title: string) => `Steer ${title}`,
  more: 'Show more',
  picture: 'Picture of the meeting',
  pictureHint: 'Shown in lists and while people wait. PNG, JPEG, WebP or AVIF, at most 2 MB.',
  pictureWords: 'What the picture shows',
  pictureWordsHint: 'For people who cannot see it.',
  fresh: {
    title: 'New meeting',
    field: 'Title of the meeting',
    event: 'Part of',
    noEvent: 'No event',
    go: 'Create meeting',
  },
  details: 'More: description, picture, code, dates',
  codeEmpty: 'Left empty, one is made.',
}
export type MeetingsWords = typeof en
