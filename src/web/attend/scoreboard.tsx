import { useEffect } from 'preact/hooks'
import type { ScoreRow } from '../../contract/meeting.schema.ts'
import type { Attending } from './attending.ts'
import { useWords } from './words.ts'

const ROWS_SHOWN_MAX = 10

/** The scoreboard, brought when points have moved. Whoever is not among those the server listed asks for their own place. */
export function Scoreboard({ scores, attending }: { scores: readonly ScoreRow[]; attending: Attending }) {
  const seat = attending.seat.value
  const mustAsk = seat !== null && !scores.some(({ name }) => name === seat.name)
  useEffect(() => {
    if (mustAsk) attending.check(null)
  }, [mustAsk, scores])
  const place = mustAsk && seat.rank !== null ? { name: seat.name, points: seat.points, rank: seat.rank } : null
  return <Places scores={scores} own={seat?.name ?? ''} place={place} />
}

/**
 * The top ten with their points and places, ties said; one's own row stands out, and stands at the end where it is further down. `place` is that of
 * whoever is not among those the server listed.
 */
function Places(props: { scores: readonly ScoreRow[]; own: string; place: ScoreRow | null }) {
  const { scores, own } = props
  const { attend, common } = useWords()
  const top = scores.slice(0, ROWS_SHOWN_MAX)
  const mine = scores.find(({ name }) => name === own) ?? props.place
  const rows = mine && !top.includes(mine) ? [...top, mine] : top
  return (
    <section class="activity">
      <h1>{attend.scoreboard.title}</h1>
      {mine && <p>{attend.scoreboard.yourPlace(mine.rank, common.points(mine.points))}</p>}
      {rows.length === 0 && <p class="quiet">{attend.scoreboard.empty}</p>}
      <ol class="scores">
        {rows.map((row) => (
          <li key={row.name} class={row === mine ? 'score score-own' : 'score'}>
            <span class="score-rank">{common.number(row.rank)}</span>
            <span class="score-name">
              <bdi>{row.name}</bdi>
              {isTied(row, scores) && <span class="score-tied">{attend.scoreboard.tied}</span>}
              {row === mine && <span class="score-you">{attend.scoreboard.you}</span>}
            </span>
            <span class="score-points">{common.points(row.points)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const isTied = (row: ScoreRow, all: readonly ScoreRow[]) =>
  all.some((other) => other.name !== row.name && other.rank === row.rank)
