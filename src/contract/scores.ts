import type { MeetingId } from './meeting.schema.ts'
import type { LiveScore, ScoresChange, ScoresView, ToldScore } from './scores.schema.ts'

export const scoresFeed = (meeting: MeetingId) => `meeting:${meeting}/scores` as const

/** Most points first, then by name: an order without surprises on every machine. Ties share a rank. */
export function rankedScores(rows: readonly ToldScore[]): LiveScore[] {
  const sorted = [...rows].sort((a, b) => b.points - a.points || order(a.name, b.name) || order(a.person, b.person))
  let rank = 0
  return sorted.map(({ person, name, points, networks }, i) => {
    if (sorted[i - 1]?.points !== points) rank = i + 1
    return { person, name, points, networks, rank }
  })
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export function applyScoresChange(view: ScoresView, change: ScoresChange): ScoresView {
  const moved = new Map(change.rows.map((row) => [row.person, row]))
  const gone = new Set(change.gone)
  const kept = view.rows.filter(({ person }) => !gone.has(person) && !moved.has(person))
  return { ...view, people: change.people, rows: rankedScores([...kept, ...change.rows]) }
}
