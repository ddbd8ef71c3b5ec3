import type { PreparedActivity, Tally } from '../../contract/activity.schema.ts'
import { kindOf } from './kinds.ts'
import { useWords } from './words.ts'

/** The running count of what is in front of the audience; organizers see it also while the stage does not. */
export function LiveResults({ prepared, tally }: { prepared: PreparedActivity; tally: Tally | null }) {
  const { console: words } = useWords()
  const { Live, liveTitle } = kindOf(prepared.kind)
  if (!Live) return null
  const own = tally?.kind === prepared.kind ? tally : null
  return (
    <section class="panel" aria-labelledby="results-title">
      <h2 id="results-title">{liveTitle?.(words) ?? words.results.title}</h2>
      <Live prepared={prepared as never} tally={own as never} />
    </section>
  )
}
