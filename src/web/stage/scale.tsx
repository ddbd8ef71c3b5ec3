import type { ShownActivity, Tally } from '../../contract/activity.schema.ts'
import { Explained } from './explained.tsx'
import { FitBox } from './fit-box.tsx'
import './scale.css'
import type { Words } from './words.ts'

interface ScaleProps {
  scale: Extract<ShownActivity, { kind: 'scale' }>
  opening: number
  /** Null: the counts are not for the big screen now. */
  tally: Extract<Tally, { kind: 'scale' }> | null
  words: Words
}

/** How many gave what, as columns over the scale, with the mean marked above them. The room for both is kept from the start. */
export function ScaleFace({ scale, opening, tally, words }: ScaleProps) {
  const most = Math.max(1, ...(tally?.bins ?? []))
  const average = tally?.average ?? null
  return (
    <FitBox about={JSON.stringify([scale.title, scale.descriptionHtml, opening])}>
      <h1 class="question">{scale.title}</h1>
      <Explained html={scale.descriptionHtml} short />
      <figure class="scale" aria-label={scale.title}>
        <p class="scale-mean" aria-live="polite">
          {average === null ? '\u00a0' : words.stage.average(words.common.number(average))}
        </p>
        <div class="scale-columns" aria-hidden="true">
          {Array.from({ length: 11 }, (_, i) => (
            <span key={i} class="scale-column" style={{ blockSize: `${(100 * (tally?.bins[i] ?? 0)) / most}%` }} />
          ))}
          {average !== null && <span class="scale-mark" style={{ insetInlineStart: `${average}%` }} />}
        </div>
        <figcaption class="scale-ends" dir="auto">
          <span>0 {scale.low}</span> <span>{scale.high} 100</span>
        </figcaption>
      </figure>
    </FitBox>
  )
}
