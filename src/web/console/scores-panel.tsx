import { useState } from 'preact/hooks'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { LiveScore, ScoresChange, ScoresView } from '../../contract/scores.schema.ts'
import { applyScoresChange, scoresFeed } from '../../contract/scores.ts'
import { useFeed } from '../lib/use-feed.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { ask, pageSocket, refusedBy } from './door.ts'
import { iconAgain } from './icons.ts'
import './scores-panel.css'
import type { Teller } from './toasts.ts'
import { useWords } from './words.ts'

/** Who has how many points, as it moves. `teller` null: to be looked at only, without the button that reads it anew. */
export function ScoresPanel({ meeting, teller }: { meeting: MeetingId; teller: Teller | null }) {
  const words = useWords()
  const { scores } = words.console.desk
  const { view } = useFeed<ScoresView, ScoresChange>(pageSocket(), scoresFeed(meeting), applyScoresChange)
  const [busy, setBusy] = useState(false)
  const refresh = () => {
    if (busy) return
    setBusy(true)
    ask('countScores', { meeting }, undefined)
      .catch((error: unknown) => teller?.tell('bad', refusedBy(error)?.message ?? words.console.failed.offline))
      .finally(() => setBusy(false))
  }
  const rows = view.value?.rows ?? []
  const people = view.value?.people ?? 0
  return (
    <section class="panel" aria-labelledby="scores-title">
      <div class="scores-head">
        <h2 id="scores-title">{scores.title}</h2>
        <span class="quiet small digits">{people > rows.length ? scores.first(rows.length, people) : scores.people(people)}</span>
        {teller && <IconButton icon={iconAgain} label={scores.refresh} onClick={refresh} />}
      </div>
      {rows.length === 0 ? <p class="quiet">{scores.empty}</p> : <ScoresTable rows={rows} />}
    </section>
  )
}

const ROWS_AT_FIRST_MAX = 12
const networkNames = { irc: 'IRC', discord: 'Discord', twitch: 'Twitch', youtube: 'YouTube' } as const

function ScoresTable({ rows }: { rows: readonly LiveScore[] }) {
  const { console: words, common } = useWords()
  const { scores } = words.desk
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? rows : rows.slice(0, ROWS_AT_FIRST_MAX)
  return (
    <>
      <table class="scores-table">
        <thead>
          <tr>
            <th scope="col" class="scores-number">
              {scores.rank}
            </th>
            <th scope="col">{scores.name}</th>
            <th scope="col">{scores.networks}</th>
            <th scope="col" class="scores-number">
              {scores.points}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ person, rank, name, networks, points }) => (
            <tr key={person}>
              <td class="scores-number digits">{common.number(rank)}</td>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td>
                <span class="scores-marks">
                  {networks.map((network) => (
                    <span key={network} class="scores-mark">
                      {network === 'web' ? scores.browser : networkNames[network]}
                    </span>
                  ))}
                </span>
              </td>
              <td class="scores-number digits">{common.number(points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > ROWS_AT_FIRST_MAX && (
        <Button onClick={() => setWhole(!isWhole)}>{isWhole ? scores.fewer : scores.all}</Button>
      )}
    </>
  )
}
