import type { ShownActivity, Tally } from '../../contract/activity.schema.ts'
import type { ChatWords } from '../../words/chat/en.ts'

/** What is said in a channel about an activity; null where there is nothing to say. */
export function openedLine(words: ChatWords, activity: ShownActivity, prefix: string): string | null {
  switch (activity.kind) {
    case 'text':
      return activity.title
    case 'quiz':
    case 'poll': {
      const answers = activity.choices.map((choice) => `${prefix}${choice.short} ${choice.text}`).join(' · ')
      return 'multiple' in activity && activity.multiple
        ? words.pollOpenMultiple(activity.title, answers)
        : words.pollOpen(activity.title, answers)
    }
    case 'scale':
      return words.scaleOpen(activity.title, prefix, activity.low, activity.high)
    case 'cloud':
      return words.cloudOpen(activity.title, `${prefix}${words.cloudExample}`)
  }
}

const WORDS_TOLD_MAX = 10

export function resultsLine(words: ChatWords, activity: ShownActivity, tally: Tally): string | null {
  switch (tally.kind) {
    case 'text':
      return null
    case 'poll':
    case 'quiz':
      return 'choices' in activity ? words.results(activity.title, choicesLine(words, activity, tally)) : null
    case 'scale':
      return tally.average === null ? null : words.scaleResult(activity.title, tally.average, tally.answered)
    case 'cloud': {
      const top = tally.words.slice(0, WORDS_TOLD_MAX).map(({ word, count }) => `${word} (${count})`)
      return top.length === 0 ? null : words.results(activity.title, top.join(' · '))
    }
  }
}

/** Each choice with its count; of a quiz the right ones first, named as such. */
function choicesLine(
  words: ChatWords,
  activity: Extract<ShownActivity, { kind: 'poll' | 'quiz' }>,
  { counts }: Extract<Tally, { kind: 'poll' | 'quiz' }>,
): string {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const share = (n: number) => (total === 0 ? 0 : Math.round((100 * n) / total))
  const told = activity.choices.map(({ id, text }) => words.choiceResult(text, counts[id] ?? 0, share(counts[id] ?? 0)))
  const right = activity.kind === 'quiz' ? activity.choices.filter(({ id }) => activity.right?.includes(id)) : []
  return (right.length === 0 ? told : [words.right(right.map(({ text }) => text).join(', ')), ...told]).join(' · ')
}
