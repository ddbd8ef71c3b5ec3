/** The headings of the files that results are handed out in. */
export const en = {
  activities: 'Activities',
  participants: 'Participants',
  number: 'No.',
  title: 'Title',
  kind: 'Kind',
  answered: 'Answered',
  answer: 'Answer',
  right: 'Right',
  count: 'Count',
  yes: 'yes',
  no: 'no',
  average: 'Average',
  spread: 'Standard deviation',
  rank: 'Rank',
  name: 'Name',
  points: 'Points',
  pointsOf: (title: string) => `Points: ${title}`,
  kinds: { text: 'Slide', poll: 'Poll', quiz: 'Quiz', cloud: 'Word cloud', scale: 'Scale' } as Record<string, string>,
}
export type SheetsWords = typeof en
