import type { ScoreRow } from '../../contract/meeting.schema.ts'
import { FitBox } from './fit-box.tsx'
import './scoreboard.css'
import type { Words } from './words.ts'

const SHOWN_MAX = 10
const PODIUM_PLACES = 3
/** Two may share the last of these places. */
const PODIUM_PEOPLE_MAX = 4

interface PlacesProps {
  rows: readonly ScoreRow[]
  scores: readonly ScoreRow[]
  words: Words
}

/**
 * The top ten. Whoever shares the first three places stands on a podium, the others in a list beside it; where those places are shared by more than
 * four, nobody is singled out and all stand in the list. Who shares a rank is said to.
 */
export function Scoreboard({ scores, words }: { scores: readonly ScoreRow[]; words: Words }) {
  const shown = scores.filter(({ points }) => points > 0).slice(0, SHOWN_MAX)
  const first = shown.filter(({ rank }) => rank <= PODIUM_PLACES)
  const winners = first.length > PODIUM_PEOPLE_MAX ? [] : first
  const others = shown.slice(winners.length)
  return (
    <FitBox about={JSON.stringify(shown)}>
      <h1 class="question">{words.stage.scoreboard}</h1>
      <div class={winners.length > 0 && others.length > 0 ? 'score-face score-face-both' : 'score-face'}>
        {winners.length > 0 && <Podium rows={winners} scores={scores} words={words} />}
        {others.length > 0 && <List rows={others} scores={scores} words={words} />}
      </div>
      {shown.length === 0 && <p class="said">{words.stage.noScores}</p>}
    </FitBox>
  )
}

/** Best first for the ear; for the eye the best stands in the middle. Equal ranks stand equally high. */
function Podium({ rows, scores, words }: PlacesProps) {
  return (
    <ol class="podium">
      {rows.map((row, i) => (
        <li key={row.name} class={`podium-place podium-${row.rank} podium-nth-${i + 1}`}>
          <bdi class="podium-name">{row.name}</bdi>
          <span class="score-points digits">{words.common.points(row.points)}</span>
          <span class="podium-step">
            <b class="digits">{words.common.number(row.rank)}</b>
            {isTied(row, scores) && <span class="score-tied">{words.stage.tied}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

function List({ rows, scores, words }: PlacesProps) {
  return (
    <ol class="scores">
      {rows.map((row) => (
        <li key={row.name} class="score">
          <span class="score-rank digits">{words.common.number(row.rank)}</span>
          <bdi class="score-name">{row.name}</bdi>
          {isTied(row, scores) && <span class="score-tied">{words.stage.tied}</span>}
          <span class="score-points digits">{words.common.points(row.points)}</span>
        </li>
      ))}
    </ol>
  )
}

const isTied = (row: ScoreRow, all: readonly ScoreRow[]) => all.some((other) => other !== row && other.rank === row.rank)
