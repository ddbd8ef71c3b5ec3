import type { ScoreRow } from '../../contract/meeting.schema.ts'
import { useWords } from './words.ts'

const ROWS_SHOWN_MAX = 50

/** Names, points and places; one's own row stands out, and stands at the end where it is further down. */
export function Scoreboard({ scores, own }: { scores: readonly ScoreRow[]; own: string }) {
  const { attend, common } = useWords()
  const top = scores.slice(0, ROWS_SHOWN_MAX)
  const mine = scores.find(({ name }) => name === own)
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
              {row === mine && <span class="score-you">{attend.scoreboard.you}</span>}
            </span>
            <span class="score-points">{common.points(row.points)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
