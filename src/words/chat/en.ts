/** What the bot says in channels. One line each: a chat is somebody else's living room. */
export const en = {
  pollOpen: (title: string, answers: string) => `${title} Answer here: ${answers}`,
  pollOpenMultiple: (title: string, answers: string) => `${title} Answer here, one or more in one line: ${answers}`,
  cloudOpen: (title: string, example: string) => `${title} Send words as ${example}`,
  scaleOpen: (title: string, prefix: string, low: string, high: string) =>
    `${title} Send a number from ${prefix}0${low && ` (${low})`} to ${prefix}100${high && ` (${high})`}`,
  ratingOpen: (title: string, items: string, example: string) =>
    `${title} Rate each from 1 to 5, in this order, such as ${example} (0 skips one): ${items}`,
  ratedItem: (rank: number, item: string, score: number, n: number) => `${rank}. ${item} ${score} (${n})`,
  imageOpen: (title: string, alt: string) => `${title} Picture: ${alt}`,
  cloudExample: 'your words',
  results: (title: string, counts: string) => `Results of “${title}”: ${counts}`,
  right: (choices: string) => `Right: ${choices}`,
  scaleResult: (title: string, average: number, n: number) => `Results of “${title}”: ${average} on average, of ${n}`,
  choiceResult: (choice: string, n: number, percent: number) => `${choice} ${n} (${percent} %)`,
}
export type ChatWords = typeof en
