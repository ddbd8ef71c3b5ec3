import { useState } from 'preact/hooks'
import type { ShownActivity, Tally } from '../../contract/activity.schema.ts'
import type { MeetingView, TallyChange, TallyView } from '../../contract/meeting.schema.ts'
import { applyTallyChange, tallyFeed } from '../../contract/meeting.ts'
import { useFeed } from '../lib/use-feed.ts'
import { Button } from '../ui/button.tsx'
import type { Attending } from './attending.ts'
import { Fate } from './fate.tsx'
import type { Own } from './own.ts'
import { isOpenFor } from './poll.ts'
import { Closed } from './poll.tsx'
import { useTimeUp } from './use-own.ts'
import { useWords } from './words.ts'

type ShownScale = Extract<ShownActivity, { kind: 'scale' }>
type ScaleTally = Extract<Tally, { kind: 'scale' }>
const MIDDLE = 50

interface ScaleProps {
  scale: ShownScale
  phase: Extract<MeetingView['phase'], { activity: ShownActivity }>
  own: Own
  attending: Attending
}

/** A slider from 0 to 100; once counted, one's own number and those of all. */
export function Scale({ scale, phase, own, attending }: ScaleProps) {
  const { attend } = useWords()
  const isCounted = own.counted.length > 0
  const { view } = useFeed<TallyView, TallyChange>(attending.socket, tallyFeed(scale.id, phase.opening), applyTallyChange, {
    asks: phase.at !== 'results' && own.isKnown && isCounted,
  })
  const timeUp = useTimeUp(phase.at === 'open' ? phase.closesAt : null, attending.socket.clockOffsetMs.value)
  const [value, setValue] = useState(MIDDLE)
  const isClosed = phase.at !== 'open' || timeUp
  const isOpen = isOpenFor(own, isClosed)
  const early = view.value?.opening === phase.opening ? view.value.tally : null
  const tally = phase.at === 'results' ? phase.tally : early
  const given = Number(own.counted[0] ?? own.sent[0] ?? value)
  return (
    <>
      <label class="scale">
        <output class="scale-value digits">{given}</output>
        <input
          type="range"
          min={0}
          max={100}
          value={given}
          disabled={!isOpen}
          aria-label={scale.title}
          onInput={(moved) => setValue(moved.currentTarget.valueAsNumber)}
        />
        <span class="scale-ends" dir="auto">
          <span>{scale.low || 0}</span> <span>{scale.high || 100}</span>
        </span>
      </label>
      {isOpen && (
        <div class="send-bar">
          <Button
            kind="primary"
            wide
            onClick={() => attending.answer({ activity: scale.id, opening: phase.opening }, { kind: 'scale', value })}
          >
            {attend.poll.send}
          </Button>
        </div>
      )}
      <Fate own={own} status={attending.socket.status.value} text={isCounted ? attend.poll.counted : ''} />
      {phase.at !== 'results' && isClosed && <Closed />}
      {tally?.kind === 'scale' && <ScaleResult tally={tally} />}
    </>
  )
}

export function ScaleResult({ tally }: { tally: ScaleTally }) {
  const { attend, common } = useWords()
  if (tally.average === null) return <p class="quiet">{attend.results.none}</p>
  return (
    <p class="result-line">
      <strong class="digits">{attend.scale.average(common.number(tally.average))}</strong>{' '}
      <span class="quiet digits">{attend.results.answers(tally.answered)}</span>
    </p>
  )
}
