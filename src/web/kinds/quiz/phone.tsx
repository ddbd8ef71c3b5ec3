import { useEffect } from 'preact/hooks'
import { Poll, PollResult } from '../choices/phone.tsx'
import type { FaceProps, PhoneKind } from '../phone.ts'

function QuizFace({ activity, phase, own, attending }: FaceProps<'quiz'>) {
  const { at, opening } = phase
  useEffect(() => {
    // What it brought is booked by now.
    if (at === 'results') attending.check({ activity: activity.id, opening })
  }, [at])
  return at === 'results' ? (
    <PollResult poll={activity} tally={phase.tally} own={own} />
  ) : (
    <Poll poll={activity} phase={phase} own={own} attending={attending} />
  )
}

export const quiz: PhoneKind<'quiz'> = {
  Face: QuizFace,
  Result: ({ activity, tally, own }) => <PollResult poll={activity} tally={tally} own={own} />,
}
