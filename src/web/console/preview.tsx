import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import './preview.css'
import { useWords } from './words.ts'

const STAGE_WIDTH_PX = 1280

/** The stage itself, drawn at its full size and made small: what is seen here is what hangs on the wall. */
export function Preview({ address }: { address: string }) {
  const { console: words } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(0.25)
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(([seen]) => seen && setScale(seen.contentRect.width / STAGE_WIDTH_PX))
    if (frame.current) watcher.observe(frame.current)
    return () => watcher.disconnect()
  }, [])
  return (
    <div ref={frame} class="preview">
      <iframe
        class="preview-stage"
        title={words.preview}
        src={address}
        inert
        tabIndex={-1}
        style={{ transform: `scale(${scale})` }}
      />
    </div>
  )
}
