import { counting } from '../numbers.ts'

const { counted } = counting('en')
const days = (n: number) => counted(n, { one: '# day', other: '# days' })
const hours = (n: number) => counted(n, { one: '# hour', other: '# hours' })

/** What is kept of people: told to everybody on a page of its own, and what they may do about it. */
export const en = {
  page: {
    title: 'What is kept of you',
    lead: 'This page is written from the settings of this instance. It says what holds now.',
    part: {
      title: 'When you take part',
      seat: 'The name you chose in a meeting, your answers and your points: so that results can be counted and shown.',
      cookie: (n: number) => `One cookie, by which this browser finds its seat again. It lasts ${days(n)}. There is no other.`,
    },
    chats: {
      title: 'When you write in a chat',
      answers: (networks: string) =>
        `From ${networks}: the account or nick of whoever answers or asks the program for something, and the answer.`,
      topics:
        'At an event: where you check in and what you watch for, until you end it or the event is over; and what you change on its board.',
      rest: 'All other lines are read and let go: they are written down nowhere.',
    },
    account: {
      title: 'When you have an account',
      data: 'Your user name, mail address and language. Your password only in a form that nobody can read it from.',
      signIns: (n: number, kept: number) =>
        `Where you are signed in: the kind of browser, and since when. A sign-in ends after ${hours(n)}, or ${days(kept)} if you asked for it.`,
      unconfirmed: (n: number) => `An account whose address is not confirmed is deleted after ${days(n)}.`,
      mails: (n: number) => `That a mail went to you and of what kind, for ${days(n)}. What it said is deleted once it has left.`,
      keptMails: (n: number) =>
        `This instance sends no mails. Owners can read them here instead; they are deleted after ${days(n)}.`,
    },
    long: {
      title: 'How long',
      seats: (n: number) =>
        `Names are taken from a meeting ${days(n)} after its event has ended, or after it last moved on. Answers stay as counts, with nobody behind them.`,
      forever: 'Names in meetings stay until somebody deletes them.',
      persons: 'Whoever was known by nothing else is then forgotten altogether.',
      events: 'These events keep it otherwise:',
      event: (title: string, n: number) => `${title}: ${days(n)}`,
      news: (n: number) =>
        `What was sent to open pages, such as a scoreboard, is kept for ${days(n)}, so that nobody misses anything.`,
      acts: 'Who gave a role, banned somebody or changed a setting is written down, and stays. Of deleted people it has no name.',
      backups: 'Whoever runs this instance may have backups, which hold it for longer.',
    },
    never: {
      title: 'What is not kept',
      addresses:
        'Internet addresses. They are counted in memory, so that nobody can ask without end, and are gone with the program.',
      elsewhere: 'What you do elsewhere. No statistics, no advertising, nothing that follows you.',
    },
    who: {
      title: 'Who sees it',
      hall: 'Names and points show on the big screen, results to everybody in the meeting.',
      organizers: 'Organizers see who took part, and may delete you. Owners also see the mails.',
      programs: 'Programs of the organizers can be told what happens here. They are given numbers of people, and no names.',
    },
    consents: { title: 'What you are asked when you sign up', required: 'needed for an account' },
    rights: {
      title: 'What you can do',
      text: 'Have all of your data, take back what you agreed to, or be deleted: right here, or on the page of your account.',
      contact: 'Questions go to',
      none: 'For questions ask whoever invited you.',
    },
    unreachable: 'This cannot be loaded right now. It comes back by itself.',
  },
  mine: {
    title: 'Your data',
    text: 'All that is kept of you here, as one file that programs can read too.',
    download: 'Download my data',
    downloaded: 'The file is there.',
    file: 'my-data.json',
    consents: 'What you agreed to',
    consentsNone: 'You have not been asked for anything.',
    given: (time: string) => `agreed on ${time}`,
    agree: 'I agree',
    withdraw: 'Take back',
    withdrawNamed: (text: string) => `Take back: ${text}`,
    agreeNamed: (text: string) => `I agree: ${text}`,
    needed: 'needed for your account',
  },
  deletion: {
    title: 'Leaving for good',
    text: 'Your name, account, chat accounts and sign-ins are deleted for good. Answers stay counted, with nobody behind them.',
    start: 'Delete me',
    sure: 'Delete all of your data?',
    type: (word: string) => `To go on, type: ${word}`,
    word: 'delete',
    mismatch: 'This is not the word.',
    go: 'Delete for good',
    mailed: 'We have sent you a mail. Open its link in this browser within a day to confirm. Until then nothing changes.',
    gone: 'Your data is deleted. Thank you for having been here.',
    confirmTitle: 'Delete your account',
    confirmText: 'With this last step your data is deleted for good.',
    noCode: 'This address lacks its last part. Open the link just as it stands in the mail.',
    toAccount: 'Back to your account',
    toHome: 'To the first page',
    offline: 'No answer came. Please check your connection and try again.',
  },
  signUp: { legend: 'Please read and agree', required: 'Needed for an account.' },
  footer: 'What is kept of you',
}
export type PrivacyWords = typeof en
