import { Explained } from '../../stage/explained.tsx'
import { FitBox } from '../../stage/fit-box.tsx'
import './stage.css'
import type { FaceProps, StageKind } from '../stage.ts'

/** How many gave what, as columns over the scale, with the mean marked above them. The room for both is kept from the start. */
function ScaleFace({ activity: scale, opening, tally, words }: FaceProps<'scale'>) {
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
            <span key={i} class="scale-rail">
              <span class="scale-column" style={{ blockSize: `${(100 * (tally?.bins[i] ?? 0)) / most}%` }} />
            </span>
          ))}
          {average !== null && <span class="scale-mark" style={{ insetInlineStart: `${average}%` }} />}
        </div>
        <figcaption class="scale-ends" dir="auto">
          <span>
            <b>0</b> {scale.low}
          </span>{' '}
          <span>
            {scale.high} <b>100</b>
          </span>
        </figcaption>
      </figure>
    </FitBox>
  )
}

export const scale: StageKind<'scale'> = { Face: ScaleFace, example: () => '70' }
