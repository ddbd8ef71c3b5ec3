import { useEffect, useState } from 'preact/hooks'
import type { BoardChange, BoardView } from '../../contract/board.schema.ts'
import { applyBoardChange, boardFeed } from '../../contract/board.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { type CallRefusal, refusalOf } from '../lib/api.ts'
import type { Socket, Status } from '../lib/socket.ts'
import { useValue } from '../lib/use-value.ts'
import { askBoard } from './door.ts'

export interface Board {
  /** Null until the first one is there. It stays while the connection is away. */
  readonly view: BoardView | null
  readonly refusal: CallRefusal | null
  readonly status: Status
  /** When news was last known to be complete, in ms of this device; null while they come. */
  readonly lostMs: number | null
}

interface Heard {
  readonly view: BoardView | null
  readonly refusal: CallRefusal | null
  /** From the feed itself: news follow. */
  readonly isFollowed: boolean
}

/** Where no socket comes through, the board is asked for as often. */
const ASK_EVERY_MS = 60_000
/** After a change of everything, readers ask again within this time, not all at once. */
const ANEW_WITHIN_MS = 800

/**
 * The board of an event, drawn again with every change. The first view comes by plain HTTP, asked for by `first` before anything was drawn; then the feed
 * takes over.
 */
export function useBoard(socket: Socket, event: EventId, first: Promise<BoardView>): Board {
  const [heard, setHeard] = useState<Heard>({ view: null, refusal: null, isFollowed: false })
  const status = useValue(socket.status)
  const [lostMs, setLostMs] = useState<number | null>(null)
  useEffect(() => {
    const told = (view: BoardView) => setHeard((before) => (before.isFollowed ? before : { ...before, view, refusal: null }))
    const refused = (error: unknown) => {
      const refusal = refusalOf(error)
      setHeard((before) => (before.view === null ? { ...before, refusal } : before))
    }
    first.then(told, refused)
    const stop = followBoard(socket, event, setHeard)
    const timer = setInterval(() => {
      if (socket.status.value === 'live') return
      // What is asked for while nothing is followed is newer than what was heard before.
      askBoard(event).then(
        (view) => setHeard((before) => (socket.status.value === 'live' ? before : { ...before, view })),
        refused,
      )
    }, ASK_EVERY_MS)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [socket, event])
  useEffect(() => setLostMs((before) => (status === 'live' ? null : (before ?? Date.now()))), [status])
  return { view: heard.view, refusal: heard.refusal, status, lostMs: heard.view === null ? null : lostMs }
}

function followBoard(socket: Socket, event: EventId, setHeard: (change: (before: Heard) => Heard) => void): () => void {
  const feed = boardFeed(event)
  let anew: ReturnType<typeof setTimeout> | null = null
  let stop = () => {}
  const follow = () => {
    stop = socket.follow(feed, {
      onView: (view) => setHeard(() => ({ view: view as BoardView, refusal: null, isFollowed: true })),
      onChange: (change) =>
        setHeard((before) => {
          if (before.view === null) return before
          const view = applyBoardChange(before.view, change as BoardChange)
          if (view === null) askAnew()
          return view === null ? before : { ...before, view }
        }),
      onRefusal: (refusal) => setHeard((before) => ({ ...before, refusal })),
    })
  }
  const askAnew = () => {
    anew ??= setTimeout(() => {
      anew = null
      stop()
      follow()
    }, Math.random() * ANEW_WITHIN_MS)
  }
  follow()
  return () => {
    if (anew !== null) clearTimeout(anew)
    stop()
  }
}
