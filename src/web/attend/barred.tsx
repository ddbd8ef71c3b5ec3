import { homePath, joinPath } from '../lib/paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import type { BarredProps } from './parts.ts'
import { useWords } from './words.ts'

/** Why somebody sees nothing of a meeting: there is none, or they were put out of it. */
export function Barred({ refusal: { code, message }, again }: BarredProps) {
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
