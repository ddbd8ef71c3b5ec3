import { useEffect, useRef, useState } from 'preact/hooks'
import type { BoardTrack, BoardView, Topic } from '../../contract/board.schema.ts'
import type { Cell, Room } from '../../contract/schedule.schema.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { BadgeLabel } from './badge.tsx'
import { topicPieces } from './said.ts'
import { Said } from './said.tsx'
import type { SessionLine } from './sessions.ts'
import { isOn } from './slots.ts'
import { clockText, spanText } from './times.ts'
import { type Face, faces } from './wall.ts'
import { useWords } from './words.ts'

/** The height of a row that can be read from the last one, in rem: a wall's rem grows with the screen. */
const ROW_REM = 3.7
/** On an upright screen a row has two lines. */
const TALL_ROW_REM = 6.2

interface HallProps {
  view: BoardView
  sessions: readonly SessionLine[]
  rooms: readonly Room[]
  nowMs: number
  everyMs: number
}

/** The hall's pages in turn. The space bar stops them and lets them go on, the arrows turn. */
export function WallHall({ view, sessions, rooms, nowMs, everyMs }: HallProps) {
  const { board: words } = useWords()
  const [room, rowsMax] = useRows()
  const all = faces(view, sessions, nowMs, rowsMax)
  const { at, isPaused } = useTurns(all.length, everyMs)
  const face = all[at] ?? all[0]
  return (
    <div class="wall-body">
      <div class="wall-title">
        {face && face.is !== 'nothing' && <h2>{titleOf(face, words)}</h2>}
        <p class="wall-pages digits">
          {isPaused ? words.signage.paused : all.length > 1 && words.signage.page(Math.min(at, all.length - 1) + 1, all.length)}
        </p>
      </div>
      <div ref={room} class="wall-room" key={face?.is === 'nothing' ? 'nothing' : `${face?.is} ${at}`}>
        {face && <Drawn face={face} view={view} rooms={rooms} nowMs={nowMs} />}
      </div>
    </div>
  )
}

type WordsOfBoard = ReturnType<typeof useWords>['board']

function titleOf(face: Face, { signage, schedule }: WordsOfBoard): string {
  const titles: Record<Face['is'], string> = {
    now: signage.now,
    next: signage.soon,
    rooms: signage.rooms,
    sessions: schedule.title,
    nothing: '',
  }
  return titles[face.is]
}

interface DrawnProps {
  face: Face
  view: BoardView
  rooms: readonly Room[]
  nowMs: number
}

function Drawn({ face, view, rooms, nowMs }: DrawnProps) {
  const { board: words } = useWords()
  switch (face.is) {
    case 'now':
      return (
        <ul class="wall-list">
          {face.tracks.map((track) => (
            <TrackRow key={track.name} track={track} topics={track.now ? [track.now] : []} />
          ))}
        </ul>
      )
    case 'next':
      return (
        <ul class="wall-list wall-quiet">
          {face.tracks.map((track) => (
            <TrackRow key={track.name} track={track} topics={track.next} />
          ))}
        </ul>
      )
    case 'sessions':
      return <SessionRows sessions={face.sessions} view={view} rooms={rooms} nowMs={nowMs} />
    case 'rooms':
      return <RoomTable face={face} view={view} nowMs={nowMs} />
    case 'nothing':
      return <EmptyState title={words.signage.nothing} text={words.signage.nothingText} />
  }
}

function TrackRow({ track, topics }: { track: BoardTrack; topics: readonly Topic[] }) {
  return (
    <li class="wall-row">
      <BadgeLabel track={track} name={track.name} />
      <p class="wall-said">
        {topics.map(({ text, at }, i) => (
          <span key={`${at} ${text}`}>
            {i > 0 && ' · '}
            <Said pieces={topicPieces(text)} />
          </span>
        ))}
      </p>
      <p class="wall-place">
        <bdi>{track.place}</bdi>
      </p>
    </li>
  )
}

function SessionRows({ sessions, view, rooms, nowMs }: Omit<DrawnProps, 'face'> & { sessions: readonly SessionLine[] }) {
  const { board: words, language } = useWords()
  const { timeZone } = view.event
  return (
    <ul class="wall-list">
      {sessions.map((session) => {
        const running = isOn(session, nowMs)
        return (
          <li key={session.id} class={running ? 'wall-row wall-on' : 'wall-row'}>
            <p class="wall-when digits">
              {running ? words.schedule.running : clockText(Date.parse(session.startsAt), timeZone, language)}
              {running && <span class="unseen">{spanText(session.startsAt, session.minutes, timeZone, language)}</span>}
            </p>
            <p class="wall-said">
              <bdi>{session.title}</bdi>
            </p>
            <p class="wall-place">
              <bdi>{rooms.find(({ id }) => id === session.room)?.name}</bdi>
            </p>
          </li>
        )
      })}
    </ul>
  )
}

function RoomTable({ face, view, nowMs }: { face: Extract<Face, { is: 'rooms' }>; view: BoardView; nowMs: number }) {
  const { board: words } = useWords()
  return (
    <table class="wall-table">
      <thead>
        <tr>
          <th scope="col">{words.bookings.room}</th>
          {face.slots.map((slot) => (
            <th key={slot.code} scope="col" class={isOn(slot, nowMs) ? 'slot-on' : undefined}>
              <bdi>{slot.label || slot.code}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {face.rows.map(({ room, cells }) => (
          <tr key={room.id}>
            <th scope="row">
              <bdi>{room.name}</bdi>
            </th>
            {face.slots.map((slot, at) => (
              <td key={slot.code} class={isOn(slot, nowMs) ? 'slot-on' : undefined}>
                <Offered cell={cells[at] ?? null} view={view} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Offered({ cell, view }: { cell: Cell | null; view: BoardView }) {
  const { board: words } = useWords()
  if (cell === null) return null
  if (cell.track !== null)
    return <BadgeLabel track={view.tracks.find(({ name }) => name === cell.track) ?? null} name={cell.track} />
  return <span class="wall-free">{cell.blocked === null ? words.signage.available : cell.blocked || words.signage.closed}</span>
}

/** The element to measure, and how many rows it has room for. */
function useRows(): [ref: (element: HTMLElement | null) => void, rows: number] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [rows, setRows] = useState(6)
  useEffect(() => {
    if (!element) return
    const measure = () => {
      // What was taken off the page is told to be of no height: all pages would be cut anew, for a moment.
      if (!element.isConnected) return
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      const rowRem = innerHeight > innerWidth ? TALL_ROW_REM : ROW_REM
      setRows(Math.max(1, Math.floor(element.clientHeight / (rowRem * rem))))
    }
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [element])
  return [setElement, rows]
}

/** Which page shows: the next one every while, or as the keys say. */
function useTurns(pages: number, everyMs: number): { at: number; isPaused: boolean } {
  const [at, turn] = useState(0)
  const [isPaused, pause] = useState(false)
  const known = useRef(pages)
  known.current = pages
  useEffect(() => {
    const by = (steps: number) => turn((before) => (before + steps + known.current) % known.current)
    const pressed = ({ key }: KeyboardEvent) => {
      if (key === ' ') pause((before) => !before)
      if (key === 'ArrowRight') by(1)
      if (key === 'ArrowLeft') by(-1)
    }
    const timer = isPaused ? undefined : setInterval(() => by(1), everyMs)
    document.addEventListener('keydown', pressed)
    return () => {
      clearInterval(timer)
      document.removeEventListener('keydown', pressed)
    }
  }, [everyMs, isPaused])
  return { at: at < pages ? at : 0, isPaused }
}
