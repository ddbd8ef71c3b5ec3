import type { PageId } from '../../contract/pages.schema.ts'
import { api } from '../lib/api.ts'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { NotFound } from './not-found.tsx'
import { WrittenPage } from './shown-page.tsx'
import { useFresh } from './use-fresh.ts'
import { useWords } from './words.ts'

/** One of the further pages. */
export function FurtherPage({ page }: { page: PageId }) {
  const { home } = useWords()
  const found = useFresh(() => api('page', { page }))
  if (found.at === 'loading') return <Spinner />
  if (found.at === 'there') return found.told.page ? <WrittenPage page={found.told.page} /> : <NotFound />
  if (found.refusal.code === 'not-found') return <NotFound />
  return <Notice tone="warn">{found.refusal.message || home.unreachable}</Notice>
}
