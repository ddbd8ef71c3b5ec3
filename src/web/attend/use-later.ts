import { useEffect, useState } from 'preact/hooks'
import { backoffMs, pageTimers } from '../lib/timers.ts'

/**
 * A file of the page that is seldom wanted, brought when it is; without a connection it is tried again. Its name begins with `later-`, so that the
 * weight of the first load leaves it out. `bring` is one and the same function each time.
 */
export function useLater<File>(bring: () => Promise<File>, isWanted: boolean): File | null {
  const [brought, setBrought] = useState<{ file: File } | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let stop = () => {}
    const ask = (failures: number): void => {
      bring().then(
        (file) => setBrought({ file }),
        () => {
          stop = pageTimers.after(backoffMs(failures, Math.random()), () => ask(failures + 1))
        },
      )
    }
    ask(0)
    return () => stop()
  }, [isWanted, bring])
  return brought?.file ?? null
}
