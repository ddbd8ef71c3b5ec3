import { type ReadonlySignal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { CallRefusal } from './api.ts'
import type { Expected, Socket } from './socket.ts'

export interface Followed<View> {
  /** Null until the first view is there. It stays while the connection is away. */
  readonly view: ReadonlySignal<View | null>
  /** Why the feed may not be followed. */
  readonly refusal: ReadonlySignal<CallRefusal | null>
}

/**
 * A feed as a signal of its view. `feed` null: nothing to follow now. `apply` is the contract's. `asks` false: waits to be invited by the
 * reply to a call, and asks by itself as soon as it becomes true, unless the invitation came first.
 */
export function useFeed<View, Change>(
  socket: Socket,
  feed: string | null,
  apply: (view: View, change: Change) => View,
  { key, asks = true }: { key?: string | undefined; asks?: boolean } = {},
): Followed<View> {
  const view = useSignal<View | null>(null)
  const refusal = useSignal<CallRefusal | null>(null)
  const expected = useRef<Expected | null>(null)
  useEffect(() => {
    view.value = null
    refusal.value = null
    if (!feed) return
    const one = socket.expect(feed, {
      key,
      onView: (told) => {
        view.value = told as View
        refusal.value = null
      },
      onChange: (told) => {
        if (view.value !== null) view.value = apply(view.value, told as Change)
      },
      onRefusal: (told) => {
        refusal.value = told
      },
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
  return { view, refusal }
}
