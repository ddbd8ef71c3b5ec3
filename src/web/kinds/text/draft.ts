import type { DraftKind } from '../draft.ts'

export const text: DraftKind<'text', object> = {
  fresh: () => ({}),
  from: () => ({}),
  faults: () => ({}),
  prepared: (_fields, said) => ({ kind: 'text', ...said }),
}
