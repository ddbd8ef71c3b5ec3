import { counting } from '../numbers.ts'

const { number, counted } = counting('en')

/** What several pages say. */
export const en = {
  number,
  percent: (share: number) => `${share}%`,
  points: (n: number) => counted(n, { one: '# point', other: '# points' }),
  wordCount: (word: string, n: number) => `${word}: ${counted(n, { one: 'once', other: '# times' })}`,
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  undo: 'Undo',
  tryAgain: 'Try again',
  more: 'More',
  loading: 'One moment…',
  skipToContent: 'Skip to the content',
  home: 'Plenary, home page',
  language: 'Language',
  theme: { title: 'Colours', light: 'Light', dark: 'Dark', system: 'As on this device' },
  rated: {
    none: 'not rated yet',
    tied: 'tied',
    mean: (average: string, n: number) =>
      counted(n, { one: `${average} on average, # rating`, other: `${average} on average, # ratings` }),
  },
  bars: {
    showTable: 'Show as a table',
    answer: 'Answer',
    count: 'Votes',
    share: 'Share',
    right: 'Right answer',
    own: 'Your answer',
    percent: (share: number) => `${share}%`,
  },
  pageNotFound: { title: 'There is nothing at this address', text: 'It may have moved, or a letter got lost on the way.' },
}
export type CommonWords = typeof en
