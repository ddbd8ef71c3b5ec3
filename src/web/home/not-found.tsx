import { homePath } from '../lib/paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { useWords } from './words.ts'

export function NotFound() {
  const { common } = useWords()
  const { title, text } = common.pageNotFound
  return (
    <>
      <h1 class="unseen">{title}</h1>
      <EmptyState title={title} text={text} action={<a href={homePath}>{common.home}</a>} />
    </>
  )
}
