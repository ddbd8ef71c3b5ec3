import { Notice } from '../ui/notice.tsx'
import { useWords } from './words.ts'

/** Nobody can answer any more. */
export function Closed() {
  const { closed } = useWords().attend
  return (
    <Notice tone="info">
      <strong>{closed.title}</strong> {closed.text}
    </Notice>
  )
}
