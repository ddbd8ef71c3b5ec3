import type { Tally } from '../../contract/activity.schema.ts'
import type { Phase } from '../../contract/meeting.schema.ts'

/** The count to draw now: the phase's own where it brings one, else the running count of this very opening. */
export function tallyNow(phase: Phase, live: { opening: number; tally: Tally | null } | null): Tally | null {
  if (phase.at !== 'open' && phase.at !== 'closed' && phase.at !== 'results') return null
  if (phase.tally) return phase.tally
  return live && live.opening === phase.opening ? live.tally : null
}

/** How many people answered, also where the counts are not shown yet; null where nobody can. */
export function answeredOf(phase: Phase, tally: Tally | null): number | null {
  if (tally && 'answered' in tally) return tally.answered
  return phase.at === 'open' || phase.at === 'closed' ? phase.answered : null
}
