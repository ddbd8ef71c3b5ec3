import { type ChoicesFields, choiceFaults, choiceList, freshChoices, keptChoices } from '../choices/draft.ts'
import type { DraftKind } from '../draft.ts'

export interface PollFields extends ChoicesFields {
  multiple: boolean
  liveOnStage: boolean
}

export const poll: DraftKind<'poll', PollFields> = {
  fresh: (id) => ({ choices: freshChoices(id), multiple: false, liveOnStage: true }),
  from: ({ choices, multiple, liveOnStage }) => ({
    choices: choices.map((choice) => ({ ...choice, right: false })),
    multiple,
    liveOnStage,
  }),
  faults: ({ choices }) => choiceFaults(choices),
  prepared: ({ choices, multiple, liveOnStage }, said) => ({
    kind: 'poll',
    ...said,
    choices: keptChoices(choices).map(({ id, text, short, right }) => ({
      ...{ id, text: text.trim(), short: short.trim() },
      ...(right && { right }),
    })),
    multiple,
    liveOnStage,
  }),
  list: choiceList,
}
