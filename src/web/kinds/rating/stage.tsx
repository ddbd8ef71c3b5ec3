import { Explained } from '../../stage/explained.tsx'
import { FitBox } from '../../stage/fit-box.tsx'
import type { FaceProps, StageKind } from '../stage.ts'
import { Ranked } from './ranked.tsx'
import './ranked.css'
import './stage.css'

/** The items by rank once there are marks, before that in the order of the form. The room is the same for both. */
function RatingFace({ activity, opening, tally, words }: FaceProps<'rating'>) {
  const { title, items, descriptionHtml } = activity
  const none = items.map(({ id }) => ({ item: id, count: 0, average: null, score: null, rank: null, stars: [] }))
  return (
    <FitBox about={JSON.stringify([title, descriptionHtml, items, opening])}>
      <h1 class="question">{title}</h1>
      <Explained html={descriptionHtml} short />
      <div class="rating-face">
        <Ranked title={title} items={items} rated={tally?.items ?? none} words={words.common} />
      </div>
    </FitBox>
  )
}

const EXAMPLE = [4, 5, 3]

export const rating: StageKind<'rating'> = {
  Face: RatingFace,
  example: ({ items }) => items.map((_, i) => EXAMPLE[i % EXAMPLE.length]).join(' '),
}
