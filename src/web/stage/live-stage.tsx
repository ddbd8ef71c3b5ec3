import { useEffect } from 'preact/hooks'
import type { MeetingChange, MeetingView, Phase, TallyChange, TallyView } from '../../contract/meeting.schema.ts'
import { applyMeetingChange, applyTallyChange, meetingFeed, tallyFeed } from '../../contract/meeting.ts'
import { api } from '../lib/api.ts'
import { openSocket } from '../lib/socket.ts'
import { useDoorCode } from '../lib/use-door-code.ts'
import { useFeed } from '../lib/use-feed.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { SecondCode } from './join-card.tsx'
import type { StagePlace } from './place.ts'
import { Stage } from './stage.tsx'
import type { Words } from './words.ts'

const socket = openSocket()

interface LiveStageProps {
  place: StagePlace | null
  words: Words
}

export function LiveStage({ place, words }: LiveStageProps) {
  return place ? <Following place={place} words={words} /> : <Said title={words.stage.notFound} />
}

/** Follows the meeting, and the running count of an open poll where it may be shown. What was last heard stays on the screen. */
function Following({ place, words }: { place: StagePlace; words: Words }) {
  const { key } = place
  const meeting = useFeed<MeetingView, MeetingChange>(socket, meetingFeed(place.meeting), applyMeetingChange, { key })
  const view = meeting.view.value
  const counted = view && countedFeed(view.phase)
  const live = useFeed<TallyView, TallyChange>(socket, counted, applyTallyChange, { key }).view.value
  const second = useDoorCode(view?.door === 'second code', () => api('doorCode', { meeting: place.meeting, key }))
  useEffect(() => {
    if (view) document.title = `${view.title} · Plenary`
  }, [view?.title])
  if (!view) {
    if (meeting.refusal.value) return <Said title={words.stage.keyNeeded.title} text={words.stage.keyNeeded.text} />
    return <Said title={words.common.loading} />
  }
  return (
    <SecondCode.Provider value={second}>
      <Stage view={view} live={live} connection={socket.status.value} aheadMs={socket.clockOffsetMs.value} words={words} />
    </SecondCode.Provider>
  )
}

function Said(props: { title: string; text?: string }) {
  return (
    <main class="stage stage-said">
      <EmptyState title={props.title} text={props.text} />
    </main>
  )
}

/** The counts that the stage may follow now. */
function countedFeed(phase: Phase): string | null {
  if (phase.at !== 'open' && phase.at !== 'closed') return null
  const { activity, opening } = phase
  return 'liveOnStage' in activity && activity.liveOnStage ? tallyFeed(activity.id, opening) : null
}
