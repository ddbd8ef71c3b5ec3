import { useEffect, useRef, useState } from 'preact/hooks'
import type { CallRefusal } from './api.ts'
import type { Expected, Socket } from './socket.ts'
import { useValue } from './use-value.ts'

/** What is known of a feed now. */
export interface Followed<View> {
  /** Null until the first view is there. It stays while the connection is away. */
  readonly view: { readonly value: View | null }
  /** Why the feed may not be followed. */
  readonly refusal: { readonly value: CallRefusal | null }
}

interface Heard<View> {
  feed: string | null
  view: View | null
  refusal: CallRefusal | null
}

/**
 * The view of a feed, drawn again with every change, and also when the socket's status or clock changes. `feed` null: nothing to follow now.
 * `apply` is the contract's. `asks` false: waits to be invited by the reply to a call, and asks by itself as soon as it becomes true, unless the
 * invitation came first.
 */
export function useFeed<View, Change>(
  socket: Socket,
  feed: string | null,
  apply: (view: View, change: Change) => View,
  { key, asks = true }: { key?: string | undefined; asks?: boolean } = {},
): Followed<View> {
  const [heard, setHeard] = useState<Heard<View>>({ feed, view: null, refusal: null })
  const expected = useRef<Expected | null>(null)
  useValue(socket.status)
  useValue(socket.clockOffsetMs)
  useEffect(() => {
    if (!feed) return
    setHeard({ feed, view: null, refusal: null })
    const one = socket.expect(feed, {
      key,
      onView: (view) => setHeard({ feed, view: view as View, refusal: null }),
      onChange: (change) =>
        setHeard((before) => (before.view === null ? before : { ...before, view: apply(before.view, change as Change) })),
      onRefusal: (refusal) => setHeard((before) => ({ ...before, refusal })),
    })
    expected.current = one
    return () => {
      expected.current = null
      one.stop()
    }
  }, [socket, feed, key])
  useEffect(() => {
    if (asks) expected.current?.ask()
  }, [socket, feed, key, asks])
  const isCurrent = feed !== null && heard.feed === feed
  return { view: { value: isCurrent ? heard.view : null }, refusal: { value: isCurrent ? heard.refusal : null } }
}
