import { useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { api } from '../lib/api.ts'

/** What is on here, asked once for the page; null until it is known, and where nobody answers. */
export function useAbout(): Reply<'instance'> | null {
  const [about, setAbout] = useState<Reply<'instance'> | null>(null)
  useEffect(() => {
    api('instance', undefined).then(setAbout, () => {
      // The page does without: whatever it shows says itself that nobody answers.
    })
  }, [])
  return about
}
