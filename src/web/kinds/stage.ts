import type { ComponentType } from 'preact'
import type { ActivityKind, ShownActivity, Tally } from '../../contract/activity.schema.ts'
import type { Words } from '../stage/words.ts'

export interface FaceProps<K extends ActivityKind> {
  activity: Extract<ShownActivity, { kind: K }>
  opening: number
  /** Null: the counts are not for the big screen now. */
  tally: Extract<Tally, { kind: K }> | null
  prefix: string
  words: Words
}

/** A kind of activity on the big screen: what fills it, and what to type in a chat, for example; null: nothing can be typed. */
export interface StageKind<K extends ActivityKind> {
  Face: ComponentType<FaceProps<K>>
  example: ((activity: Extract<ShownActivity, { kind: K }>, words: Words) => string | null) | null
}
