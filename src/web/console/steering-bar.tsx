import { useRef, useState } from 'preact/hooks'
import { TIMER_SECONDS_MAX, TIMER_SECONDS_MIN } from '../../contract/limits.ts'
import type { ConsoleView } from '../../contract/meeting.schema.ts'
import { Button } from '../ui/button.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { Field } from '../ui/field.tsx'
import { Menu } from '../ui/menu.tsx'
import { Confirm, type Question } from './confirm.tsx'
import { useShortcut } from './shortcuts.ts'
import { currentOf, type Offer, offersOf } from './steering.ts'
import './steering-bar.css'
import { useWords, type Words } from './words.ts'

interface SteeringProps {
  view: ConsoleView
  /** Somebody else steers, nobody does, or the connection is away. */
  disabled: boolean
  closesAt: { untilMs: number; aheadMs: number } | null
  busy: boolean
  /** Seconds undefined: as the activity was prepared. */
  onStep: (offer: Offer, seconds: number | null | undefined) => void
  onAdd: () => void
}

/** One primary button that says what it will do next, the other steps beside it, and the time an activity stays open. */
export function SteeringBar({ view, disabled, closesAt, busy, onStep, onAdd }: SteeringProps) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState('')
  const [question, ask] = useState<Question | null>(null)
  const bar = useRef<HTMLElement>(null)
  const { primary, beside } = offersOf(view)
  const mayLimit =
    currentOf(view)?.prepared.kind !== 'text' &&
    [primary, ...beside].some((offer) => offer?.label === 'open' || offer?.label === 'again')
  const press = (offer: Offer) => {
    const seconds = offer.opens && mayLimit ? secondsFrom(typed) : undefined
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
  useShortcut('primary', () => primary && !disabled && !busy && press(primary))
  return (
    <section ref={bar} class="steering" aria-label={words.console.steer.label}>
      <div class="steering-said">
        <p class="steering-now" dir="auto">
          {standingText(view, words)}
        </p>
        {closesAt && <Countdown {...closesAt} label={words.console.steer.timeLeft} />}
        {mayLimit && (
          <div class="steering-timer">
            <Field
              label={words.console.steer.timerLabel}
              bareLabel
              inputMode="numeric"
              autocomplete="off"
              placeholder={preparedSeconds(view) ?? words.console.steer.timerNone}
              title={words.console.steer.timerLabel}
              disabled={disabled}
              value={typed}
              error={fault}
              onInput={(changed) => setTyped(changed.currentTarget.value)}
            />
          </div>
        )}
      </div>
      <StepButtons offers={offersOf(view)} disabled={disabled} busy={busy} onPress={press} onAdd={onAdd} />
      <Confirm question={question} onClose={() => ask(null)} />
    </section>
  )
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

function preparedSeconds(view: ConsoleView): string | undefined {
  const prepared = currentOf(view)?.prepared
  return prepared && 'seconds' in prepared && prepared.seconds !== undefined ? String(prepared.seconds) : undefined
}

/** The typed time limit in seconds; undefined where nothing is typed, null for 0, 'wrong' for what is none. */
function secondsFrom(typed: string): number | null | undefined | 'wrong' {
  if (typed.trim() === '') return undefined
  const seconds = Number(typed)
  if (seconds === 0) return null
  return Number.isInteger(seconds) && seconds >= TIMER_SECONDS_MIN && seconds <= TIMER_SECONDS_MAX ? seconds : 'wrong'
}
