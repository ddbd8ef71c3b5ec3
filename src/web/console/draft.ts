import type { ActivityKind, PreparedActivity } from '../../contract/activity.schema.ts'
import { TIMER_SECONDS_MAX, TIMER_SECONDS_MIN } from '../../contract/limits.ts'
import { type CloudFields, cloud } from '../kinds/cloud/draft.ts'
import type { DraftKind, Fault, Faults, FreshId } from '../kinds/draft.ts'
import { type ImageFields, image } from '../kinds/image/draft.ts'
import { type PollFields, poll } from '../kinds/poll/draft.ts'
import { type QuizFields, quiz } from '../kinds/quiz/draft.ts'
import { type RatingFields, rating } from '../kinds/rating/draft.ts'
import { type ScaleFields, scale } from '../kinds/scale/draft.ts'
import { text } from '../kinds/text/draft.ts'

/** An activity while it is typed: fields of every kind side by side, so that changing the kind loses nothing. */
export interface Draft extends PollFields, QuizFields, ScaleFields, CloudFields, RatingFields, ImageFields {
  kind: ActivityKind
  title: string
  description: string
  /** Its own timer as typed; empty for none. A slide has no field for it, and keeps what it had. */
  seconds: string
  /** For the presenter alone. */
  notes: string
}

/** The kinds of activity there are, as they are typed. */
const kinds = { text, poll, quiz, cloud, scale, rating, image } satisfies Record<ActivityKind, object>
/** Each kind is asked about its own alone. */
const kindOf = (kind: ActivityKind) => kinds[kind] as unknown as DraftKind<never, Draft>

export function freshDraft(kind: ActivityKind, id: FreshId): Draft {
  const said = { kind, title: '', description: '', seconds: '', notes: '' }
  return {
    ...said,
    ...cloud.fresh(id),
    ...scale.fresh(id),
    ...rating.fresh(id),
    ...image.fresh(id),
    ...quiz.fresh(id),
    ...poll.fresh(id),
  }
}

export function draftOf(prepared: PreparedActivity, id: FreshId): Draft {
  const { kind, title, description, notes, seconds } = prepared
  const said = { title, description, notes, seconds: String(seconds ?? '') }
  return { ...freshDraft(kind, id), ...kindOf(kind).from(prepared as never), ...said }
}

/** A typed time limit in seconds; null for none, 'wrong' for what is none. */
export function secondsFrom(typed: string): number | null | 'wrong' {
  if (typed.trim() === '') return null
  const seconds = Number(typed)
  return Number.isInteger(seconds) && seconds >= TIMER_SECONDS_MIN && seconds <= TIMER_SECONDS_MAX ? seconds : 'wrong'
}

/** Everything that can be known to be wrong before the server is asked; empty when it may be sent. */
export function faultsOf(draft: Draft): Faults {
  const faults: Record<string, Fault> = {}
  if (draft.title.trim() === '') faults.title = 'required'
  if (secondsFrom(draft.seconds) === 'wrong') faults.seconds = 'secondsRange'
  return { ...faults, ...kindOf(draft.kind).faults(draft) }
}

/** What goes to the server. Rows left wholly empty at the end of the form are not sent. */
export function preparedFrom(draft: Draft): PreparedActivity {
  const seconds = secondsFrom(draft.seconds)
  const { title, description, notes } = draft
  const said = { title: title.trim(), description, notes, seconds: seconds === 'wrong' ? null : seconds }
  return kindOf(draft.kind).prepared(draft, said)
}

/** The server counts the rows that were sent; this is the form's field for a path such as `body.choices.1.short`. */
export function fieldOf(draft: Draft, path: string): string {
  const field = path.replace(/^body\./, '')
  const list = kindOf(draft.kind).list?.(draft)
  const sent = /^(\w+)\.(\d+)\.(.+)$/.exec(field)
  if (!sent || !list || sent[1] !== list.field) return field
  const row = list.kept[Number(sent[2])]
  return row === undefined ? list.field : `${list.field}.${list.all.indexOf(row)}.${sent[3]}`
}
