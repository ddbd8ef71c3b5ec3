import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** What organizers read beside the steps of a running meeting: its scoreboard, and its other faces. */
export const en = {
  scores: {
    title: 'Scoreboard',
    refresh: 'Read the scoreboard anew',
    rank: 'Place',
    name: 'Name',
    networks: 'Known by',
    points: 'Points',
    people: (n: number) => counted(n, { one: '# person', other: '# people' }),
    first: (shown: number, all: number) => `The first ${shown} of ${all}`,
    empty: 'Nobody has joined yet.',
    all: 'Show everybody',
    fewer: 'Show the first ones',
    browser: 'Browser',
  },
  tab: 'Scores',
  board: 'Scoreboard, joining and chats',
  of: (what: string, title: string) => `${what}: ${title}`,
  reset: 'Forget its answers',
  resetTitle: (title: string) => `Forget the answers to “${title}”?`,
  resetText: 'What people answered goes, and the points they had for it are taken back. This cannot be undone.',
  resetGo: 'Forget the answers',
  wasReset: (title: string) => `“${title}” is as if it had not been played.`,
  qr: 'Show the QR code large',
  qrTitle: 'Scan to join',
  faces: { present: 'Presenter view', watch: 'Read-only view', desk: 'Full console', history: 'History' },
  /** What is wrong with a chat; the place is a server, or a channel with its server. */
  faults: {
    unreachable: (place: string) =>
      `The chat server ${place} cannot be reached. It is tried again and again; answers from there do not arrive.`,
    lost: (place: string) =>
      `The connection to the chat server ${place} is cut. It is tried again; answers from there do not arrive.`,
    refused: (place: string) => `The chat server ${place} turns us away. Answers from there do not arrive.`,
    'signin-failed': (place: string) =>
      `The sign-in at the chat server ${place} failed. The account and its password in the configuration need a look.`,
    'nick-taken': (place: string) => `Somebody else has our name at ${place}: we go by another one until it is free.`,
    'not-in-channel': (place: string) => `We are not let into ${place}. It is tried again; answers from there do not arrive.`,
    'cannot-speak': (place: string) => `We may not speak in ${place}: people there are heard, and told nothing.`,
  },
  moreTime: (seconds: number) => `${seconds} seconds more`,
  present: {
    now: 'On now',
    next: 'Comes next',
    notes: 'Your notes',
    nothingNow: 'Nothing is in front of the audience.',
    nothingNext: 'Nothing more is planned.',
  },
  watch: {
    text: 'You see what happens and can change nothing here.',
    question: 'In front of the audience',
  },
  keys: { onward: 'In the presenter view: what the main button says', backward: 'In the presenter view: go back' },
  colour: {
    title: 'Colour of the console',
    names: { violet: 'Violet', blue: 'Blue', teal: 'Teal', green: 'Green', red: 'Red', grey: 'Grey' },
  },
}
export type DeskWords = typeof en
