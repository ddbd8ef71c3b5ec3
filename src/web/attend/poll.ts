import type { ChoiceId } from '../../contract/activity.schema.ts'
import type { ChoiceState } from '../ui/choice-button.tsx'
import type { Own } from './own.ts'

/** Whether this person may still answer here, as far as this device knows; the server has the last word. */
export const isOpenFor = (own: Own, isClosed: boolean): boolean =>
  own.isKnown && !isClosed && own.counted.length === 0 && own.sent.length === 0 && own.refusal?.code !== 'already-answered'

/** How a choice looks: counted is shown as soon as the server has said so, and never before. */
export function choiceState(choice: ChoiceId, own: Own, chosen: readonly ChoiceId[], isOpen: boolean): ChoiceState {
  if (own.counted.includes(choice)) return 'counted'
  if (own.sent.includes(choice)) return 'counting'
  if (isOpen && chosen.includes(choice)) return 'chosen'
  return isOpen ? 'idle' : 'disabled'
}
