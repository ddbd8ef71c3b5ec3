/** What the bot says in channels. One line each: a chat is somebody else's living room. */
export const en = {
  pollOpen: (title: string, answers: string) => `${title} Answer here: ${answers}`,
  pollOpenMultiple: (title: string, answers: string) => `${title} Answer here, one or more in one line: ${answers}`,
  cloudOpen: (title: string, example: string) => `${title} Send words as ${example}`,
  cloudExample: 'your words',
  results: (title: string, counts: string) => `Results of “${title}”: ${counts}`,
  choiceResult: (choice: string, n: number, percent: number) => `${choice} ${n} (${percent} %)`,
}
export type ChatWords = typeof en
