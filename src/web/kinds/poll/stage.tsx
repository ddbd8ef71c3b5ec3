import { PollFace } from '../choices/stage.tsx'
import type { StageKind } from '../stage.ts'

export const poll: StageKind<'poll'> = {
  Face: ({ activity, ...more }) => <PollFace poll={activity} {...more} />,
  example: ({ choices }) => choices[0]?.short ?? null,
}
