import { useRef, useState } from 'preact/hooks'
import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { ConsoleActivity, ConsoleView } from '../../contract/meeting.schema.ts'
import { Button } from '../ui/button.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { Field } from '../ui/field.tsx'
import { Menu } from '../ui/menu.tsx'
import { Confirm, type Question } from './confirm.tsx'
import { secondsFrom } from './draft.ts'
import { useShortcut } from './shortcuts.ts'
import { currentOf, type Offer, offersOf, upFront } from './steering.ts'
import './steering-bar.css'
import { MORE_MS } from './use-steps.ts'
import { useWords, type Words } from './words.ts'

interface SteeringProps {
  view: ConsoleView
  /** Somebody else steers, nobody does, or the connection is away. */
  disabled: boolean
  closesAt: { untilMs: number; aheadMs: number } | null
  busy: boolean
  /** `seconds` undefined: as the activity was prepared. */
  onStep: (offer: Offer, seconds?: number | null) => void
  onAdd: () => void
  /** Gives fifteen seconds more to what closes by itself at this time. */
  onMoreTime: (untilMs: number) => void
  /** In a presenter's hand: the scoreboard beside the steps, and the keys of a clicker. */
  inHand?: boolean
}

/** One primary button that says what it will do next, the other steps beside it, and the time an activity stays open. */
export function SteeringBar({ view, disabled, closesAt, busy, onStep, onAdd, onMoreTime, inHand = false }: SteeringProps) {
  const words = useWords()
  const current = currentOf(view)
  const [typed, setTyped] = useTimer(current)
  const [fault, setFault] = useState('')
  const [question, ask] = useState<Question | null>(null)
  const bar = useRef<HTMLElement>(null)
  const offers = inHand ? upFront(offersOf(view), 'scoreboard') : offersOf(view)
  const { primary, beside } = offers
  const mayLimit =
    (!current || takesAnswers(current.prepared)) &&
    [primary, ...beside].some((offer) => offer?.label === 'open' || offer?.label === 'again')
  const press = (offer: Offer) => {
    // Going back opens another activity than the one whose time stands in the field: its own holds.
    const seconds = offer.opens && offer.step === 'open' && mayLimit ? secondsFrom(typed) : undefined
    if (seconds === 'wrong') {
      setFault(words.console.steer.timerRange)
      bar.current?.querySelector('input')?.focus()
      return
    }
    setFault('')
    const go = () => onStep(offer, seconds)
    if (offer.dangerous) ask({ ...questionOf(offer.dangerous, words), onGo: go })
    else go()
  }
  const pressIfFree = (offer: Offer | null | undefined) => offer && !disabled && !busy && press(offer)
  useShortcut('primary', () => pressIfFree(primary))
  useShortcut('onward', () => pressIfFree(primary), inHand)
  useShortcut('backward', () => pressIfFree(beside.find(({ step }) => step === 'back')), inHand)
  return (
    <section ref={bar} class="steering" aria-label={words.console.steer.label}>
      <div class="steering-said">
        <p class="steering-now" dir="auto">
          {standingText(view, words)}
        </p>
        {closesAt && <Countdown {...closesAt} label={words.console.steer.timeLeft} />}
        {closesAt && (
          <Button disabled={disabled} onClick={() => onMoreTime(closesAt.untilMs)}>
            {words.console.desk.moreTime(MORE_MS / 1_000)}
          </Button>
        )}
        {mayLimit && (
          <div class="steering-timer">
            <Field
              label={words.console.steer.timerLabel}
              bareLabel
              inputMode="numeric"
              autocomplete="off"
              placeholder={words.console.steer.timerNone}
              title={words.console.steer.timerLabel}
              disabled={disabled}
              value={typed}
              error={fault}
              onInput={(changed) => setTyped(changed.currentTarget.value)}
            />
            <span aria-hidden="true">{typed !== '' && words.console.steer.timerUnit}</span>
          </div>
        )}
      </div>
      <StepButtons offers={offers} disabled={disabled} busy={busy} onPress={press} onAdd={onAdd} />
      <Confirm question={question} onClose={() => ask(null)} />
    </section>
  )
}

/** The time that will be used: the activity's own, until something else is typed for it. */
function useTimer(current: ConsoleActivity | null): [string, (typed: string) => void] {
  const [written, write] = useState({ key: '', typed: '' })
  const own = current?.prepared.seconds ?? null
  const key = `${current?.id}/${own}`
  return [written.key === key ? written.typed : String(own ?? ''), (typed) => write({ key, typed })]
}

interface StepButtonsProps extends Pick<SteeringProps, 'disabled' | 'busy' | 'onAdd'> {
  offers: ReturnType<typeof offersOf>
  onPress: (offer: Offer) => void
}

function StepButtons({ offers: { primary, beside, menu }, disabled, busy, onPress, onAdd }: StepButtonsProps) {
  const words = useWords()
  return (
    <div class="steering-acts">
      {primary ? (
        <Button kind="primary" busy={busy} disabled={disabled} onClick={() => onPress(primary)}>
          {labelOf(primary, words)}
        </Button>
      ) : (
        <Button kind="primary" onClick={onAdd}>
          {words.console.plan.add}
        </Button>
      )}
      {beside.map((offer) => (
        <Button key={offer.label} disabled={disabled || busy} onClick={() => onPress(offer)}>
          {labelOf(offer, words)}
        </Button>
      ))}
      {menu.length > 0 && (
        <Menu
          label={words.console.steer.more}
          items={menu.map((offer) => ({
            label: labelOf(offer, words),
            danger: offer.dangerous !== undefined,
            disabled: disabled || busy,
            onChoose: () => onPress(offer),
          }))}
        />
      )}
    </div>
  )
}

export function labelOf(offer: Offer, { console: words }: Words): string {
  if (offer.label === 'open' && offer.kind) return words.openKind[offer.kind]
  if (offer.label === 'close' && offer.kind) return words.closeKind[offer.kind]
  return words.steps[offer.label]
}

function questionOf(what: 'end' | 'fresh', { console: words }: Words): Omit<Question, 'onGo'> {
  const { endTitle, endText, freshTitle, freshText, freshGo } = words.steer
  return what === 'end'
    ? { title: endTitle, text: endText, go: words.steps.end, danger: true }
    : { title: freshTitle, text: freshText, go: freshGo, danger: true }
}

function standingText(view: ConsoleView, { console: { steer, at } }: Words): string {
  const title = currentOf(view)?.prepared.title
  switch (view.at) {
    case 'before':
      return steer.before
    case 'after':
      return steer.over
    case 'waiting':
      return title ? steer.ready(title) : view.activities.length === 0 ? steer.empty : steer.last
    case 'open':
      return steer.nowOpen(title ?? '')
    case 'closed':
      return steer.nowClosed(title ?? '')
    case 'results':
      return steer.nowResults(title ?? '')
    case 'scoreboard':
      return at.scoreboard
  }
}
