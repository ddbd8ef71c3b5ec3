import type { Item, RatedItem } from '../../../contract/kinds/rating.schema.ts'
import { STARS_MAX } from '../../../contract/limits.ts'
import type { CommonWords } from '../../../words/common/en.ts'

interface RankedProps {
  title: string
  items: readonly Item[]
  /** In their order of rank. */
  rated: readonly RatedItem[]
  words: CommonWords
}

/** The items by rank, each with its score as a bar of five, its plain mean and how many rated it; who shares a rank is said to. */
export function Ranked({ title, items, rated, words }: RankedProps) {
  return (
    <ol class="ranked" aria-label={title}>
      {rated.map((one) => (
        <Row
          key={one.item}
          one={one}
          text={items.find(({ id }) => id === one.item)?.text ?? ''}
          isTied={one.rank !== null && rated.some(({ item, rank }) => item !== one.item && rank === one.rank)}
          words={words}
        />
      ))}
    </ol>
  )
}

function Row({ one, text, isTied, words }: { one: RatedItem; text: string; isTied: boolean; words: CommonWords }) {
  const { rank, score, average, count } = one
  return (
    <li class="ranked-row">
      <span>{rank === null ? '–' : `${words.number(rank)}.`}</span>
      <span class="ranked-text" dir="auto">
        {text}
      </span>
      <b>{score === null ? '' : words.number(score)}</b>
      <svg class="ranked-track" aria-hidden="true">
        <rect height="100%" width={`${(100 * (score ?? 0)) / STARS_MAX}%`} />
      </svg>
      <span class="ranked-more">
        {average === null ? words.rated.none : words.rated.mean(words.number(average), count)}
        {isTied && ` · ${words.rated.tied}`}
      </span>
    </li>
  )
}
