import { useEffect, useState } from 'preact/hooks'
import type { ConsoleActivity, ConsoleView } from '../../contract/meeting.schema.ts'
import { ConnectionLine } from '../ui/connection-line.tsx'
import { Icon } from '../ui/icon.tsx'
import { Toasts } from '../ui/notice.tsx'
import { Confirm, type Question } from './confirm.tsx'
import { ControlBanner } from './control-banner.tsx'
import { kindOf } from './kinds.ts'
import { LiveResults } from './live-results.tsx'
import { MeetingFacts } from './meeting-facts.tsx'
import './meeting-page.css'
import { Page } from './page.tsx'
import { meetingPlace } from './places.ts'
import './present-page.css'
import { currentOf } from './steering.ts'
import { SteeringBar } from './steering-bar.tsx'
import { useToasts } from './toasts.ts'
import { useControl } from './use-control.ts'
import { closingOf, type Followed } from './use-meeting.ts'
import { useSteps } from './use-steps.ts'
import { useWords } from './words.ts'

/** What a presenter needs in a hand or on the desk: one big button, what is on and what comes, and the notes to both. */
export function PresentPage(meeting: Followed) {
  const { view, tally, connection } = meeting
  const words = useWords()
  const [question, ask] = useState<Question | null>(null)
  const teller = useToasts()
  const controls = useControl(view.id, view, connection)
  const steps = useSteps(view, controls, teller)
  const { desk } = words.console
  const now = view.activities.find(({ id }) => id === view.activity) ?? null
  useEffect(() => {
    document.title = `${view.settings.title} · ${desk.faces.present} · Plenary`
  }, [view.settings.title, desk])
  return (
    <Page>
      <ConnectionLine state={connection} words={words.console.connection} />
      <main class="present" id="main">
        <div class="meeting-head">
          <h1 dir="auto">{view.settings.title}</h1>
          <a class="present-desk" href={meetingPlace(view.id)}>
            {desk.faces.desk}
          </a>
          <MeetingFacts view={view} />
        </div>
        <ControlBanner control={controls.control} onTake={steps.take} onAsk={ask} />
        <Part id="present-now" title={desk.present.now} one={now} none={desk.present.nothingNow} />
        {now && <LiveResults prepared={now.prepared} tally={tally} />}
        <Part id="present-next" title={desk.present.next} one={nextOf(view)} none={desk.present.nothingNext} later />
        <SteeringBar
          view={view}
          closesAt={closingOf(meeting)}
          disabled={controls.control.at !== 'steering' || connection !== 'live'}
          busy={steps.busy}
          onStep={steps.press}
          onMoreTime={steps.addTime}
          onAdd={() => location.assign(meetingPlace(view.id))}
          inHand
        />
      </main>
      <Confirm question={question} onClose={() => ask(null)} />
      <Toasts toasts={teller.toasts} closeLabel={words.common.close} onClose={teller.close} />
    </Page>
  )
}

/** What would be opened after the one in front of the audience. */
function nextOf(view: ConsoleView): ConsoleActivity | null {
  const rest = view.activities.filter(({ id, done }) => !done && id !== view.activity)
  return view.at === 'after' ? null : (currentOf({ ...view, activity: null, activities: rest }) ?? null)
}

function Part(props: { id: string; title: string; one: ConsoleActivity | null; none: string; later?: boolean }) {
  const { console: words } = useWords()
  const { one, later } = props
  return (
    <section class={later ? 'present-part present-later' : 'present-part'} aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {one ? (
        <>
          <p class="present-title" dir="auto">
            <Icon path={kindOf(one.prepared.kind).icon} />
            <span class="unseen">{words.kinds[one.prepared.kind]}: </span> {one.prepared.title}
          </p>
          {one.notesHtml && (
            <section class="present-notes" aria-label={words.desk.of(words.desk.present.notes, one.prepared.title)}>
              {/* Made by the server from Markdown, with no markup of its author's own. */}
              <div class="explained" dir="auto" dangerouslySetInnerHTML={{ __html: one.notesHtml }} />
            </section>
          )}
        </>
      ) : (
        <p class="quiet">{props.none}</p>
      )}
    </section>
  )
}
