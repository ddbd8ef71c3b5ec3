import { backoffMs, type Timers } from './timers.ts'

/** What a connection tells of itself. */
export interface Ears {
  opened(): void
  heard(text: string): void
  closed(): void
}

/** What is used of a WebSocket. */
export interface Wire {
  readonly readyState: number
  send(text: string): void
  close(): void
}

export interface LineMeans {
  readonly connect: (ears: Ears) => Wire
  readonly timers: Timers
  readonly onWake: (hear: (news: 'back' | 'gone') => void) => () => void
  opened(): void
  heard(text: string): void
  /** Told once for each opened or tried connection that ends. */
  lost(): void
}

/** A line that opens again by itself. It knows nothing of what is said over it. */
export interface Line {
  /** False while there is no open connection: nothing was sent. */
  send(text: string): boolean
  close(): void
}

const OPEN = 1
const CONNECT_TIMEOUT_MS = 8_000
/** Beats come every 15 s. */
const SILENT_MS = 40_000
const LOOK_EVERY_MS = 5_000
/** A device that slept longer than this does not trust the line it wakes up with. */
const STALE_MS = 20_000

export function openLine(means: LineMeans): Line {
  const { timers } = means
  let ws: Wire | null = null
  let failures = 0
  let heardAtMs = timers.nowMs()
  let [stopRetry, stopLook] = [() => {}, () => {}]
  let isClosed = false

  const drop = () => {
    if (!ws) return
    const gone = ws
    ws = null
    gone.close()
    means.lost()
  }
  const again = () => {
    drop()
    stopRetry()
    if (!isClosed) stopRetry = timers.after(backoffMs(failures++, timers.random()), connect)
  }
  const connect = () => {
    stopRetry()
    drop()
    heardAtMs = timers.nowMs()
    // What a connection we gave up still says is not heard.
    const current = (run: () => void) => () => {
      if (ws === fresh) run()
    }
    const fresh = means.connect({
      opened: current(means.opened),
      heard: (text) =>
        current(() => {
          heardAtMs = timers.nowMs()
          failures = 0
          means.heard(text)
        })(),
      closed: current(again),
    })
    ws = fresh
  }
  const look = () => {
    const silentMs = timers.nowMs() - heardAtMs
    if (ws && silentMs > (ws.readyState === OPEN ? SILENT_MS : CONNECT_TIMEOUT_MS)) again()
    stopLook = timers.after(LOOK_EVERY_MS, look)
  }
  const stopWakes = means.onWake((news) => {
    if (news === 'gone') return again()
    if (!ws || (ws.readyState !== OPEN && ws.readyState !== 0) || timers.nowMs() - heardAtMs > STALE_MS) connect()
  })
  connect()
  stopLook = timers.after(LOOK_EVERY_MS, look)

  return {
    send: (text) => {
      if (ws?.readyState !== OPEN) return false
      ws.send(text)
      return true
    },
    close: () => {
      isClosed = true
      stopRetry()
      stopLook()
      stopWakes()
      drop()
    },
  }
}
