import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ActivityId } from '../../contract/activity.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { Attending } from './attending.ts'
import { useWords } from './words.ts'

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

export const FlagsLater = later<FlagsProps>(async () => (await import('./flags/flags.tsx')).bring())
export const ResultLater = later<ResultProps>(async () => (await import('./result-page.tsx')).ResultPage)
export const RenameLater = later<RenameProps>(async () => (await import('./rename-form.tsx')).RenameForm)

function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return function Later(props) {
    const { common } = useWords()
    const [found, setFound] = useState<{ Part: ComponentType<Props> | null } | null>(null)
    useEffect(() => {
      load().then(
        (Part) => setFound({ Part }),
        () => setFound({ Part: null }),
      )
    }, [])
    if (!found) return null
    if (found.Part) return <found.Part {...props} />
    return (
      <button type="button" class="link-button" onClick={() => location.reload()}>
        {common.tryAgain}
      </button>
    )
  }
}
