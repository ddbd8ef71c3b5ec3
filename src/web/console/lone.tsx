import type { ComponentChildren } from 'preact'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import './home-page.css'
import { useWords } from './words.ts'

/** What a page is drawn in while it has nothing to show. */
export function Lone({ busy, children }: { busy?: boolean; children: ComponentChildren }) {
  return (
    <main class="home" id="main" aria-busy={busy}>
      {children}
    </main>
  )
}

export function Loading() {
  const { common } = useWords()
  return (
    <Lone busy>
      <p class="quiet">{common.loading}</p>
    </Lone>
  )
}

export function Failed({ onAgain }: { onAgain: () => void }) {
  const { console: words, common } = useWords()
  return (
    <Lone>
      <EmptyState
        title={words.failed.title}
        text={words.failed.offline}
        action={<Button onClick={onAgain}>{common.tryAgain}</Button>}
      />
    </Lone>
  )
}
