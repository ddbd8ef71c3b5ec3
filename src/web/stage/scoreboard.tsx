import type { ScoreRow } from '../../contract/meeting.schema.ts'
import { FitBox } from './fit-box.tsx'
import './scoreboard.css'
import type { Words } from './words.ts'

const SHOWN_MAX = 10

/** The top ten, the first three larger; who shares a rank is said to. */
export function Scoreboard({ scores, words }: { scores: readonly ScoreRow[]; words: Words }) {
  const shown = scores.filter(({ points }) => points > 0).slice(0, SHOWN_MAX)
  return (
    <FitBox about={JSON.stringify(shown)}>
      <h1 class="question">{words.stage.scoreboard}</h1>
      <ol class="scores">
        {shown.map((row) => (
          <li key={row.name} class={row.rank <= 3 ? 'score score-podium' : 'score'}>
            <span class="score-rank digits">{words.common.number(row.rank)}</span>
            <bdi class="score-name">{row.name}</bdi>
            {isTied(row, scores) && <span class="score-tied">{words.stage.tied}</span>}
            <span class="score-points digits">{words.common.points(row.points)}</span>
          </li>
        ))}
      </ol>
      {shown.length === 0 && <p class="said">{words.stage.noScores}</p>}
    </FitBox>
  )
}

const isTied = (row: ScoreRow, all: readonly ScoreRow[]) => all.some((other) => other !== row && other.rank === row.rank)
