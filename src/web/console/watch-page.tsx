import { useEffect } from 'preact/hooks'
import { ConnectionLine } from '../ui/connection-line.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { LiveResults } from './live-results.tsx'
import { MeetingFacts } from './meeting-facts.tsx'
import './meeting-page.css'
import { Page } from './page.tsx'
import { stageAddress } from './places.ts'
import { Preview } from './preview.tsx'
import { ScoresPanel } from './scores-panel.tsx'
import { closingOf, type Followed } from './use-meeting.ts'
import { useWords } from './words.ts'

/** A meeting to be looked at: it never asks for the controls, so there is no seat to step from. */
export function WatchPage(meeting: Followed) {
  const { view, tally, connection } = meeting
  const { console: words } = useWords()
  const current = view.activities.find(({ id }) => id === view.activity)
  const closing = closingOf(meeting)
  useEffect(() => {
    document.title = `${view.settings.title} · ${words.desk.faces.watch} · Plenary`
  }, [view.settings.title, words])
  return (
    <Page>
      <ConnectionLine state={connection} words={words.connection} />
      <div class="meeting meeting-watch">
        <main class="meeting-main" id="main">
          <div class="meeting-head">
            <h1 dir="auto">{view.settings.title}</h1>
            <MeetingFacts view={view} />
          </div>
          <p class="quiet">{words.desk.watch.text}</p>
          <section class="panel" aria-labelledby="audience-title">
            <h2 id="audience-title">{words.audience}</h2>
            <Preview address={stageAddress(view)} />
          </section>
        </main>
        <aside class="meeting-side" aria-label={words.desk.scores.title}>
          <section class="panel" aria-labelledby="question-title">
            <h2 id="question-title">{words.desk.watch.question}</h2>
            <p class="watch-question" dir="auto">
              {current?.prepared.title ?? words.desk.present.nothingNow}
            </p>
            {closing && <Countdown {...closing} label={words.steer.timeLeft} />}
          </section>
          {current && <LiveResults prepared={current.prepared} tally={tally} />}
          <ScoresPanel meeting={view.id} teller={null} />
        </aside>
      </div>
    </Page>
  )
}
