import { useCallback, useEffect, useState } from 'preact/hooks'
import type { EventCard, MeetingCard } from '../../contract/cards.schema.ts'
import { ask } from './door.ts'
import { HomePage } from './home-page.tsx'
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
      const [own, { events }] = await Promise.all([isLive ? ask('myMeetings', undefined) : null, ask('events', undefined)])
      setLists({ meetings: own?.meetings ?? null, events })
    } catch {
      setFailed(true)
    }
  }, [isLive])
  useEffect(() => void load(), [load])
  if (failed) return <Failed onAgain={load} />
  return lists ? <HomePage {...lists} onChanged={load} /> : <Loading />
}
