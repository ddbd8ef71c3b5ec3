import type { ComponentType } from 'preact'
import type { ActivityKind, ShownActivity, Tally } from '../../contract/activity.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { ConsoleWords } from '../../words/console/en.ts'
import type { Draft } from '../console/draft.ts'
import type { Errors } from '../console/form.ts'
import type { Prepared } from './draft.ts'

export type Shown<K extends ActivityKind> = Extract<ShownActivity, { kind: K }>
export type TallyOf<K extends ActivityKind> = Extract<Tally, { kind: K }>

export interface PartsProps {
  draft: Draft
  errors: Errors
  /** The meeting it is planned for. */
  meeting: MeetingId
  onChange: (part: Partial<Draft>) => void
}

export interface LiveProps<K extends ActivityKind> {
  prepared: Prepared<K>
  /** Null: nothing was counted yet. */
  tally: TallyOf<K> | null
}

/** A kind of activity in the console: its fields in the form, its picture beside its name, and its running count; null: it has none. */
export interface ConsoleKind<K extends ActivityKind> {
  /** An icon's path. */
  icon: string
  Parts: ComponentType<PartsProps> | null
  Live: ComponentType<LiveProps<K>> | null
  /** What stands over the running count, where it is not answers. */
  liveTitle?: (words: ConsoleWords) => string
}
