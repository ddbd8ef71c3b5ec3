import { useEffect, useState } from 'preact/hooks'
import type { Networks } from './chat-panel.tsx'
import { ask } from './door.ts'

const LOOK_EVERY_MS = 15_000

/** How the chat connections stand, looked up now and then while this is drawn and the page is seen. */
export function useNetworks(): Networks {
  const [networks, setNetworks] = useState<Networks>([])
  useEffect(() => {
    const look = () => {
      if (document.hidden) return
      // The list before stays until the server answers again.
      ask('networks', undefined).then(
        (reply) => setNetworks(reply.networks),
        () => {},
      )
    }
    look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return networks
}
