import { z } from 'zod'
import { ITEM_CHARS_MAX, RATED_ITEMS_MAX, RATED_ITEMS_MIN, STARS_MAX } from '../limits.ts'
import { prepared, shown } from './parts.schema.ts'

export const ItemId = z.uuid().toLowerCase().brand('ItemId')
export type ItemId = z.infer<typeof ItemId>
/** Something to be rated. */
export const Item = z.strictObject({ id: ItemId, text: z.string().trim().min(1).max(ITEM_CHARS_MAX) })
export type Item = z.infer<typeof Item>

/** Several items, each rated from 1 to 5. */
export const RatingPrepared = z.strictObject({
  kind: z.literal('rating'),
  ...prepared,
  items: z.array(Item).min(RATED_ITEMS_MIN).max(RATED_ITEMS_MAX),
  /** True: the big screen shows the standing while it is open. */
  liveOnStage: z.boolean().default(true),
})
export const RatingShown = z.strictObject({
  kind: z.literal('rating'),
  ...shown,
  items: z.array(Item),
  liveOnStage: z.boolean(),
})
/** All items or some, one at least; what is left out is not rated. */
export const RatingGiven = z.strictObject({
  kind: z.literal('rating'),
  stars: z.record(ItemId, z.int().min(1).max(STARS_MAX)).refine((stars) => {
    const rated = Object.keys(stars).length
    return rated >= 1 && rated <= RATED_ITEMS_MAX
  }, 'at least one item, each once'),
})
/**
 * An item's place. `average` is the plain mean of its ratings, `score` its Bayesian average, both to a hundredth; items are ranked by `score`, equal ones
 * share a rank. All three are null for one that nobody rated. `stars` counts those who gave 1, 2, 3, 4 and 5.
 */
export const RatedItem = z.strictObject({
  item: ItemId,
  count: z.int(),
  average: z.number().nullable(),
  score: z.number().nullable(),
  rank: z.int().nullable(),
  stars: z.array(z.int()).length(STARS_MAX),
})
export type RatedItem = z.infer<typeof RatedItem>
/** Best first, those that nobody rated last. `prior`: what each item is taken to have before it is rated, `weight` ratings of `mean` each; null before the first. */
export const RatingTally = z.strictObject({
  kind: z.literal('rating'),
  answered: z.int(),
  items: z.array(RatedItem),
  prior: z.strictObject({ weight: z.number(), mean: z.number() }).nullable(),
})
