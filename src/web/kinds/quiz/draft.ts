import { POINTS_PER_ACTIVITY_MAX } from '../../../contract/limits.ts'
import { type ChoicesFields, choiceFaults, choiceList, freshChoices, keptChoices } from '../choices/draft.ts'
import type { DraftKind, Fault } from '../draft.ts'

/** Numbers as they are typed. */
export interface QuizFields extends ChoicesFields {
  points: string
  firstPoints: string
  penalty: string
  speed: boolean
}
export const pointFields = ['points', 'firstPoints', 'penalty'] as const

export const quiz: DraftKind<'quiz', QuizFields> = {
  fresh: (id) => ({ choices: freshChoices(id), points: '1', firstPoints: '1', penalty: '0', speed: false }),
  from: ({ choices, points, firstPoints, penalty, speed }) => ({
    choices,
    points: String(points),
    firstPoints: String(firstPoints),
    penalty: String(penalty),
    speed,
  }),
  faults: (fields) => {
    const faults: Record<string, Fault> = choiceFaults(fields.choices)
    if (!faults.choices && !fields.choices.some(({ right, text }) => right && text.trim() !== '')) faults.choices = 'noRight'
    for (const field of pointFields) {
      const points = Number(fields[field])
      if (fields[field].trim() === '' || !Number.isInteger(points) || points < 0 || points > POINTS_PER_ACTIVITY_MAX)
        faults[field] = 'pointsRange'
    }
    return faults
  },
  prepared: ({ choices, points, firstPoints, penalty, speed }, said) => ({
    kind: 'quiz',
    ...said,
    choices: keptChoices(choices).map(({ id, text, short, right }) => ({ id, text: text.trim(), short: short.trim(), right })),
    points: Number(points),
    firstPoints: Number(firstPoints),
    penalty: Number(penalty),
    speed,
  }),
  list: choiceList,
}
