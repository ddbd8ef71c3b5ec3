import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** What the first page and the lists behind it say. */
export const en = {
  title: 'Welcome',
  lead: 'Answer, ask, vote: from this page or from the chat you are in.',
  join: {
    title: 'Have a code?',
    missing: 'Please enter the code from the screen.',
    label: 'Code from the big screen',
    go: 'Join',
  },
  meetings: {
    title: 'Open now',
    empty: 'No meetings are open right now.',
    emptyText: 'When one opens, it appears here by itself.',
    join: (title: string) => `Join ${title}`,
    done: (done: number, total: number) => `${done} of ${total} done`,
    people: (n: number) => counted(n, { one: '# person is here', other: '# people are here' }),
  },
  all: 'All open meetings',
  unreachable: 'The list cannot be loaded right now. It comes back by itself.',
  event: {
    meetings: 'Running now',
    empty: 'Nothing is running right now.',
    timeZone: (zone: string) => `Times are those of ${zone}.`,
  },
  team: 'Team',
  menu: 'Pages',
  organizers: 'For organizers',
  privacy: 'What is kept of you',
  about: 'Runs on Plenary, free software that anyone can host.',
}
export type HomeWords = typeof en
