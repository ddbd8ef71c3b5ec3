import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { ConsoleView } from '../../contract/meeting.schema.ts'
import { Count } from '../ui/count.tsx'
import { useWords } from './words.ts'

/** Where the meeting stands, who is here and how many have answered. */
export function MeetingFacts({ view }: { view: ConsoleView }) {
  const { console: words } = useWords()
  const running = view.at !== 'before' && view.at !== 'after'
  const current = view.activities.find(({ id }) => id === view.activity)
  return (
    <p class="meeting-facts">
      <span class={running ? 'meeting-state meeting-running' : 'meeting-state'}>{words.at[view.at]}</span>
      <Count value={view.here} format={words.here} />
      {current && takesAnswers(current.prepared) && <Count value={current.answered} format={words.answered} />}
    </p>
  )
}
