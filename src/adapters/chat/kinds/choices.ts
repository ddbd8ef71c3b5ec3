import type { Choice } from '../../../contract/activity.schema.ts'
import type { ChatWords } from '../../../words/chat/en.ts'

/** What kinds with choices have in common. */

/** Each choice after what is typed for it. */
export const answersLine = (choices: readonly Choice[], prefix: string): string =>
  choices.map((choice) => `${prefix}${choice.short} ${choice.text}`).join(' · ')

/** Each choice with its count and share. */
export function countsOf(words: ChatWords, choices: readonly Choice[], counts: Readonly<Record<string, number>>): string[] {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const share = (n: number) => (total === 0 ? 0 : Math.round((100 * n) / total))
  return choices.map(({ id, text }) => words.choiceResult(text, counts[id] ?? 0, share(counts[id] ?? 0)))
}
