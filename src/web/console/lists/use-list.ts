import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { refusedBy } from '../door.ts'

export interface Told<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

export interface List<Row> {
  /** Null: not there yet. */
  readonly told: Told<Row> | null
  /** What the server said, or `offline`. */
  readonly failed: string | null
  readonly busy: boolean
  again(): void
  more(): void
  /** In the place of the row with the same id. */
  replace(row: Row): void
}

const TYPING_MS = 250

/**
 * A list that comes in pages. `load` is asked anew whenever it is another function; `key` is what was typed, so that not every letter is asked for.
 * What comes late, for what is no longer wanted, is dropped.
 */
export function useList<Row extends { readonly id: string }>(
  load: (after: string | undefined) => Promise<Told<Row>>,
  key: string,
): List<Row> {
  const [told, setTold] = useState<Told<Row> | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const turn = useRef(0)
  const typed = useRef(key)
  const read = useCallback(
    async (after?: string) => {
      const own = ++turn.current
      setFailed(null)
      setBusy(true)
      try {
        const page = await load(after)
        if (own !== turn.current) return
        setTold((known) => (after && known ? { rows: [...known.rows, ...page.rows], next: page.next } : page))
      } catch (error) {
        if (own === turn.current) setFailed(refusedBy(error)?.message ?? 'offline')
      } finally {
        if (own === turn.current) setBusy(false)
      }
    },
    [load],
  )
  useEffect(() => {
    const timer = setTimeout(() => void read(), typed.current === key ? 0 : TYPING_MS)
    typed.current = key
    return () => {
      clearTimeout(timer)
      turn.current++
    }
  }, [read, key])
  return {
    told,
    failed,
    busy,
    again: () => void read(),
    more: () => void read(told?.next ?? undefined),
    replace: (row) => setTold((known) => known && { ...known, rows: known.rows.map((one) => (one.id === row.id ? row : one)) }),
  }
}
