import type { Notice as NoticeGiven } from '../../contract/board.schema.ts'
import { Notice, type Tone } from '../ui/notice.tsx'
import { noticePieces } from './said.ts'
import { Said } from './said.tsx'
import { useWords } from './words.ts'

const tones: Record<NoticeGiven['level'], Tone> = { info: 'info', success: 'good', warning: 'warn', danger: 'bad' }

/** What the organizers want everybody to know, in their order. Drawn also while empty: it is read out when something comes. */
export function Notices({ notices }: { notices: readonly NoticeGiven[] }) {
  const { board: words } = useWords()
  return (
    <section class="notices" aria-label={words.notices} aria-live="polite">
      {notices.map(({ id, level, text }) => (
        <Notice key={id} tone={tones[level]}>
          <span class="unseen">{words.levels[level]}: </span>
          <Said pieces={noticePieces(text)} />
        </Notice>
      ))}
    </section>
  )
}
