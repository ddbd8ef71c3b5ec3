import { useEffect, useRef, useState } from 'preact/hooks'
import type { ActivityId } from '../../contract/activity.schema.ts'
import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { MeetingChange, MeetingId, MeetingView } from '../../contract/meeting.schema.ts'
import { applyMeetingChange, meetingFeed } from '../../contract/meeting.ts'
import { useFeed } from '../lib/use-feed.ts'
import { ConnectionLine } from '../ui/connection-line.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { Spinner } from '../ui/progress.tsx'
import { type Attending, useAttending } from './attending.ts'
import { BarredLater, FlagsLater, ResultLater } from './parts.ts'
import { PhaseFace } from './phase-face.tsx'
import { goTo, joinAndBack } from './places.ts'
import { Previous, useSeenResults } from './previous.tsx'
import { useCalmStatus } from './use-calm-status.ts'
import { useWords, type Words } from './words.ts'
import { You } from './you.tsx'

interface MeetingPageProps {
  meeting: MeetingId
  /** An earlier question whose result is looked at. */
  shown?: ActivityId
  /** The code of a flag whose address was opened. */
  flag?: string
}

/** A participant's page: everything that happens in the meeting, one thing at a time. */
export function MeetingPage({ meeting, shown, flag }: MeetingPageProps) {
  const words = useWords()
  const attending = useAttending(meeting)
  const { view, refusal } = useFeed<MeetingView, MeetingChange>(attending.socket, meetingFeed(meeting), applyMeetingChange)
  const connection = useCalmStatus(attending.socket.status)
  const seen = useSeenResults(view.value, attending.seat.value?.shown ?? [])
  const barred = attending.barred.value ?? refusal.value
  const mustJoin = barred?.code === 'not-joined'
  usePointsInStep(attending, view.value)
  useEffect(() => {
    // A flag's page finds out first whether one sits in another meeting.
    if (mustJoin && !flag) goTo(joinAndBack(), 'replace')
  }, [mustJoin, flag])

  if (barred && !mustJoin) return <BarredLater refusal={barred} again={view.value?.code} />
  return (
    <div class="phone">
      <ConnectionLine state={connection} words={words.attend.connection} />
      {view.value && <Head view={view.value} attending={attending} words={words} />}
      <main class="phone-main">
        {flag && (mustJoin || attending.seat.value) ? (
          <FlagsLater key={flag} meeting={meeting} attending={attending} flag={flag} />
        ) : !view.value || !attending.seat.value ? (
          <p class="phone-loading" aria-busy="true">
            <Spinner />
            <span class="unseen">{words.common.loading}</span>
          </p>
        ) : shown ? (
          <ResultLater key={shown} meeting={meeting} activity={shown} attending={attending} />
        ) : (
          <>
            <PhaseFace view={view.value} attending={attending} />
            {view.value.flags && <FlagsLater meeting={meeting} attending={attending} prefix={view.value.flags.prefix} />}
            <Previous meeting={meeting} seen={seen} />
          </>
        )}
      </main>
      {view.value && <You attending={attending} />}
      {view.value && <Announced view={view.value} words={words} />}
    </div>
  )
}

/** What is shown may ask for the seat anyway. */
const POINTS_WAIT_MS = 300

/** Points that moved since this seat was told its own, here or while the connection was away, are asked for. */
function usePointsInStep(attending: Attending, view: MeetingView | null): void {
  const seat = attending.seat.value
  const isBehind = view !== null && seat !== null && seat.scored < view.scored
  const turn = view && 'activity' in view.phase ? { activity: view.phase.activity.id, opening: view.phase.opening } : null
  useEffect(() => {
    if (!isBehind) return
    const timer = setTimeout(() => attending.check(turn), POINTS_WAIT_MS)
    return () => clearTimeout(timer)
  }, [isBehind, view?.scored, seat])
}

function Head({ view, attending, words }: { view: MeetingView; attending: Attending; words: Words }) {
  const closesAt = view.phase.at === 'open' ? view.phase.closesAt : null
  return (
    <header class="phone-head">
      <p class="phone-title">
        <bdi>{view.title}</bdi>
      </p>
      {closesAt && (
        <Countdown untilMs={Date.parse(closesAt)} aheadMs={attending.socket.clockOffsetMs.value} label={words.attend.timeLeft} />
      )}
    </header>
  )
}

/** What has changed, for ears. A new question is not said here: its heading takes the focus, and is read by that. */
function Announced({ view, words }: { view: MeetingView; words: Words }) {
  const [said, say] = useState('')
  const before = useRef(view.phase.at)
  const { at } = view.phase
  useEffect(() => {
    if (before.current === at) return
    before.current = at
    say(announcement(view.phase, words))
  }, [at])
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  )
}

function announcement(phase: MeetingView['phase'], { attend }: Words): string {
  switch (phase.at) {
    case 'before':
    case 'waiting':
    case 'after':
      return `${attend[phase.at].title} ${attend[phase.at].text}`
    case 'closed':
      return !takesAnswers(phase.activity) ? '' : `${attend.closed.title} ${attend.closed.text}`
    case 'results':
      return !takesAnswers(phase.activity) ? '' : attend.results.title
    case 'scoreboard':
      return attend.scoreboard.title
    case 'open':
      return ''
  }
}
