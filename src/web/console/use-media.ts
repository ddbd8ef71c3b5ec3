import { useEffect, useState } from 'preact/hooks'

/** Whether the window is as asked, such as `(min-width: 60rem)`; changes with it. */
export function useMedia(asked: string): boolean {
  const [fits, setFits] = useState(() => matchMedia(asked).matches)
  useEffect(() => {
    const query = matchMedia(asked)
    const hear = () => setFits(query.matches)
    query.addEventListener('change', hear)
    return () => query.removeEventListener('change', hear)
  }, [asked])
  return fits
}
