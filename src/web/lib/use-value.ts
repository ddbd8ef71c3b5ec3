import { useEffect, useState } from 'preact/hooks'
import type { ReadonlySignal } from './signal.ts'

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
