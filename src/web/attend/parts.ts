import type { ActivityId } from '../../contract/activity.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { CallRefusal } from '../lib/api.ts'
import type { Attending } from './attending.ts'
import { later } from './later.tsx'

/** What few phones need, or none at once, in files of their own: a hall that comes in does not wait for it. */

export interface FlagsProps {
  meeting: MeetingId
  attending: Attending
  /** For the box. */
  prefix?: string
  /** For the page of one flag: its code. */
  flag?: string
}
export interface ResultProps {
  meeting: MeetingId
  activity: ActivityId
  attending: Attending
}
export interface RenameProps {
  name: string
  rename: Attending['rename']
  onClose: () => void
}

export interface BarredProps {
  /** Left out: there is no such page. */
  refusal?: CallRefusal
  /** The meeting's code, as far as it was heard, to come back by. */
  again?: string | undefined
}

export const BarredLater = later<BarredProps>(async () => (await import('./barred.tsx')).Barred)
export const FlagsLater = later<FlagsProps>(async () => (await import('./flags/flags.tsx')).bring())
export const ResultLater = later<ResultProps>(async () => (await import('./result-page.tsx')).ResultPage)
export const RenameLater = later<RenameProps>(async () => (await import('./rename-form.tsx')).RenameForm)
