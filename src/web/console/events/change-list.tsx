import { useState } from 'preact/hooks'
import type { ScheduleChange } from '../../../contract/schedule.schema.ts'
import { Button } from '../../ui/button.tsx'
import type { TabProps } from './events-page.tsx'
import { momentText } from './shared.ts'

const SHOWN_MAX = 100

interface ListProps extends Pick<TabProps, 'words'> {
  changes: readonly ScheduleChange[]
  timeZone: string
}

/** What a release changes, one session a line. A first release has a thousand: the rest is drawn when it is wanted. */
export function ChangeList({ changes, words, timeZone }: ListProps) {
  const [all, showAll] = useState(false)
  const { schedule } = words
  const shown = all ? changes : changes.slice(0, SHOWN_MAX)
  const placed = ({ startsAt, room }: NonNullable<ScheduleChange['now']>) =>
    [momentText(startsAt, timeZone), room].filter(Boolean).join(', ')
  return (
    <>
      <ul class="events-changes">
        {shown.map(({ kind, session, title, was, now }) => (
          <li key={session}>
            <span class={`events-kind events-${kind}`}>{schedule.kinds[kind]}</span>
            <span>
              <bdi>{title}</bdi>{' '}
              <span class="quiet small digits">
                {was && now ? schedule.moved(placed(was), placed(now)) : now ? placed(now) : was && placed(was)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {shown.length < changes.length && (
        <div>
          <Button onClick={() => showAll(true)}>{schedule.more(changes.length - shown.length)}</Button>
        </div>
      )}
    </>
  )
}
