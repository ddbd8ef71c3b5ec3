import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { MeetingView } from '../../contract/meeting.schema.ts'
import type { ActivityPhase } from '../kinds/phone.ts'
import { Mark } from '../ui/mark.tsx'
import type { Attending } from './attending.ts'
import { Explained } from './explained.tsx'
import { kindOf } from './kinds.ts'
import { later } from './later.tsx'
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
        <Pause view={view} lead={attend[phase.at].title} text={attend[phase.at].text} html={view.descriptionHtml}>
          {view.here > 0 && <p class="pause-here">{attend.here(view.here)}</p>}
        </Pause>
      )
    case 'open':
    case 'closed':
    case 'results':
      return <ActivityFace key={`${phase.activity.id}/${phase.opening}`} phase={phase} attending={attending} />
    case 'scoreboard':
      return <Scoreboard scores={phase.scores} attending={attending} />
    case 'after':
      return <Pause view={view} lead={attend.after.title} text={attend.after.text} html="" />
  }
}

const Scoreboard = later(async () => (await import('./scoreboard.tsx')).Scoreboard)

function Pause(props: { view: MeetingView; lead: string; text: string; html: string; children?: ComponentChildren }) {
  const { picture, title } = props.view
  return (
    <section class="pause">
      {picture ? <img class="picture" src={picture.address} alt={picture.words} /> : <Mark />}
      <h1 dir="auto">{title}</h1>
      <p class="pause-lead">{props.lead}</p>
      <p>{props.text}</p>
      {props.children}
      <Explained html={props.html} />
    </section>
  )
}

function ActivityFace({ phase, attending }: { phase: ActivityPhase; attending: Attending }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { activity, opening } = phase
  const { Face } = kindOf(activity.kind)
  const own = useOwn(attending, { activity: activity.id, opening })
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
      {Face && <Face activity={activity as never} phase={phase} own={own} attending={attending} />}
    </section>
  )
}
