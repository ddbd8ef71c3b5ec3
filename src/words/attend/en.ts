import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** What the phone says. Short: it is read in one hand, while somebody speaks. */
export const en = {
  join: {
    title: 'Join a meeting',
    text: 'The code is on the big screen.',
    code: 'Code',
    name: 'Your name',
    nameHint: 'Others see it when you win points.',
    go: 'Join',
    takeOrWrite: 'Take this one or write your own.',
    nameLimit: (n: number) => `Up to ${n} characters.`,
    codeMissing: 'Please enter the code from the screen.',
    nameMissing: 'Please enter a name.',
    otherCode: 'Another code',
    noAnswer: 'No connection right now. Please try again.',
  },
  connection: {
    live: 'Connected',
    'catching-up': 'Back again. Catching up…',
    offline: 'You are offline. Your answer is kept and goes out when you are back.',
  },
  here: (n: number) => counted(n, { one: 'You are the first one here', other: '# people are here' }),
  again: 'You sat here before: this is the same seat.',
  rename: 'Change name',
  before: { title: 'You’re early. Good.', text: 'This page opens by itself when the meeting starts.' },
  waiting: { title: 'You’re in.', text: 'The next one starts in a moment.' },
  after: { title: 'That was it.', text: 'Thank you for taking part.' },
  poll: {
    one: 'Choose one',
    several: 'Choose all that fit',
    send: 'Send answer',
    sending: 'Sending…',
    kept: 'Kept until you are back online',
    counted: 'Counted',
    answered: (n: number) => counted(n, { one: '# answer so far', other: '# answers so far' }),
  },
  quiz: { later: 'The answer comes with the result.' },
  scale: { average: (n: string) => `${n} on average` },
  cloud: {
    label: 'Your word',
    hint: 'A word or a few. Send as many as you like.',
    hintFew: 'A word or a few.',
    limit: (n: number) => `Up to ${n} characters.`,
    send: 'Send',
    sent: (word: string) => `“${word}” is in.`,
    left: (n: number) => counted(n, { one: 'One more word', other: '# more words' }),
    full: 'Those were all your words. Thank you!',
    empty: 'No words yet. Yours could be the first.',
    title: 'All words',
  },
  tooManyWaiting: 'Too many answers are waiting for a connection. Please try again when you are back.',
  closed: { title: 'Time is up.', text: 'The result comes in a moment.' },
  results: {
    title: 'The result',
    none: 'Nobody answered this one.',
    right: 'Yes, that’s right.',
    wrong: 'Not this time.',
    answers: (n: number) => counted(n, { one: '# answer', other: '# answers' }),
  },
  scoreboard: {
    title: 'Scoreboard',
    yourPlace: (place: number, points: string) => `You are in place ${place} with ${points}.`,
    you: 'You',
    tied: 'tied',
    empty: 'No points yet.',
  },
  previous: { title: 'Earlier questions', back: 'Back to the meeting' },
  timeLeft: 'Time left',
}
export type AttendWords = typeof en
