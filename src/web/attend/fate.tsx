import type { Status } from '../lib/socket.ts'
import { Notice } from '../ui/notice.tsx'
import type { Own } from './own.ts'
import { useWords } from './words.ts'

/** What became of one's own answer, for eyes and, politely, for ears. `text`: what is said once it is counted. */
export function Fate({ own, status, text }: { own: Own; status: Status; text: string }) {
  const { attend } = useWords()
  const isKept = own.sent.length > 0 && status === 'offline'
  return (
    <div class="fate" role="status">
      {own.refusal ? (
        <Notice tone="warn">{own.refusal.message}</Notice>
      ) : isKept ? (
        <p class="fate-text">{attend.poll.kept}</p>
      ) : (
        <p class="unseen">{own.sent.length > 0 ? attend.poll.sending : text}</p>
      )}
    </div>
  )
}
