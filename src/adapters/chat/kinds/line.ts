import type { ActivityKind, ShownActivity, Tally } from '../../../contract/activity.schema.ts'
import type { ChatWords } from '../../../words/chat/en.ts'

type Of<T extends { readonly kind: string }, K extends string> = Extract<T, { kind: K }>

/** What is said in a channel about a kind of activity; null: nothing. */
export interface KindLines<K extends ActivityKind> {
  opened(words: ChatWords, activity: Of<ShownActivity, K>, prefix: string): string | null
  results(words: ChatWords, activity: Of<ShownActivity, K>, tally: Of<Tally, K>): string | null
}
