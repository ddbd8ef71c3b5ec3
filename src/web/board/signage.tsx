import { useEffect, useState } from 'preact/hooks'
import type { BoardView } from '../../contract/board.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { Icon, iconWarn } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { boardPath, type SignageWish } from './place.ts'
import { noticePieces } from './said.ts'
import { Said } from './said.tsx'
import './signage.css'
import { todayIn } from './slots.ts'
import { clockText, dayText } from './times.ts'
import type { Board } from './use-board.ts'
import { useNow } from './use-now.ts'
import { useSchedule } from './use-schedule.ts'
import { WallHall } from './wall-hall.tsx'
import { WallRoom } from './wall-room.tsx'
import { useWords } from './words.ts'

interface SignageProps {
  event: EventId
  board: Board
  view: BoardView
  wish: SignageWish
}

/** A wall: one room, or the hall with its pages in turn. What was last heard stays, and it says since when nothing was. */
export function Signage({ event, board, view, wish }: SignageProps) {
  const { language } = useWords()
  const now = useNow(1_000)
  const { released } = useSchedule(event, view.version)
  const { timeZone, title } = view.event
  return (
    <main id="main" class={wish.room === null ? 'wall wall-of-hall' : 'wall wall-of-room'}>
      <header class="wall-head">
        <div class="wall-name">
          <Mark />
          <h1>
            <bdi>{title}</bdi>
          </h1>
        </div>
        <div class="wall-time digits">
          <span class="wall-day">{dayText(todayIn(timeZone, now), language, 'long')}</span>
          <time class="wall-clock">{clockText(now, timeZone, language)}</time>
        </div>
      </header>
      <WallNotices view={view} />
      {wish.room === null ? (
        <WallHall
          view={view}
          sessions={released?.sessions ?? []}
          rooms={released?.rooms ?? []}
          nowMs={now}
          everyMs={wish.everyMs}
        />
      ) : (
        <WallRoom name={wish.room} view={view} released={released} nowMs={now} />
      )}
      <WallFoot event={event} board={board} timeZone={timeZone} />
    </main>
  )
}

/** The notices of the day, those of most weight in colour; a wall has no room for all of a long list. */
function WallNotices({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  if (view.notices.length === 0) return null
  return (
    <section class="wall-notices" aria-label={words.notices}>
      {view.notices.slice(0, 3).map(({ id, level, text }) => (
        <p key={id} class={`wall-notice wall-${level}`}>
          <Said pieces={noticePieces(text)} />
        </p>
      ))}
    </section>
  )
}

const LOST_AFTER_MS = 5_000

function WallFoot({ event, board, timeZone }: { event: EventId; board: Board; timeZone: string }) {
  const { board: words, language } = useWords()
  const address = location.origin + boardPath(event)
  const isLost = useLongerThan(board.lostMs !== null, LOST_AFTER_MS)
  return (
    <footer class="wall-foot">
      <div class="wall-way">
        <QrCode text={address} label={words.signage.more} />
        <p>
          <span>{words.signage.more}</span> <b dir="ltr">{address.replace(/^https?:\/\//, '')}</b>
        </p>
      </div>
      <p class={isLost ? 'wall-state wall-lost' : 'wall-state'} role="status">
        {isLost && board.lostMs !== null && (
          <>
            <Icon path={iconWarn} />
            {words.signage.lost(clockText(board.lostMs, timeZone, language))}
          </>
        )}
      </p>
    </footer>
  )
}

/** True once it has been so for as long: a blink of the network is not worth a word. */
function useLongerThan(is: boolean, ms: number): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    setLong(false)
    if (!is) return
    const timer = setTimeout(() => setLong(true), ms)
    return () => clearTimeout(timer)
  }, [is, ms])
  return long
}
