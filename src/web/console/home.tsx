import { useCallback, useEffect, useState } from 'preact/hooks'
import type { EventCard, MeetingCard } from '../../contract/cards.schema.ts'
import { HomePage } from './home-page.tsx'
import { allEvents, ownMeetings } from './lists.ts'
import { Failed, Loading } from './lone.tsx'
import { useStanding } from './standing.ts'

/** The first page: the meetings one may run, where meetings are on, and the events. */
export function Home() {
  const isLive = useStanding().parts.includes('live')
  const [lists, setLists] = useState<{ meetings: readonly MeetingCard[] | null; events: readonly EventCard[] } | null>(null)
  const [failed, setFailed] = useState(false)
  const load = useCallback(async () => {
    setFailed(false)
    try {
      const [meetings, events] = await Promise.all([isLive ? ownMeetings() : null, allEvents()])
      setLists({ meetings, events })
    } catch {
      setFailed(true)
    }
  }, [isLive])
  useEffect(() => void load(), [load])
  if (failed) return <Failed onAgain={load} />
  return lists ? <HomePage {...lists} onChanged={load} /> : <Loading />
}
