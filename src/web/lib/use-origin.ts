import { useEffect, useState } from 'preact/hooks'
import { api } from './api.ts'

/** A name by which a machine reaches itself alone. */
const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)

/** The beginning of addresses to hand out: that of this page, unless nobody else could open it; then the server knows a better one. */
export function useOrigin(): string {
  const [origin, setOrigin] = useState(location.origin)
  useEffect(() => {
    if (!isLoopback(location.hostname)) return
    api('instance', undefined).then(
      ({ address }) => setOrigin(address),
      () => {
        // While the server is away the page's own address is the one that is known.
      },
    )
  }, [])
  return origin
}
