import { useEffect, useState } from 'preact/hooks'

/** A value that tells when it changes. A library's signals would weigh a tenth of the phone's page; these few lines do what is asked of them. */
export interface ReadonlySignal<T> {
  readonly value: T
  /** Told at once, and at every change. Returns the way to stop. */
  subscribe(hear: (value: T) => void): () => void
}

export interface Signal<T> extends ReadonlySignal<T> {
  value: T
}

export function signal<T>(first: T): Signal<T> {
  const hearers = new Set<(value: T) => void>()
  let now = first
  return {
    get value() {
      return now
    },
    set value(next: T) {
      if (Object.is(now, next)) return
      now = next
      for (const hear of [...hearers]) hear(next)
    },
    subscribe: (hear) => {
      hearers.add(hear)
      hear(now)
      return () => void hearers.delete(hear)
    },
  }
}

/** The signal's value; the component is drawn again when it changes. Reading `.value` alone does not do that. */
export function useValue<T>(source: ReadonlySignal<T>): T {
  const [, draw] = useState<{ value: T } | null>(null)
  useEffect(
    () =>
      source.subscribe((value) => {
        draw((drawn) => (drawn && Object.is(drawn.value, value) ? drawn : { value }))
      }),
    [source],
  )
  return source.value
}
