import { useCallback, useEffect, useState } from 'preact/hooks'
import type { EventCard } from '../../contract/cards.schema.ts'
import { HomePage } from './home-page.tsx'
import { allEvents } from './lists.ts'
import { Failed, Loading } from './lone.tsx'
import { useStanding } from './standing.ts'

/** The first page: the meetings one may run, where meetings are on, and the events. */
export function Home() {
  const isLive = useStanding().parts.includes('live')
  const [events, setEvents] = useState<readonly EventCard[] | null>(null)
  const [failed, setFailed] = useState(false)
  const load = useCallback(async () => {
    setFailed(false)
    try {
      setEvents(await allEvents())
    } catch {
      setFailed(true)
    }
  }, [])
  useEffect(() => void load(), [load])
  if (failed) return <Failed onAgain={load} />
  return events ? <HomePage hasMeetings={isLive} events={events} onChanged={load} /> : <Loading />
}
