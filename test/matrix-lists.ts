import { type Case, noStranger, one, only, runs, withRoles } from './matrix-rows.ts'
import type { Hall } from './world.ts'

const names = ['allActivities', 'allParticipants', 'allAnswers', 'allFlags', 'allFlagTries'] as const

/** Each shows whoever runs something what they run; of one meeting, whoever runs that. */
export const ofLists = ({ meeting }: Hall): Case[] =>
  names.flatMap((name) => [
    one(name, only(withRoles, 'not-allowed', noStranger), () => ({ params: {} })),
    one(
      name,
      (who) => (who === 'stranger' ? 'not-signed-in' : runs(who)),
      () => ({ params: { meeting } }),
      'of one meeting',
    ),
  ])
