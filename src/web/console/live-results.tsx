import type { PreparedActivity, Tally } from '../../contract/activity.schema.ts'
import { Bars } from '../ui/bars.tsx'
import { CloudList } from '../ui/cloud-list.tsx'
import { useWords } from './words.ts'

/** The running count of what is in front of the audience; organizers see it also while the stage does not. */
export function LiveResults({ prepared, tally }: { prepared: PreparedActivity; tally: Tally | null }) {
  const { console: words, common } = useWords()
  if (prepared.kind === 'text') return null
  return (
    <section class="panel" aria-labelledby="results-title">
      <h2 id="results-title">{prepared.kind === 'cloud' ? words.results.cloud : words.results.title}</h2>
      {'choices' in prepared && (
        <Bars
          title={prepared.title}
          answered={tally && 'counts' in tally ? tally.answered : 0}
          words={common.bars}
          format={common.number}
          bars={prepared.choices.map((choice, index) => ({
            id: choice.id,
            index,
            label: choice.text,
            count: tally && 'counts' in tally ? (tally.counts[choice.id] ?? 0) : 0,
            right: 'right' in choice && choice.right,
            letter: choice.short.length < 3 ? choice.short.toLocaleUpperCase(document.documentElement.lang) : undefined,
          }))}
        />
      )}
      {tally?.kind === 'scale' && (
        <p class="digits">{tally.average === null ? words.results.none : words.results.average(common.number(tally.average))}</p>
      )}
      {tally?.kind === 'cloud' && tally.words.length > 0 && (
        <CloudList title={prepared.title} words={tally.words} wordText={common.wordCount} />
      )}
      {prepared.kind === 'cloud' && (tally?.kind !== 'cloud' || tally.words.length === 0) && (
        <p class="quiet">{words.results.none}</p>
      )}
    </section>
  )
}
