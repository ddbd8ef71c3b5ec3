import { homePath, joinPath } from '../lib/paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import type { BarredProps } from './parts.ts'
import { useWords } from './words.ts'

/** Why there is nothing to see: no such page, no such meeting, or one was put out of it. */
export function Barred({ refusal, again }: BarredProps) {
  const { attend, common } = useWords()
  const mayJoin = refusal?.code === 'removed'
  const isOut = mayJoin || refusal?.code === 'banned'
  const title = isOut ? refusal.message : common.pageNotFound.title
  return (
    <main class="phone">
      <h1 class="unseen">{title}</h1>
      <EmptyState
        title={title}
        text={isOut ? '' : (refusal?.message ?? common.pageNotFound.text)}
        action={<a href={mayJoin ? joinPath(again) : homePath}>{mayJoin ? attend.join.go : common.home}</a>}
      />
    </main>
  )
}
