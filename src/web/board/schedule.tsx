import { useEffect, useMemo, useState } from 'preact/hooks'
import type { BoardView } from '../../contract/board.schema.ts'
import type { SessionId } from '../../contract/schedule.schema.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { Tabs } from '../ui/tabs.tsx'
import './schedule.css'
import { type Order, ScheduleFilter } from './schedule-filter.tsx'
import { SessionDialog } from './session-dialog.tsx'
import { SessionGroups } from './session-groups.tsx'
import { dayOf, daysOf, dayToOpen, everything, found, type Wanted } from './sessions.ts'
import { isOn } from './slots.ts'
import { dayText } from './times.ts'
import { useHash } from './use-hash.ts'
import { useNow } from './use-now.ts'
import { type Released, useSchedule } from './use-schedule.ts'
import { useWords } from './words.ts'

const LOOK_EVERY_MS = 15_000
/** As many as a screen shows at first; the others are drawn once it stands. */
const FIRST_DRAWN = 12
const CALM_MS = 60

/** What was released: by day, and within it by time, room or track; to be searched; each session to be opened. */
export function Schedule({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  const { released, failed } = useSchedule(view.event.id, view.version)
  const [opened, open] = useHash('session-')
  return (
    <section class={`schedule${released || failed ? '' : ' schedule-coming'}`} aria-labelledby="schedule">
      <div class="schedule-head">
        <h2 id="schedule">{words.schedule.title}</h2>
        {released?.version && (
          <p class="quiet small">
            {words.schedule.version(released.version.version)} · {words.schedule.count(released.sessions.length)}
          </p>
        )}
      </div>
      {failed && <Notice tone="warn">{words.schedule.failed}</Notice>}
      {released ? <Days view={view} released={released} onOpen={open} /> : !failed && <Spinner />}
      <SessionDialog view={view} released={released} id={opened as SessionId | null} onClose={() => open(null)} />
    </section>
  )
}

function Days({ view, released, onOpen }: { view: BoardView; released: Released; onOpen: (id: SessionId) => void }) {
  const { board: words, language } = useWords()
  const { timeZone } = view.event
  const now = useNow(LOOK_EVERY_MS)
  const [wanted, want] = useState<Wanted>(everything)
  const [order, setOrder] = useState<Order>('time')
  const [chosen, choose] = useState<string | null>(null)
  const { sessions, rooms } = released
  const days = useMemo(() => daysOf(sessions, timeZone), [sessions, timeZone])
  const fitting = useMemo(() => found(sessions, wanted, rooms), [sessions, wanted, rooms])
  const dayById = useMemo(() => new Map(sessions.map((one) => [one.id, dayOf(one, timeZone)])), [sessions, timeZone])
  const day = days.find((one) => one === chosen) ?? dayToOpen(days, timeZone, now) ?? ''
  const ofDay = useMemo(() => fitting.filter(({ id }) => dayById.get(id) === day), [fitting, day, dayById])
  const isFiltered = wanted !== everything
  const isCalm = useCalm()
  const drawn = useMemo(() => (isCalm ? ofDay : ofDay.slice(0, FIRST_DRAWN)), [isCalm, ofDay])
  const running = drawn.filter((one) => !one.cancelled && isOn(one, now)).map(({ id }) => id)
  // Looked at every while, drawn anew only when something is different.
  const groups = useMemo(
    () => <SessionGroups sessions={drawn} order={order} view={view} released={released} running={running} onOpen={onOpen} />,
    [drawn, order, view.event, released, running.join(' '), onOpen],
  )
  const today = dayOf({ startsAt: new Date(now).toISOString() }, timeZone)
  const count = (one: string) => (isFiltered ? ` (${fitting.filter(({ id }) => dayById.get(id) === one).length})` : '')
  return (
    <>
      <ScheduleFilter wanted={wanted} onWant={want} order={order} onOrder={setOrder} released={released} />
      <Tabs
        label={words.schedule.days}
        tabs={days.map((one) => ({
          id: one,
          label: dayText(one, language) + count(one),
          ...(one === today && { badge: words.bookings.today }),
        }))}
        chosen={day}
        onChoose={choose}
      >
        {ofDay.length > 0 ? (
          groups
        ) : (
          <div class="schedule-none">
            <p class="topics-none-title">{words.schedule.none}</p>
            <p class="quiet">{fitting.length > 0 ? words.schedule.elsewhere(fitting.length) : words.schedule.noneText}</p>
            {isFiltered && <Button onClick={() => want(everything)}>{words.schedule.clear}</Button>}
          </div>
        )}
      </Tabs>
    </>
  )
}

/** False until the page has been painted once. */
function useCalm(): boolean {
  const [isCalm, setCalm] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setCalm(true), CALM_MS)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [])
  return isCalm
}
