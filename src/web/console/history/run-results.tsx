import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ActivityResult, MeetingResults, ParticipantResult } from '../../../contract/moving.schema.ts'
import type { HistoryWords } from '../../../words/history/en.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { kindOf } from '../kinds.ts'
import { useWords } from '../words.ts'

interface PartProps {
  results: MeetingResults
  name: string
  words: HistoryWords
  /** What can be done with it. */
  children: ComponentChildren
}

/** What came out of one run: each activity with its count, and everybody who took part. */
export function RunResultsPart({ results, name, words, children }: PartProps) {
  const { activities, participants } = results
  return (
    <section class="history-results" aria-labelledby="run-title">
      <h2 id="run-title">{name}</h2>
      {children}
      <section class="panel" aria-labelledby="run-people">
        <h3 id="run-people">{words.participants}</h3>
        {participants.length === 0 ? (
          <p class="quiet">{words.nobody}</p>
        ) : (
          <People activities={activities} participants={participants} words={words} />
        )}
      </section>
      <h3>{words.activities}</h3>
      {activities.length === 0 && <p class="quiet">{words.noActivities}</p>}
      <div class="history-activities">
        {activities.map((one) => (
          <Activity key={one.id} one={one} />
        ))}
      </div>
    </section>
  )
}

function Activity({ one: { id, prepared, tally } }: { one: ActivityResult }) {
  const { console: words } = useWords()
  const { icon, Live } = kindOf(prepared.kind)
  return (
    <section class="panel" aria-labelledby={`of-${id}`}>
      <h4 id={`of-${id}`} dir="auto">
        <Icon path={icon} />
        <span class="unseen">{words.kinds[prepared.kind]}: </span> {prepared.title}
      </h4>
      {'answered' in tally && <p class="small quiet digits">{words.answered(tally.answered)}</p>}
      {Live && <Live prepared={prepared as never} tally={tally as never} />}
    </section>
  )
}

const ROWS_AT_FIRST_MAX = 50

function People({
  activities,
  participants,
  words,
}: Pick<MeetingResults, 'activities' | 'participants'> & { words: HistoryWords }) {
  const [isWhole, setWhole] = useState(false)
  const titles = new Map(activities.map(({ id, prepared }) => [id as string, prepared.title]))
  const hasFlags = participants.some(({ found }) => found.length > 0)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be pushed sideways has to be reached by keyboard. */}
      <section class="history-scroll" tabIndex={0} aria-label={`${words.participants} · ${words.given}`}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="history-number">
                {words.place}
              </th>
              <th scope="col">{words.name}</th>
              <th scope="col" class="history-number">
                {words.points}
              </th>
              <th scope="col">{words.given}</th>
              {hasFlags && <th scope="col">{words.flags}</th>}
            </tr>
          </thead>
          <tbody>
            {(isWhole ? participants : participants.slice(0, ROWS_AT_FIRST_MAX)).map((one, i) => (
              // Two may have the same name, and rows never move.
              <Person key={i} one={one} titles={titles} hasFlags={hasFlags} />
            ))}
          </tbody>
        </table>
      </section>
      {participants.length > ROWS_AT_FIRST_MAX && (
        <div>
          <Button onClick={() => setWhole(!isWhole)}>{isWhole ? words.fewer : words.all}</Button>
        </div>
      )}
    </>
  )
}

function Person({ one, titles, hasFlags }: { one: ParticipantResult; titles: Map<string, string>; hasFlags: boolean }) {
  const { common } = useWords()
  const byActivity = Map.groupBy(one.answers, ({ activity }) => activity)
  return (
    <tr>
      <td class="digits history-number">{common.number(one.rank)}</td>
      <th scope="row">
        <bdi>{one.name}</bdi>
      </th>
      <td class="digits history-number">{common.number(one.points)}</td>
      <td class="history-given">
        {[...byActivity].map(([activity, given]) => (
          <p key={activity} class="small">
            <span class="quiet history-asked">
              <bdi>{titles.get(activity)}</bdi>
            </span>{' '}
            <bdi>{given.map(({ text }) => text).join(', ')}</bdi>
          </p>
        ))}
      </td>
      {hasFlags && (
        <td class="history-flags">
          <bdi>{one.found.map(({ name }) => name).join(', ')}</bdi>
        </td>
      )}
    </tr>
  )
}
