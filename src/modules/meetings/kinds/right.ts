import type { PreparedActivity } from '../../../contract/activity.schema.ts'

/** A poll with a right choice is a quiz, worth what a quiz is where nothing is said. */
export function asQuizWhereRight(given: PreparedActivity): PreparedActivity {
  if (given.kind !== 'poll') return given
  const { multiple: _multiple, liveOnStage: _live, kind: _kind, choices, ...said } = given
  if (!choices.some(({ right }) => right)) return { ...given, choices: choices.map(({ right: _, ...choice }) => choice) }
  const marked = choices.map((choice) => ({ ...choice, right: choice.right ?? false }))
  return { kind: 'quiz', ...said, choices: marked, points: 1, firstPoints: 1, speed: false, penalty: 0 }
}
