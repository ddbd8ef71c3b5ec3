import { useRef, useState } from 'preact/hooks'
import type { Attending } from './attending.ts'
import { RenameLater } from './parts.ts'
import { useWords } from './words.ts'

/** Under every screen: who one is here, and one's points. The name opens into a field. */
export function You({ attending }: { attending: Attending }) {
  const { attend, common } = useWords()
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const seat = attending.seat.value
  if (!seat) return null
  const close = () => {
    setOpen(false)
    queueMicrotask(() => opener.current?.focus())
  }
  return (
    <footer class="you">
      {attending.again.value && <p class="you-again">{attend.again}</p>}
      {isOpen ? (
        <RenameLater name={seat.name} rename={attending.rename} onClose={close} />
      ) : (
        <>
          <p class="you-name">
            <bdi>{seat.name}</bdi>
          </p>
          <button ref={opener} type="button" class="link-button" onClick={() => setOpen(true)}>
            {attend.rename}
          </button>
          <p class="you-points digits">{common.points(seat.points)}</p>
        </>
      )}
    </footer>
  )
}
