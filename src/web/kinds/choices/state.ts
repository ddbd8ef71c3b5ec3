import type { ChoiceId } from '../../../contract/activity.schema.ts'
import type { Own } from '../../attend/own.ts'
import type { ChoiceState } from '../../ui/choice-button.tsx'

/** How a choice looks: counted is shown as soon as the server has said so, and never before. */
export function choiceState(choice: ChoiceId, own: Own, chosen: readonly ChoiceId[], isOpen: boolean): ChoiceState {
  if (own.counted.includes(choice)) return 'counted'
  if (own.sent.includes(choice)) return 'counting'
  if (isOpen && chosen.includes(choice)) return 'chosen'
  return isOpen ? 'idle' : 'disabled'
}
