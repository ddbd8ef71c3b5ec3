import type { ActivityKind, PreparedActivity } from '../../contract/activity.schema.ts'

/** What is wrong with a typed field; the words for it stand in the form's catalogue. */
export type Fault =
  | 'required'
  | 'tooFew'
  | 'tooFewItems'
  | 'shortTwice'
  | 'shortForm'
  | 'wordsRange'
  | 'noRight'
  | 'pointsRange'
  | 'secondsRange'
  | 'noPicture'
/** By field: `title`, `choices`, `choices.1.text`, `wordsPerPersonMax`. */
export type Faults = Readonly<Record<string, Fault>>
export type FreshId = <Id extends string>() => Id

export type Prepared<K extends ActivityKind> = Extract<PreparedActivity, { kind: K }>
/** What is sent of every kind. */
export type Said = Pick<PreparedActivity, 'title' | 'description' | 'notes' | 'seconds'>

/** A kind of activity while it is typed. `Fields` are its own; those of all kinds stand side by side, so that changing the kind loses nothing. */
export interface DraftKind<K extends ActivityKind, Fields> {
  fresh(id: FreshId): Fields
  from(prepared: Prepared<K>): Partial<Fields>
  /** Everything that can be known to be wrong before the server is asked. */
  faults(fields: Fields): Faults
  /** What goes to the server. */
  prepared(fields: Fields, said: Said): Prepared<K>
  /** A list of which only some rows are sent: the server counts those, the form has all. */
  list?(fields: Fields): { readonly field: string; readonly all: readonly unknown[]; readonly kept: readonly unknown[] }
}
