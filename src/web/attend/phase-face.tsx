import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ShownActivity } from '../../contract/activity.schema.ts'
import type { MeetingView, ScoreRow } from '../../contract/meeting.schema.ts'
import { Mark } from '../ui/mark.tsx'
import type { Attending } from './attending.ts'
import { Cloud } from './cloud.tsx'
import { Explained } from './explained.tsx'
import { Poll, PollResult } from './poll.tsx'
import { Scale } from './scale.tsx'
import { Scoreboard } from './scoreboard.tsx'
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
      return <Board scores={phase.scores} attending={attending} />
    case 'after':
      return <Pause title={view.title} lead={attend.after.title} text={attend.after.text} html="" />
  }
}

/** Whoever is not among those listed asks for their own place. */
function Board({ scores, attending }: { scores: readonly ScoreRow[]; attending: Attending }) {
  const seat = attending.seat.value
  const mustAsk = seat !== null && !scores.some(({ name }) => name === seat.name)
  useEffect(() => {
    if (mustAsk) attending.check(null)
  }, [mustAsk, scores])
  const place = mustAsk && seat.rank !== null ? { name: seat.name, points: seat.points, rank: seat.rank } : null
  return <Scoreboard scores={scores} own={seat?.name ?? ''} place={place} />
}

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
