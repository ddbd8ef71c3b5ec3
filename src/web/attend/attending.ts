import { useEffect, useState } from 'preact/hooks'
import type { AnswerId, Given } from '../../contract/activity.schema.ts'
import type { Reply } from '../../contract/endpoints.ts'
import { freshId } from '../../contract/ids.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { api, type CallRefusal, refusalOf } from '../lib/api.ts'
import { type Outbox, openOutbox, passing } from '../lib/outbox.ts'
import { takePart } from '../lib/paths.ts'
import { type ReadonlySignal, signal } from '../lib/signal.ts'
import { openSocket, type Socket } from '../lib/socket.ts'
import { backoffMs, pageTimers } from '../lib/timers.ts'
import { useValue } from '../lib/use-value.ts'
import { type Turn, turnKey } from './own.ts'

/** A person's presence in a meeting: the connection, the answers on their way, and what the server remembers of this seat. */
export interface Attending {
  readonly socket: Socket
  readonly outbox: Outbox
  readonly seat: ReadonlySignal<Reply<'seat'> | null>
  /** The opening the seat was last loaded for; see `own.ts`. */
  readonly checkedFor: ReadonlySignal<string>
  /** Why there is no seat: to be joined first, or no such meeting. */
  readonly barred: ReadonlySignal<CallRefusal | null>
  /** An organizer who takes part, and sat here before. */
  readonly again: ReadonlySignal<boolean>
  /** Asks the server again what it remembers, for an opening. */
  check(turn: Turn | null): void
  /** False: too many answers are waiting. */
  answer(turn: Turn, given: Given): boolean
  /** What one's own feed says of one's points: newer than any reply. Null: it is followed no more. */
  heardPoints(points: number | null): void
  /** @throws CallRefusal */
  rename(name: string): Promise<void>
}

/** Opened with the page of a meeting and closed with it; the page is drawn again whenever something here changes. */
export function useAttending(meeting: MeetingId): Attending {
  const [attending] = useState(() => openAttending(meeting))
  useEffect(() => attending.close, [attending])
  useValue(attending.seat)
  useValue(attending.checkedFor)
  useValue(attending.barred)
  useValue(attending.again)
  useValue(attending.outbox.answers)
  return attending
}

function openAttending(meeting: MeetingId): Attending & { close: () => void } {
  const socket = openSocket()
  const seat = signal<Reply<'seat'> | null>(null)
  const checkedFor = signal('')
  const barred = signal<CallRefusal | null>(null)
  const again = signal(false)
  // Who comes from the console wants a seat; so does whoever has none and may run the meeting, who needs no code.
  let wantsSeat = location.hash === takePart
  let mayRun = true
  let failures = 0
  let followed: number | null = null
  let stopRetry = () => {}

  const outbox = outboxOver(socket)
  const take = async () => {
    wantsSeat = mayRun = false
    again.value = await satBefore(meeting)
  }
  const check = async (turn: Turn | null) => {
    stopRetry()
    try {
      if (wantsSeat) await take()
      const told = await api('seat', { meeting })
      seat.value = { ...told, points: followed ?? told.points }
      outbox.forgetCounted()
      checkedFor.value = turn ? turnKey(turn) : ''
      failures = 0
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal.code === 'not-joined' && mayRun) {
        await take()
        return check(turn)
      }
      // Asking again would hear the same, unless it was only for the moment.
      if (!passing.includes(refusal.code)) barred.value = refusal
      else stopRetry = pageTimers.after(backoffMs(failures++, Math.random()), () => void check(turn))
    }
  }
  const stopWake = socket.status.subscribe((status) => {
    if (status === 'live') outbox.wake()
  })
  void check(null)

  return {
    socket,
    outbox,
    seat,
    checkedFor,
    barred,
    again,
    check: (turn) => void check(turn),
    answer: ({ activity, opening }, given) => outbox.send({ id: freshId<AnswerId>(Date.now()), activity, opening, given }),
    heardPoints: (points) => {
      followed = points
      if (points !== null && seat.value && seat.value.points !== points) seat.value = { ...seat.value, points }
    },
    rename: async (name) => {
      const renamed = await socket.call('renameSeat', { meeting }, { name })
      if (seat.value) seat.value = { ...seat.value, name: renamed.name }
    },
    close: () => {
      stopRetry()
      stopWake()
      outbox.close()
      socket.close()
    },
  }
}

const outboxOver = (socket: Socket): Outbox =>
  openOutbox({
    storage: pageStorage(),
    timers: pageTimers,
    // After a failure over one way the other is taken.
    deliver: ({ id, activity, given }, tries) => (tries % 2 === 0 ? socket.call : api)('answer', { activity, answer: id }, given),
  })

/** Takes a seat, and says whether it is one from before. Nobody who runs the meeting? They join as everybody does. */
const satBefore = (meeting: MeetingId): Promise<boolean> =>
  api('takeSeat', { meeting }).then(
    ({ fresh }) => !fresh,
    () => false,
  )

function pageStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}
