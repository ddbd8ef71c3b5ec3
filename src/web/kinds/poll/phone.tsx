import { Poll, PollResult } from '../choices/phone.tsx'
import type { FaceProps, PhoneKind } from '../phone.ts'

function PollFace({ activity, phase, own, attending }: FaceProps<'poll'>) {
  return phase.at === 'results' ? (
    <PollResult poll={activity} tally={phase.tally} own={own} />
  ) : (
    <Poll poll={activity} phase={phase} own={own} attending={attending} />
  )
}

export const poll: PhoneKind<'poll'> = {
  Face: PollFace,
  Result: ({ activity, tally, own }) => <PollResult poll={activity} tally={tally} own={own} />,
}
