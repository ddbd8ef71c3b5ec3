/**
 * Limits of how often: a bucket of tokens for each key, refilled steadily. There is room for `keysMax` keys; beyond it those go that were
 * used longest ago, so that a flood of keys costs no more memory.
 */
export interface Rate {
  /** Takes one token; false when there is none. */
  take(key: string, nowMs: number): boolean
  /** Takes one token also when there is none: what was let in at once before the count was known is waited for later. A burst at most is owed. */
  owe(key: string, nowMs: number): void
  /** Whether a token is there, without taking it. */
  has(key: string, nowMs: number): boolean
  /** Whole tokens left, and seconds until there is one (0 when there is). */
  state(key: string, nowMs: number): { left: number; waitSeconds: number }
}

export function openRate(limits: { burst: number; perSecond: number; keysMax: number }): Rate {
  const buckets = new Map<string, { tokens: number; atMs: number }>()

  const filled = (key: string, nowMs: number): { tokens: number; atMs: number } => {
    const bucket = buckets.get(key) ?? { tokens: limits.burst, atMs: nowMs }
    const gained = (Math.max(0, nowMs - bucket.atMs) / 1_000) * limits.perSecond
    return { tokens: Math.min(limits.burst, bucket.tokens + gained), atMs: nowMs }
  }

  const put = (key: string, bucket: { tokens: number; atMs: number }): void => {
    buckets.delete(key)
    buckets.set(key, bucket)
    if (buckets.size > limits.keysMax) buckets.delete(buckets.keys().next().value ?? key)
  }

  return {
    owe(key, nowMs) {
      const bucket = filled(key, nowMs)
      put(key, { ...bucket, tokens: Math.max(-limits.burst, bucket.tokens - 1) })
    },
    has: (key, nowMs) => filled(key, nowMs).tokens >= 1,
    state(key, nowMs) {
      const { tokens } = filled(key, nowMs)
      return { left: Math.max(0, Math.floor(tokens)), waitSeconds: tokens >= 1 ? 0 : Math.ceil((1 - tokens) / limits.perSecond) }
    },
    take(key, nowMs) {
      const bucket = filled(key, nowMs)
      const may = bucket.tokens >= 1
      put(key, may ? { ...bucket, tokens: bucket.tokens - 1 } : bucket)
      return may
    },
  }
}
