import type { ComponentType } from 'preact'
import type { ActivityKind, ShownActivity, Tally } from '../../contract/activity.schema.ts'
import type { MeetingView } from '../../contract/meeting.schema.ts'
import type { Attending } from '../attend/attending.ts'
import type { Own } from '../attend/own.ts'

export type Shown<K extends ActivityKind> = Extract<ShownActivity, { kind: K }>
export type TallyOf<K extends ActivityKind> = Extract<Tally, { kind: K }>
export type ActivityPhase = Extract<MeetingView['phase'], { activity: ShownActivity }>

export interface FaceProps<K extends ActivityKind> {
  activity: Shown<K>
  phase: ActivityPhase
  own: Own
  attending: Attending
}

export interface ResultProps<K extends ActivityKind> {
  activity: Shown<K>
  tally: TallyOf<K>
  own: Own
}

/** A kind of activity on a phone, below its title: while it is in front of the audience, and its result on a page of its own; null: there is nothing. */
export interface PhoneKind<K extends ActivityKind> {
  Face: ComponentType<FaceProps<K>> | null
  Result: ComponentType<ResultProps<K>> | null
}
