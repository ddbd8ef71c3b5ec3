import './choice-button.css'
import { Icon, iconCross, iconTick } from './icon.tsx'
import { Spinner } from './progress.tsx'
import { Shape } from './shape.tsx'

/**
 * idle: may be pressed · chosen: picked, not sent yet · counting: on its way · counted: the server has it ·
 * disabled: another one was taken, or time is up · right, wrong: the result is shown.
 */
export type ChoiceState = 'idle' | 'chosen' | 'counting' | 'counted' | 'disabled' | 'right' | 'wrong'

interface ChoiceButtonProps {
  /** Which answer it is, from 0: gives shape, letter and colour. */
  index: number
  text: string
  state: ChoiceState
  /** One's own choice, also after the result is shown. */
  own?: boolean
  /** A word on the state ("counted", "right"), read out with the answer. */
  note?: string
  /** What people type in a chat, where it is not the letter. */
  letter?: string
  onChoose?: () => void
}

/** One answer of a poll, as wide as the thumb's reach. */
export function ChoiceButton({ index, text, state, note, letter, onChoose, own = isOwn(state) }: ChoiceButtonProps) {
  const open = (state === 'idle' || state === 'chosen') && onChoose !== undefined
  const filled = state === 'chosen' || state === 'counting' || state === 'counted'
  return (
    <button
      type="button"
      class={`choice choice-${state} answer-${String.fromCharCode(97 + (index % 8))}`}
      aria-pressed={own}
      aria-disabled={!open || undefined}
      onClick={open ? onChoose : undefined}
    >
      <Shape index={index} letter={letter} turned={filled} />
      <span class="choice-face">
        <span class="choice-text" dir="auto">
          {text}
        </span>
        <span class="choice-note">
          {note && <span>{note}</span>}
          <Sign state={state} />
        </span>
      </span>
    </button>
  )
}

const isOwn = (state: ChoiceState) => state === 'chosen' || state === 'counting' || state === 'counted'

function Sign({ state }: { state: ChoiceState }) {
  switch (state) {
    case 'counting':
      return <Spinner />
    case 'counted':
    case 'right':
      return <Icon path={iconTick} />
    case 'wrong':
      return <Icon path={iconCross} />
    case 'chosen':
    case 'idle':
    case 'disabled':
      return null
  }
}
