import { useEffect, useState } from 'preact/hooks'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Attending } from './attending.ts'
import { useWords } from './words.ts'

type Flags = Awaited<ReturnType<typeof bring>>
const bring = async () => (await import('./flags/flags.tsx')).bring()

export interface FlagsProps {
  meeting: MeetingId
  attending: Attending
  /** For the box. */
  prefix?: string
  /** For the page of one flag: its code. */
  flag?: string
}

/** Flags in a file of their own, with their words: most meetings have none, and a phone does not wait for them. */
export function FlagsLater(props: FlagsProps) {
  const { attend, common } = useWords()
  const [found, setFound] = useState<Flags | 'failed' | null>(null)
  useEffect(() => {
    bring().then(setFound, () => setFound('failed'))
  }, [])
  if (found === 'failed')
    return (
      <Notice tone="warn" action={<Button onClick={() => location.reload()}>{common.tryAgain}</Button>}>
        {attend.join.noAnswer}
      </Notice>
    )
  return found && <found.Flags {...props} words={found.words} />
}
