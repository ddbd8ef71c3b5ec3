import { useEffect, useState } from 'preact/hooks'
import type { BoardView } from '../../contract/board.schema.ts'
import type { Session, SessionId } from '../../contract/schedule.schema.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Spinner } from '../ui/progress.tsx'
import { BadgeLabel } from './badge.tsx'
import { askSession } from './door.ts'
import { noticePieces } from './said.ts'
import { Said } from './said.tsx'
import type { SessionLine } from './sessions.ts'
import { dayOf } from './sessions.ts'
import { dayText, localText, spanText } from './times.ts'
import type { Released } from './use-schedule.ts'
import { useWords } from './words.ts'

interface DialogProps {
  view: BoardView
  released: Released | null
  /** Null: none is open. */
  id: SessionId | null
  onClose: () => void
}

type Told = Session | 'gone' | 'failed' | null

/** A session with all that is said of it; its long texts are asked for here. */
export function SessionDialog({ view, released, id, onClose }: DialogProps) {
  const { board: words, common } = useWords()
  const [told, setTold] = useState<Told>(null)
  useEffect(() => {
    setTold(null)
    if (id === null || !released) return
    let isOver = false
    const put = (next: Told) => !isOver && setTold(next)
    askSession(view.event.id, id).then(
      (session) => put(session ?? 'gone'),
      () => put('failed'),
    )
    return () => {
      isOver = true
    }
  }, [id, released])
  const line = released?.sessions.find((one) => one.id === id) ?? null
  const isOpen = id !== null && released !== null
  return (
    <Dialog open={isOpen} title={line?.title ?? words.schedule.title} closeLabel={common.close} onClose={onClose}>
      {line && released && <Facts view={view} released={released} line={line} />}
      {isOpen && told === null && <Spinner />}
      {(told === 'gone' || (isOpen && !line)) && <p>{words.schedule.gone}</p>}
      {told === 'failed' && <p>{words.schedule.failed}</p>}
      {told !== null && typeof told === 'object' && <Texts session={told} event={view.event.id} />}
    </Dialog>
  )
}

function Facts({ view, released, line }: { view: BoardView; released: Released; line: SessionLine }) {
  const { board: words, language } = useWords()
  const { timeZone } = view.event
  const room = released.rooms.find(({ id }) => id === line.room)
  const track = released.tracks.find(({ name }) => name === line.track) ?? null
  const isElsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone
  return (
    <div class="session-about">
      {line.subtitle && (
        <p class="session-subtitle" dir="auto">
          {line.subtitle}
        </p>
      )}
      <p class="session-facts digits">
        <span>
          {dayText(dayOf(line, timeZone), language, 'long')}, {spanText(line.startsAt, line.minutes, timeZone, language)}
        </span>
        {room && (room.link ? <a href={room.link}>{room.name}</a> : <bdi>{room.name}</bdi>)}
        {line.cancelled && <strong>{words.schedule.cancelled}</strong>}
      </p>
      {isElsewhere && (
        <p class="quiet small digits">{words.bookings.localTime(localText(line.startsAt, line.minutes, language))}</p>
      )}
      <p class="session-facts small">
        {line.track && <BadgeLabel track={track} name={line.track} />}
        {line.kind && <bdi>{line.kind}</bdi>}
        {line.language && <span class="session-language">{line.language}</span>}
      </p>
    </div>
  )
}

function Texts({ session, event }: { session: Session; event: string }) {
  const { board: words } = useWords()
  return (
    <div class="session-texts">
      {session.speakers.length > 0 && (
        <p>
          <span class="quiet">{words.schedule.speakers} </span>
          {session.speakers.map(({ name, link }, at) => (
            <span key={name}>
              {at > 0 && ', '}
              {link ? (
                <a href={link} target="_blank" rel="noopener noreferrer">
                  {name}
                </a>
              ) : (
                <bdi>{name}</bdi>
              )}
            </span>
          ))}
        </p>
      )}
      {session.unrecorded && <p class="quiet">{words.schedule.unrecorded}</p>}
      {session.picture && (
        <img class="session-picture" src={session.picture} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" />
      )}
      <Paragraphs text={session.abstract} lead />
      {session.description !== session.abstract && <Paragraphs text={session.description} />}
      <ul class="session-links">
        {session.links.map(({ title, link }) => (
          <li key={link}>
            <a href={link} target="_blank" rel="noopener noreferrer">
              {title || link}
            </a>
          </li>
        ))}
        {session.link && (
          <li>
            <a href={session.link} target="_blank" rel="noopener noreferrer">
              {words.schedule.page}
            </a>
          </li>
        )}
        <li>
          <a href={`/e/${event}/sessions/${session.id}.ics`}>{words.schedule.calendar}</a>
        </li>
      </ul>
    </div>
  )
}

/** As it was written: paragraphs and addresses, never markup. */
function Paragraphs({ text, lead = false }: { text: string; lead?: boolean }) {
  const parts = text.split(/\n{2,}/).filter((part) => part.trim() !== '')
  return parts.map((part, at) => (
    <p key={`${at} ${part.slice(0, 40)}`} class={lead ? 'session-lead' : 'session-text'} dir="auto">
      <Said pieces={noticePieces(part)} />
    </p>
  ))
}
