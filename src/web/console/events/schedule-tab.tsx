import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import type { VersionCard } from '../../../contract/schedule.schema.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Failed, Loading } from '../lone.tsx'
import { acts } from './acts.ts'
import { ChangeList } from './change-list.tsx'
import type { TabProps } from './events-page.tsx'
import { ReleaseDialog } from './release-dialog.tsx'
import { momentText } from './shared.ts'
import { type Brought, TakeInPart } from './take-in-part.tsx'

export type Prepared = Reply<'preparedSchedule'>

interface Known {
  readonly prepared: Prepared
  readonly versions: readonly VersionCard[]
  readonly next: number | null
}

/** The programme: taking it in, what that would change, and its releases. */
export function ScheduleTab({ view, words, teller }: TabProps) {
  const { id: event } = view.event
  const [known, setKnown] = useState<Known | null>(null)
  const [failed, setFailed] = useState(false)
  const [taken, setTaken] = useState<Brought | null>(null)
  const [isReleasing, release] = useState(false)
  const load = useCallback(() => {
    setFailed(false)
    Promise.all([acts.prepared(event), acts.versions(event, null)]).then(
      ([prepared, { versions, next }]) => setKnown({ prepared, versions, next }),
      () => setFailed(true),
    )
  }, [event])
  useEffect(load, [load, view.version])
  if (failed) return <Failed onAgain={load} />
  if (!known) return <Loading />
  const { prepared, versions } = known
  const earlier = async () => {
    const page = await acts.versions(event, known.next)
    setKnown({ ...known, versions: [...versions, ...page.versions], next: page.next })
  }
  return (
    <section class="events-part">
      <p class="quiet">{words.schedule.lead}</p>
      <TakeInPart
        event={event}
        words={words}
        taken={taken}
        onTaken={(told) => {
          setTaken(told)
          load()
        }}
      />
      <PreparedPart prepared={prepared} words={words} timeZone={view.event.timeZone} onRelease={() => release(true)} />
      <h2>{words.schedule.versions}</h2>
      {versions.length === 0 && <p>{words.schedule.noVersions}</p>}
      {versions.map((one) => (
        <Version key={one.n} one={one} view={view} words={words} />
      ))}
      {known.next !== null && (
        <div>
          <Button onClick={() => void earlier()}>{words.history.more}</Button>
        </div>
      )}
      {isReleasing && (
        <ReleaseDialog
          event={event}
          words={words}
          suggested={prepared.version}
          onClose={() => release(false)}
          onReleased={() => {
            release(false)
            setTaken(null)
            teller.tell('good', words.schedule.released)
            load()
          }}
        />
      )}
    </section>
  )
}

interface PreparedProps extends Pick<TabProps, 'words'> {
  prepared: Prepared
  timeZone: string
  onRelease: () => void
}

/** What a release would tell people, and what does not go together. */
function PreparedPart({ prepared, words, timeZone, onRelease }: PreparedProps) {
  const { changes, conflicts } = prepared
  return (
    <>
      {conflicts.length > 0 && (
        <Notice tone="warn">
          <details>
            <summary>{words.schedule.conflicts(conflicts.length)}</summary>
            <ul class="events-changes">
              {conflicts.map(({ kind, what, startsAt, sessions }) => (
                <li key={`${kind} ${what} ${startsAt}`}>
                  <span class="quiet small digits">{momentText(startsAt, timeZone)}</span>
                  <span>
                    {words.schedule.clash[kind](what)} <bdi>{sessions.map(({ title }) => title).join(' · ')}</bdi>
                  </span>
                </li>
              ))}
            </ul>
          </details>
        </Notice>
      )}
      {changes.length > 0 ? (
        <section class="events-fieldset">
          <h2>{words.schedule.waiting}</h2>
          <p class="quiet">{words.schedule.waitingText}</p>
          <ChangeList changes={changes} words={words} timeZone={timeZone} />
          <div>
            <Button kind="primary" onClick={onRelease}>
              {words.schedule.release}
            </Button>
          </div>
        </section>
      ) : (
        prepared.sessions.length > 0 && <p class="quiet">{words.schedule.nothing}</p>
      )}
    </>
  )
}

/** One release; its changes are asked for when they are opened. */
function Version({ one, view, words }: Pick<TabProps, 'view' | 'words'> & { one: VersionCard }) {
  const { id: event, timeZone } = view.event
  const [changes, setChanges] = useState<Reply<'scheduleVersion'>['changes'] | null>(null)
  const { counts } = one
  const opened = (toggled: { currentTarget: HTMLDetailsElement }) => {
    if (!toggled.currentTarget.open || changes) return
    acts.version(event, one.n).then(
      (told) => setChanges(told.changes),
      () => {
        // Opened again it is asked for again.
      },
    )
  }
  return (
    <section class="events-fieldset">
      <h3>
        <bdi>{one.version}</bdi>
      </h3>
      <p class="quiet small digits">
        {momentText(one.releasedAt, timeZone)}
        {one.by && <> · {words.schedule.by(one.by)}</>}
      </p>
      {one.note && (
        <p>
          <bdi>{one.note}</bdi>
        </p>
      )}
      <details onToggle={opened}>
        <summary>{words.schedule.changes(counts.new + counts.moved + counts.changed + counts.cancelled)}</summary>
        {changes && <ChangeList changes={changes} words={words} timeZone={timeZone} />}
      </details>
    </section>
  )
}
