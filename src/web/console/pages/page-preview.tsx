import { useEffect, useState } from 'preact/hooks'
import type { PageDraft, PageId, ShownPage } from '../../../contract/pages.schema.ts'
import { FIRST_PAGE } from '../../../contract/pages.ts'
import type { PagesWords } from '../../../words/pages/en.ts'
import { WrittenPage } from '../../home/shown-page.tsx'
import { ask } from '../door.ts'

const PAUSE_MS = 400

/** How the page would look, drawn by the same component, from Markdown that the server turned. Nothing in it can be pressed. */
export function PagePreview({ draft, words }: { draft: PageDraft; words: PagesWords }) {
  const [shown, setShown] = useState<ShownPage | null>(null)
  const [waits, setWaits] = useState(false)
  useEffect(() => {
    if (draft.title.trim() === '') return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask('previewPage', { page: FIRST_PAGE as PageId }, draft).then(
        (page) => {
          if (stop.signal.aborted) return
          setShown(page)
          setWaits(false)
        },
        () => {
          if (!stop.signal.aborted) setWaits(true)
        },
      )
    }, PAUSE_MS)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [draft])
  return (
    <section class="editor-preview" aria-labelledby="page-preview">
      <h2 id="page-preview">{words.form.preview}</h2>
      {waits && <p class="small quiet">{words.form.previewFailed}</p>}
      {shown && (
        <div class="editor-shown" inert>
          <WrittenPage page={shown} level={3} />
        </div>
      )}
    </section>
  )
}
