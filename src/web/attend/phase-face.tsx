import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ShownActivity } from '../../contract/activity.schema.ts'
import type { MeetingView } from '../../contract/meeting.schema.ts'
import { Mark } from '../ui/mark.tsx'
import type { Attending } from './attending.ts'
import { Cloud } from './cloud.tsx'
import { Explained } from './explained.tsx'
import { Poll, PollResult } from './poll.tsx'
import { Scale } from './scale.tsx'
import { useLater } from './use-later.ts'
import { useOwn } from './use-own.ts'
import { useWords } from './words.ts'

interface FaceProps {
  view: MeetingView
  attending: Attending
}

/** The one thing on the screen. */
export function PhaseFace({ view, attending }: FaceProps) {
  const { phase } = view
  const { attend } = useWords()
  const board = useLater(bringScoreboard, view.scored > 0 || phase.at === 'scoreboard')
  switch (phase.at) {
    case 'before':
    case 'waiting':
      return (
        <Pause title={view.title} lead={attend[phase.at].title} text={attend[phase.at].text} html={view.descriptionHtml}>
          {view.here > 0 && <p class="pause-here">{attend.here(view.here)}</p>}
        </Pause>
      )
    case 'open':
    case 'closed':
    case 'results':
      return <ActivityFace key={`${phase.activity.id}/${phase.opening}`} phase={phase} attending={attending} />
    case 'scoreboard':
      return board && <board.Scoreboard scores={phase.scores} attending={attending} />
    case 'after':
      return <Pause title={view.title} lead={attend.after.title} text={attend.after.text} html="" />
  }
}

const bringScoreboard = () => import('./later-scoreboard.tsx')

function Pause(props: { title: string; lead: string; text: string; html: string; children?: ComponentChildren }) {
  return (
    <section class="pause">
      <Mark />
      <h1 dir="auto">{props.title}</h1>
      <p class="pause-lead">{props.lead}</p>
      <p>{props.text}</p>
      {props.children}
      <Explained html={props.html} />
    </section>
  )
}

type ActivityPhase = Extract<MeetingView['phase'], { activity: ShownActivity }>

function ActivityFace({ phase, attending }: { phase: ActivityPhase; attending: Attending }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { activity, opening } = phase
  const own = useOwn(attending, { activity: activity.id, opening })
  useEffect(() => {
    // What a quiz brought is booked by now.
    if (phase.at === 'results' && activity.kind === 'quiz') attending.check({ activity: activity.id, opening })
  }, [phase.at])
  useEffect(() => {
    // Whoever is typing is not taken away from it.
    if (!document.activeElement?.matches('input, textarea, select')) heading.current?.focus()
  }, [])
  return (
    <section class="activity">
      <h1 ref={heading} tabIndex={-1} class="question" dir="auto">
        {activity.title}
      </h1>
      <Explained html={activity.descriptionHtml} />
      {'choices' in activity && phase.at === 'results' && <PollResult poll={activity} tally={phase.tally} own={own} />}
      {'choices' in activity && phase.at !== 'results' && <Poll poll={activity} phase={phase} own={own} attending={attending} />}
      {activity.kind === 'scale' && <Scale scale={activity} phase={phase} own={own} attending={attending} />}
      {activity.kind === 'cloud' && <Cloud cloud={activity} phase={phase} own={own} attending={attending} />}
    </section>
  )
}
