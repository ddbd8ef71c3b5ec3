import { useState } from 'preact/hooks'
import type { Item, ItemId } from '../../../contract/kinds/rating.schema.ts'
import { STARS_MAX } from '../../../contract/limits.ts'
import type { TallyChange, TallyView } from '../../../contract/meeting.schema.ts'
import { applyTallyChange, tallyFeed } from '../../../contract/meeting.ts'
import { Closed } from '../../attend/closed.tsx'
import { Fate } from '../../attend/fate.tsx'
import { isOpenFor, type Own } from '../../attend/own.ts'
import { useTimeUp } from '../../attend/use-own.ts'
import { useWords } from '../../attend/words.ts'
import { useFeed } from '../../lib/use-feed.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, iconTick } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { FaceProps, ResultProps } from '../phone.ts'
import { Ranked } from './ranked.tsx'

type Stars = Readonly<Record<ItemId, number>>
const marks = Array.from({ length: STARS_MAX }, (_, i) => i + 1)

/** A row of five marks for each item; once counted, one's own marks and the standing. */
export function Face({ activity, phase, own, attending }: FaceProps<'rating'>) {
  const { attend } = useWords()
  const isCounted = own.counted.length > 0
  const { view } = useFeed<TallyView, TallyChange>(attending.socket, tallyFeed(activity.id, phase.opening), applyTallyChange, {
    asks: phase.at !== 'results' && own.isKnown && isCounted,
  })
  const timeUp = useTimeUp(phase.at === 'open' ? phase.closesAt : null, attending.socket.clockOffsetMs.value)
  const [chosen, choose] = useState<Stars>({})
  const [isFull, setFull] = useState(false)
  const isClosed = phase.at !== 'open' || timeUp
  const isOpen = isOpenFor(own, isClosed)
  const early = view.value?.opening === phase.opening ? view.value.tally : null
  const tally = phase.at === 'results' ? phase.tally : early
  const stars = starsOf(own) ?? chosen
  const send = () =>
    setFull(!attending.answer({ activity: activity.id, opening: phase.opening }, { kind: 'rating', stars: chosen }))
  return (
    <>
      {phase.at !== 'results' && (isOpen || Object.keys(stars).length > 0) && (
        <>
          {isOpen && <p class="quiet">{attend.rating.hint}</p>}
          <div class="rate">
            {activity.items.map((item) => (
              <Marks
                key={item.id}
                item={item}
                given={stars[item.id] ?? null}
                isOpen={isOpen}
                onRate={(some) => choose({ ...chosen, [item.id]: some })}
              />
            ))}
          </div>
        </>
      )}
      {isOpen && (
        <div class="send-bar">
          <Button kind="primary" wide disabled={Object.keys(chosen).length === 0} onClick={send}>
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
      {isFull && <Notice tone="warn">{attend.tooManyWaiting}</Notice>}
      {phase.at !== 'results' && isClosed && <Closed />}
      {tally?.kind === 'rating' && <Result activity={activity} tally={tally} own={own} />}
    </>
  )
}

/** What was given, as the seat or the outbox has it: `item:stars`. */
function starsOf(own: Own): Stars | null {
  const given = [...own.counted, ...own.sent]
  if (given.length === 0) return null
  return Object.fromEntries(
    given.map((one) => {
      const [item = '', some] = one.split(':')
      return [item, Number(some)]
    }),
  )
}

interface MarksProps {
  item: Item
  given: number | null
  isOpen: boolean
  onRate: (stars: number) => void
}

/** One choice of five, by finger, arrow keys or ears. */
function Marks({ item, given, isOpen, onRate }: MarksProps) {
  const { attend } = useWords()
  return (
    <fieldset class="rate-item" disabled={!isOpen}>
      <legend dir="auto">{item.text}</legend>
      <div class="rate-marks">
        {marks.map((some) => (
          <label key={some} class="rate-mark">
            <input
              type="radio"
              class="unseen"
              name={item.id}
              checked={given === some}
              aria-label={attend.rating.mark(some)}
              onChange={() => onRate(some)}
            />
            <span aria-hidden="true">{some}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function Result({ activity, tally }: ResultProps<'rating'>) {
  const { attend, common } = useWords()
  if (!tally.prior) return <p class="quiet">{attend.results.none}</p>
  return (
    <>
      <p class="quiet digits">{attend.results.answers(tally.answered)}</p>
      <Ranked title={activity.title} items={activity.items} rated={tally.items} words={common} />
    </>
  )
}
