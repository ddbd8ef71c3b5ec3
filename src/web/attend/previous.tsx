import { useState } from 'preact/hooks'
import type { ActivityId } from '../../contract/activity.schema.ts'
import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { MeetingId, MeetingView } from '../../contract/meeting.schema.ts'
import { resultPath } from '../lib/paths.ts'
import { Icon, iconDown } from '../ui/icon.tsx'
import { stayHere } from './places.ts'
import { useWords } from './words.ts'

interface Seen {
  id: ActivityId
  title: string
}

const SEEN_MAX = 200

/** The questions whose results were shown, but for the one in front of the audience: those before this page came, and those it has seen. */
export function useSeenResults(
  view: MeetingView | null,
  shown: readonly { activity: ActivityId; title: string }[],
): readonly Seen[] {
  const key = `plenary.seen.${view?.id ?? ''}`
  const [seen, setSeen] = useState<readonly Seen[] | null>(null)
  if (!view) return []
  const known = joined(
    shown.map(({ activity, title }) => ({ id: activity, title })),
    seen ?? read(key),
  )
  const { phase } = view
  const current = 'activity' in phase ? phase.activity : null
  const isNew = phase.at === 'results' && current !== null && takesAnswers(current) && !known.some(({ id }) => id === current?.id)
  if (current && isNew) {
    const grown = [...known, { id: current.id, title: current.title }].slice(-SEEN_MAX)
    write(key, grown)
    setSeen(grown)
  }
  return known.filter(({ id }) => id !== current?.id)
}

export function Previous({ meeting, seen }: { meeting: MeetingId; seen: readonly Seen[] }) {
  const { previous } = useWords().attend
  if (seen.length === 0) return null
  return (
    <details class="previous">
      <summary>
        {previous.title} <span class="quiet digits">{seen.length}</span>
        <Icon path={iconDown} />
      </summary>
      <ol class="previous-list">
        {seen.map(({ id, title }) => (
          <li key={id}>
            <a href={resultPath(meeting, id)} dir="auto" onClick={stayHere}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** What was shown before this page came, then what it has seen itself; each once. */
function joined(before: readonly Seen[], here: readonly Seen[]): readonly Seen[] {
  return [...before, ...here.filter(({ id }) => !before.some((one) => one.id === id))]
}

function read(key: string): Seen[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.id === 'string' && typeof one?.title === 'string') : []
  } catch {
    return []
  }
}

function write(key: string, seen: readonly Seen[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(seen))
  } catch {
    // Storage is closed to us: the list lasts as long as the page.
  }
}
