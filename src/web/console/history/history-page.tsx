import { useEffect, useState } from 'preact/hooks'
import type { RunId } from '../../../contract/runs.schema.ts'
import type { HistoryWords } from '../../../words/history/en.ts'
import { Button } from '../../ui/button.tsx'
import { ConnectionLine } from '../../ui/connection-line.tsx'
import { Notice, Toasts } from '../../ui/notice.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { ask, refusedBy } from '../door.ts'
import { Downloads } from '../downloads.tsx'
import { iconAgain } from '../icons.ts'
import { MeetingFacts } from '../meeting-facts.tsx'
import '../meeting-page.css'
import '../moving-dialog.css'
import { Page } from '../page.tsx'
import { meetingPlace } from '../places.ts'
import { useToasts } from '../toasts.ts'
import type { Followed } from '../use-meeting.ts'
import { useWords } from '../words.ts'
import { AnewDialog } from './anew-dialog.tsx'
import './history.css'
import { RunList, runName } from './run-list.tsx'
import { RunResultsPart } from './run-results.tsx'
import { useRun, useRuns } from './use-runs.ts'

/** What a meeting was: its runs, what came out of each, and the way to begin another. */
export function HistoryPage(meeting: Followed & { words: HistoryWords }) {
  const { view, connection, words } = meeting
  const { console: all, common } = useWords()
  const [chosen, choose] = useState<RunId | null>(null)
  const [anew, setAnew] = useState(false)
  const [question, setQuestion] = useState<Question | null>(null)
  const teller = useToasts()
  const { list, failed, more, again } = useRuns(view)
  const run = list?.runs.find(({ id }) => id === chosen) ?? null
  const shown = useRun(view, run?.id ?? null)
  useEffect(() => {
    document.title = `${view.settings.title} · ${words.title} · Plenary`
  }, [view.settings.title, words])
  const remove = (id: RunId, name: string) =>
    setQuestion({
      title: words.remove.title(name),
      text: words.remove.text,
      go: words.remove.go,
      danger: true,
      onGo: () =>
        void ask('deleteRun', { meeting: view.id, run: id }, undefined).then(
          () => {
            choose(null)
            teller.tell('good', words.remove.done)
          },
          (error: unknown) => teller.tell('bad', refusedBy(error)?.message ?? all.failed.offline),
        ),
    })
  const begun = () => {
    setAnew(false)
    choose(null)
    teller.tell('good', words.anew.done)
  }
  return (
    <Page>
      <ConnectionLine state={connection} words={all.connection} />
      <main class="history" id="main">
        <Head meeting={meeting} onAnew={() => setAnew(true)} />
        {failed && (
          <Notice tone="bad" action={<Button onClick={again}>{common.tryAgain}</Button>}>
            {all.failed.offline}
          </Notice>
        )}
        <div class="history-body">
          {list && <RunList list={list} at={view.at} chosen={run?.id ?? null} words={words} onChoose={choose} onMore={more} />}
          {shown === 'failed' && <Notice tone="bad">{all.failed.offline}</Notice>}
          {shown === null && <p class="quiet">{common.loading}</p>}
          {list && shown && shown !== 'failed' && (
            <RunResultsPart key={run?.id ?? 'now'} results={shown} name={runName(run, view.at, words)} words={words}>
              <section class="panel" aria-labelledby="downloads-title">
                <h3 id="downloads-title">{words.downloads}</h3>
                <Downloads meeting={view.id} title={shown.meeting.title} run={run?.id ?? null} />
                {run && (
                  <div>
                    <Button kind="danger" onClick={() => remove(run.id, runName(run, view.at, words))}>
                      {words.remove.open}
                    </Button>
                  </div>
                )}
              </section>
            </RunResultsPart>
          )}
        </div>
      </main>
      {anew && <AnewDialog meeting={view.id} words={words} onDone={begun} onClose={() => setAnew(false)} />}
      <Confirm question={question} onClose={() => setQuestion(null)} />
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </Page>
  )
}

function Head({ meeting: { view, words }, onAnew }: { meeting: Followed & { words: HistoryWords }; onAnew: () => void }) {
  return (
    <>
      <div class="meeting-head">
        <h1 dir="auto">{view.settings.title}</h1>
        <a class="history-desk" href={meetingPlace(view.id)}>
          {words.desk}
        </a>
        <MeetingFacts view={view} />
      </div>
      <div class="history-anew">
        <p class="quiet">{view.at === 'after' ? words.text : `${words.text} ${words.anew.notYet}`}</p>
        {view.at === 'after' && (
          <Button kind="primary" icon={iconAgain} onClick={onAnew}>
            {words.anew.open}
          </Button>
        )}
      </div>
    </>
  )
}
