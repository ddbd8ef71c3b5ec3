import { z } from 'zod'

/** What a client says over `/ws`. One JSON object a frame. */
const FeedName = z.string().min(1).max(100)
export const UpFrame = z.discriminatedUnion('say', [
  /** `after`: the number of the last change known; `key`: opens a stage's feeds without a sign-in. */
  z.strictObject({
    say: z.literal('follow'),
    feed: FeedName,
    after: z.int().min(0).optional(),
    key: z.string().max(100).optional(),
  }),
  z.strictObject({ say: z.literal('unfollow'), feed: FeedName }),
  z.strictObject({
    say: z.literal('call'),
    id: z.union([z.string().max(64), z.int()]),
    endpoint: z.string().max(40),
    params: z.unknown().optional(),
    body: z.unknown().optional(),
  }),
])
export type UpFrame = z.infer<typeof UpFrame>

export interface RefusalBody {
  code: string
  message: string
  path?: string
}

/**
 * What the server says. A `restart` means: too far behind, a view follows. A refusal without an id answers a frame that had none;
 * one with `feed` answers a follow.
 */
export type DownFrame =
  | { feed: string; seq: number; view: unknown }
  | { feed: string; seq: number; change: unknown }
  | { feed: string; restart: true }
  | { feed: string; refusal: RefusalBody }
  | { id: string | number | null; reply: unknown }
  | { id: string | number | null; refusal: RefusalBody }
  | { beat: number }
