import type { ShownActivity, Tally } from '../../contract/activity.schema.ts'
import type { ChatWords } from '../../words/chat/en.ts'

/** What is said in a channel about an activity; null where there is nothing to say. */
export function openedLine(words: ChatWords, activity: ShownActivity, prefix: string): string | null {
  switch (activity.kind) {
    case 'text':
      return activity.title
    case 'poll': {
      const answers = activity.choices.map((choice) => `${prefix}${choice.short} ${choice.text}`).join(' · ')
      return activity.multiple ? words.pollOpenMultiple(activity.title, answers) : words.pollOpen(activity.title, answers)
    }
    case 'cloud':
      return words.cloudOpen(activity.title, `${prefix}${words.cloudExample}`)
  }
}

const WORDS_TOLD_MAX = 10

export function resultsLine(words: ChatWords, activity: ShownActivity, tally: Tally): string | null {
  if (activity.kind === 'poll' && tally.kind === 'poll') {
    const total = Object.values(tally.counts).reduce((sum, n) => sum + n, 0)
    const share = (n: number) => (total === 0 ? 0 : Math.round((100 * n) / total))
    const counts = activity.choices.map((choice) => {
      const n = tally.counts[choice.id] ?? 0
      return words.choiceResult(choice.text, n, share(n))
    })
    return words.results(activity.title, counts.join(' · '))
  }
  if (tally.kind !== 'cloud' || tally.words.length === 0) return null
  const top = tally.words.slice(0, WORDS_TOLD_MAX).map(({ word, count }) => `${word} (${count})`)
  return words.results(activity.title, top.join(' · '))
}
