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
