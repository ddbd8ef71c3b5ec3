import type { ItemId } from '../../../contract/kinds/rating.schema.ts'
import { RATED_ITEMS_MIN } from '../../../contract/limits.ts'
import type { DraftKind, Fault, FreshId } from '../draft.ts'

export interface DraftItem {
  id: ItemId
  text: string
}
export interface RatingFields {
  items: readonly DraftItem[]
  liveOnStage: boolean
}

export const freshItem = (id: FreshId): DraftItem => ({ id: id<ItemId>(), text: '' })
const keptItems = (items: readonly DraftItem[]) => items.filter(({ text }) => text.trim() !== '')

export const rating: DraftKind<'rating', RatingFields> = {
  fresh: (id) => ({ items: [freshItem(id), freshItem(id), freshItem(id)], liveOnStage: true }),
  from: ({ items, liveOnStage }) => ({ items, liveOnStage }),
  faults: ({ items }) => {
    const faults: Record<string, Fault> = {}
    for (const [i, { text }] of items.entries())
      if (i < RATED_ITEMS_MIN && text.trim() === '') faults[`items.${i}.text`] = 'required'
    if (items.length < RATED_ITEMS_MIN) faults.items = 'tooFewItems'
    return faults
  },
  prepared: ({ items, liveOnStage }, said) => ({
    kind: 'rating',
    ...said,
    items: keptItems(items).map(({ id, text }) => ({ id, text: text.trim() })),
    liveOnStage,
  }),
  list: ({ items }) => ({ field: 'items', all: items, kept: keptItems(items) }),
}
