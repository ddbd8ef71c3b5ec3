import type { CallRefusal } from '../lib/api.ts'
import { homePath, joinPath } from '../lib/paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { useWords } from './words.ts'

/** Why somebody sees nothing of a meeting: there is none, or they were put out of it. `again`: its code, as far as it was heard, to come back by. */
export function Barred({ refusal: { code, message }, again }: { refusal: CallRefusal; again: string | undefined }) {
  const { attend, common } = useWords()
  const mayJoin = code === 'removed'
  const title = mayJoin || code === 'banned' ? message : common.pageNotFound.title
  return (
    <main class="phone">
      <h1 class="unseen">{title}</h1>
      <EmptyState
        title={title}
        text={title === message ? '' : message}
        action={<a href={mayJoin ? joinPath(again) : homePath}>{mayJoin ? attend.join.go : common.home}</a>}
      />
    </main>
  )
}
