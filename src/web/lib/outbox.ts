import type { ActivityId, AnswerId, Given } from '../../contract/activity.schema.ts'
import { type CallRefusal, refusalOf } from './api.ts'
import { type ReadonlySignal, signal } from './signal.ts'
import { backoffMs, type Timers } from './timers.ts'

/** One answer on its way. `opening` numbers the opening of the activity it was given in. */
export interface OwnAnswer {
  readonly id: AnswerId
  readonly activity: ActivityId
  readonly opening: number
  readonly given: Given
}

/** sent: kept here until the server has said what became of it · counted (`isWaiting`: once a moderator has let it through) · refused: with the reason. */
export type Fate = { at: 'sent' } | { at: 'counted'; isWaiting?: true } | { at: 'refused'; refusal: CallRefusal }

/**
 * Answers that must arrive. Each is kept in the browser's storage, and tried again with the same id over any way there is, until the server has
 * counted or refused it: a lost connection, a locked phone and a closed page lose nothing, and the same id twice is one answer.
 */
export interface Outbox {
  /** Every answer of this page and those kept from before, oldest first, with what became of it. */
  readonly answers: ReadonlySignal<readonly (OwnAnswer & { fate: Fate })[]>
  /** False: too many are waiting already, and nothing was taken. */
  send(answer: OwnAnswer): boolean
  /** Forgets what was counted: the server was asked anew what it has. */
  forgetCounted(): void
  /** The connection is back: try now. */
  wake(): void
  close(): void
}

export interface OutboxMeans {
  /** Null where the browser closes it to us: answers then last as long as the page. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> | null
  /** `tries` counts those before: another way may be taken. Rejects with a `CallRefusal`. */
  readonly deliver: (answer: OwnAnswer, tries: number) => Promise<unknown>
  readonly timers: Timers
}

export const WAITING_ANSWERS_MAX = 100
const FATES_KEPT_MAX = 200
/** A key of its own for each, so that two pages of one browser do not overwrite each other's. */
const PREFIX = 'plenary.answer.'
/** Refusals for the moment: the same may be asked again. */
export const passing: readonly CallRefusal['code'][] = ['offline', 'unavailable', 'too-many']

export function openOutbox(means: OutboxMeans): Outbox {
  const { storage, timers } = means
  const answers = signal<readonly (OwnAnswer & { fate: Fate })[]>(
    kept(storage).map((answer) => ({ ...answer, fate: { at: 'sent' } })),
  )
  let failures = 0
  let isAtWork = false
  let isClosed = false
  let stopRetry = () => {}

  const waiting = () => answers.value.filter(({ fate }) => fate.at === 'sent')
  const decide = (id: AnswerId, fate: Fate) => {
    quietly(() => storage?.removeItem(PREFIX + id))
    answers.value = answers.value.map((answer) => (answer.id === id ? { ...answer, fate } : answer))
  }
  /** True: its fate is known. */
  const deliver = async (answer: OwnAnswer): Promise<boolean> => {
    try {
      const told = (await means.deliver(answer, failures)) as { waiting?: true } | undefined
      decide(answer.id, told?.waiting ? { at: 'counted', isWaiting: true } : { at: 'counted' })
    } catch (error) {
      const refusal = refusalOf(error)
      if (passing.includes(refusal.code)) return false
      decide(answer.id, { at: 'refused', refusal })
    }
    return true
  }
  const work = async () => {
    if (isAtWork || isClosed) return
    isAtWork = true
    stopRetry()
    let isStuck = false
    for (let next = waiting()[0]; next && !isStuck && !isClosed; next = waiting()[0]) isStuck = !(await deliver(next))
    isAtWork = false
    failures = isStuck ? failures + 1 : 0
    if (isStuck && !isClosed) stopRetry = timers.after(backoffMs(failures, timers.random()), work)
  }
  void work()

  return {
    answers,
    send: (answer) => {
      if (waiting().length >= WAITING_ANSWERS_MAX) return false
      quietly(() => storage?.setItem(PREFIX + answer.id, JSON.stringify(answer)))
      answers.value = [...answers.value, { ...answer, fate: { at: 'sent' as const } }].slice(-FATES_KEPT_MAX)
      void work()
      return true
    },
    forgetCounted: () => {
      answers.value = answers.value.filter(({ fate }) => fate.at !== 'counted')
    },
    wake: () => void work(),
    close: () => {
      isClosed = true
      stopRetry()
    },
  }
}

/** Ids sort by time, so the oldest comes first. What does not read as an answer is thrown away. */
function kept(storage: OutboxMeans['storage']): OwnAnswer[] {
  const found: OwnAnswer[] = []
  quietly(() => {
    const keys = Array.from({ length: storage?.length ?? 0 }, (_, i) => storage?.key(i) ?? '')
    for (const key of keys.filter((name) => name.startsWith(PREFIX)).sort()) {
      const answer = read(storage?.getItem(key) ?? '')
      if (answer && found.length < WAITING_ANSWERS_MAX) found.push(answer)
      else storage?.removeItem(key)
    }
  })
  return found
}

function read(text: string): OwnAnswer | null {
  try {
    const { id, activity, opening, given } = JSON.parse(text)
    const fits =
      typeof id === 'string' && typeof activity === 'string' && typeof opening === 'number' && typeof given === 'object'
    return fits && given !== null ? { id: id as AnswerId, activity: activity as ActivityId, opening, given } : null
  } catch {
    return null
  }
}

/** Storage may be full or closed to us: the answer then lasts as long as the page. */
function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // Nothing more can be done for it here.
  }
}
