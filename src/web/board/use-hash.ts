import { useCallback, useEffect, useState } from 'preact/hooks'

/** What stands behind `#` and this beginning, so that what is open has an address of its own; null: nothing of that kind. */
export function useHash(beginning: string): [string | null, (open: string | null) => void] {
  const read = () => {
    const hash = location.hash.slice(1)
    return hash.startsWith(beginning) ? hash.slice(beginning.length) : null
  }
  const [open, setOpen] = useState(read)
  useEffect(() => {
    const changed = () => setOpen(read())
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  const put = useCallback((next: string | null) => {
    // Replaced, not added: going back leaves the page, as people expect of a list.
    history.replaceState(null, '', next === null ? location.pathname + location.search : `#${beginning}${next}`)
    setOpen(next)
  }, [])
  return [open, put]
}
