import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** What the big screen says. */
export const en = {
  joinAt: 'Join at',
  code: 'Code',
  secondCode: 'Second code',
  locked: 'The door is locked: nobody new comes in.',
  average: (n: string) => `${n} on average`,
  qr: (address: string) => `QR code that opens ${address}`,
  scan: 'Scan to join',
  here: (n: number) => counted(n, { one: '# here', other: '# here' }),
  answered: (n: number) => counted(n, { one: '# answered', other: '# answered' }),
  words: (n: number) => counted(n, { one: '# word', other: '# words' }),
  chatHint: (example: string, network: string, channels: string) => `Or on ${network}: ${example} in ${channels}`,
  before: 'We start soon.',
  waiting: 'Welcome. The next one starts in a moment.',
  after: 'Thank you for being here.',
  cloudEmpty: 'The first word is yours.',
  hidden: 'Answers are shown at the end.',
  closed: 'Time is up',
  noAnswers: 'No answers this time',
  right: 'Right answer',
  scoreboard: 'Scoreboard',
  tied: 'tied',
  timeLeft: 'Time left',
  results: 'Result',
  connection: {
    live: 'Connected',
    'catching-up': 'Catching up…',
    offline: 'No connection. This screen shows what it last heard.',
  },
  notFound: 'There is no meeting at this address.',
  anyWord: 'word',
  noScores: 'Nobody has points yet.',
  closedByHand: 'Closed',
  keyNeeded: {
    title: 'This address is not complete',
    text: 'The stage opens with its whole link, the key included. Organizers find it in the console, under “How people join”.',
  },
}
export type StageWords = typeof en
