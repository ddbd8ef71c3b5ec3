import { useState } from 'preact/hooks'
import type { ChoiceId, Given, ShownActivity, Tally } from '../../../contract/activity.schema.ts'
import type { MeetingView, TallyChange, TallyView } from '../../../contract/meeting.schema.ts'
import { applyTallyChange, tallyFeed } from '../../../contract/meeting.ts'
import type { AttendWords } from '../../../words/attend/en.ts'
import type { Attending } from '../../attend/attending.ts'
import { Closed } from '../../attend/closed.tsx'
import { Fate } from '../../attend/fate.tsx'
import { isOpenFor, isOwnChoice, type Own } from '../../attend/own.ts'
import { useTimeUp } from '../../attend/use-own.ts'
import { useWords } from '../../attend/words.ts'
import { useFeed } from '../../lib/use-feed.ts'
import { type Bar, Bars } from '../../ui/bars.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceButton, type ChoiceState } from '../../ui/choice-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { choiceState } from './state.ts'

/** A quiz is a poll to look at, until its result is shown. */
export type ShownPoll = Extract<ShownActivity, { kind: 'poll' | 'quiz' }>
type ChoiceTally = Extract<Tally, { kind: 'poll' | 'quiz' }>
type PollPhase = Extract<MeetingView['phase'], { at: 'open' | 'closed' }>

interface PollProps {
  poll: ShownPoll
  phase: PollPhase
  own: Own
  attending: Attending
}

/** Choices to press; once counted, one's own choice and the running count. */
export function Poll({ poll, phase, own, attending }: PollProps) {
  const { attend } = useWords()
  const { view } = useFeed<TallyView, TallyChange>(attending.socket, tallyFeed(poll.id, phase.opening), applyTallyChange, {
    asks: poll.kind === 'poll' && own.isKnown && own.counted.length > 0,
  })
  const timeUp = useTimeUp(phase.at === 'open' ? phase.closesAt : null, attending.socket.clockOffsetMs.value)
  const [chosen, choose] = useState<readonly ChoiceId[]>([])
  const [isFull, setFull] = useState(false)
  const isClosed = phase.at === 'closed' || timeUp
  const isOpen = isOpenFor(own, isClosed)
  const isCounted = own.counted.length > 0
  const isMultiple = poll.kind === 'poll' && poll.multiple
  const [seenAt] = useState(() => performance.now())
  const send = (choices: readonly ChoiceId[]) => {
    if (!isOpen || choices.length === 0) return
    const [choice] = choices
    const given: Given =
      poll.kind === 'quiz' && choice
        ? { kind: 'quiz', choice, elapsedMs: Math.round(performance.now() - seenAt) }
        : { kind: 'poll', choices: [...choices] }
    setFull(!attending.answer({ activity: poll.id, opening: phase.opening }, given))
  }
  const press = (id: ChoiceId) => {
    if (!isMultiple) return send([id])
    choose(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  }
  const tally = view.value?.opening === phase.opening ? view.value.tally : null
  const shown = isCounted ? poll.choices.filter(({ id }) => isOwnChoice(own, id)) : poll.choices
  return (
    <>
      {!isCounted && !isClosed && <p class="quiet">{isMultiple ? attend.poll.several : attend.poll.one}</p>}
      <fieldset class="choices">
        <legend class="unseen">{poll.title}</legend>
        {shown.map((choice) => {
          const state = choiceState(choice.id, own, chosen, isOpen)
          const note = noteOf(state, attend.poll, attending.socket.status.value === 'offline')
          return (
            <ChoiceButton
              key={choice.id}
              index={poll.choices.indexOf(choice)}
              text={choice.text}
              state={state}
              note={note}
              onChoose={isOpen ? () => press(choice.id) : undefined}
            />
          )
        })}
      </fieldset>
      {isMultiple && isOpen && (
        <div class="send-bar">
          <Button kind="primary" wide disabled={chosen.length === 0} onClick={() => send(chosen)}>
            {attend.poll.send}
          </Button>
        </div>
      )}
      <Fate own={own} status={attending.socket.status.value} text={isCounted ? attend.poll.counted : ''} />
      {isCounted && poll.kind === 'quiz' && !isClosed && <p class="quiet">{attend.quiz.later}</p>}
      {isFull && <Notice tone="warn">{attend.tooManyWaiting}</Notice>}
      {isClosed && <Closed />}
      {isCounted && tally?.kind === 'poll' && (
        <>
          <p class="quiet digits">{attend.poll.answered(tally.answered)}</p>
          <PollBars poll={poll} tally={tally} own={own} />
        </>
      )}
    </>
  )
}

function noteOf(state: ChoiceState, words: AttendWords['poll'], isOffline: boolean): string | undefined {
  if (state === 'counted') return words.counted
  return state === 'counting' && !isOffline ? words.sending : undefined
}

export function PollResult({ poll, tally, own }: { poll: ShownPoll; tally: Tally; own: Own }) {
  const { attend } = useWords()
  if (!('counts' in tally)) return null
  return (
    <>
      {poll.kind === 'quiz' && <Verdict quiz={poll} own={own} />}
      <p class="result-line">
        <strong>{attend.results.title}</strong>{' '}
        <span class="quiet digits">{tally.answered === 0 ? attend.results.none : attend.results.answers(tally.answered)}</span>
      </p>
      <PollBars poll={poll} tally={tally} own={own} />
    </>
  )
}

/** Whether one's own answer was right; nothing for whoever gave none. */
function Verdict({ quiz, own }: { quiz: Extract<ShownActivity, { kind: 'quiz' }>; own: Own }) {
  const { attend } = useWords()
  const mine = quiz.choices.find(({ id }) => isOwnChoice(own, id))
  if (!mine || !quiz.right) return null
  const isRight = quiz.right.includes(mine.id)
  return (
    <Notice tone={isRight ? 'good' : 'info'}>
      <strong>{isRight ? attend.results.right : attend.results.wrong}</strong>
    </Notice>
  )
}

export function PollBars({ poll, tally, own }: { poll: ShownPoll; tally: ChoiceTally; own: Own }) {
  const { common } = useWords()
  const right = poll.kind === 'quiz' ? poll.right : null
  const bars = poll.choices.map(
    ({ id, text }, index): Bar => ({
      id,
      index,
      label: text,
      count: tally.counts[id] ?? 0,
      own: isOwnChoice(own, id),
      right: right?.includes(id) ?? false,
    }),
  )
  return <Bars title={poll.title} bars={bars} answered={tally.answered} words={common.bars} format={common.number} withoutTable />
}
