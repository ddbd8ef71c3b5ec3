import type { DraftKind } from '../draft.ts'

export interface ScaleFields {
  low: string
  high: string
  liveOnStage: boolean
}

export const scale: DraftKind<'scale', ScaleFields> = {
  fresh: () => ({ low: '', high: '', liveOnStage: true }),
  from: ({ low, high, liveOnStage }) => ({ low, high, liveOnStage }),
  faults: () => ({}),
  prepared: ({ low, high, liveOnStage }, said) => ({ kind: 'scale', ...said, low: low.trim(), high: high.trim(), liveOnStage }),
}
