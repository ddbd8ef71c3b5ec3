import { useState } from 'preact/hooks'
import type { TallyChange, TallyView } from '../../../contract/meeting.schema.ts'
import { applyTallyChange, tallyFeed } from '../../../contract/meeting.ts'
import { Closed } from '../../attend/closed.tsx'
import { Fate } from '../../attend/fate.tsx'
import { isOpenFor } from '../../attend/own.ts'
import { useTimeUp } from '../../attend/use-own.ts'
import { useWords } from '../../attend/words.ts'
import { useFeed } from '../../lib/use-feed.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, iconTick } from '../../ui/icon.tsx'
import type { FaceProps, ResultProps } from '../phone.ts'

const MIDDLE = 50

/** A slider from 0 to 100; once counted, one's own number and those of all. */
export function Face({ activity: scale, phase, own, attending }: FaceProps<'scale'>) {
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
      {isCounted && phase.at !== 'results' && (
        <p class="bar-sign" aria-hidden="true">
          <Icon path={iconTick} /> {attend.poll.counted}
        </p>
      )}
      <Fate own={own} status={attending.socket.status.value} text={isCounted ? attend.poll.counted : ''} />
      {phase.at !== 'results' && isClosed && <Closed />}
      {tally?.kind === 'scale' && <ScaleResult tally={tally} />}
    </>
  )
}

export function ScaleResult({ tally }: Pick<ResultProps<'scale'>, 'tally'>) {
  const { attend, common } = useWords()
  if (tally.average === null) return <p class="quiet">{attend.results.none}</p>
  return (
    <p class="result-line">
      <strong class="digits">{attend.scale.average(common.number(tally.average))}</strong>{' '}
      <span class="quiet digits">{attend.results.answers(tally.answered)}</span>
    </p>
  )
}
