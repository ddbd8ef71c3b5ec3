/**
 * Limits of how often: a bucket of tokens for each key, refilled steadily. Keys that are full again are forgotten, and there is room for
 * `keysMax`; beyond it the oldest go, so that a flood of keys costs no more memory.
 */
export interface Rate {
  /** Takes one token; false when there is none. */
  take(key: string, nowMs: number): boolean
  /** Whether a token is there, without taking it. */
  has(key: string, nowMs: number): boolean
}

export function openRate(limits: { burst: number; perSecond: number; keysMax: number }): Rate {
  const buckets = new Map<string, { tokens: number; atMs: number }>()

  const filled = (key: string, nowMs: number): { tokens: number; atMs: number } => {
    const bucket = buckets.get(key) ?? { tokens: limits.burst, atMs: nowMs }
    const gained = (Math.max(0, nowMs - bucket.atMs) / 1_000) * limits.perSecond
    return { tokens: Math.min(limits.burst, bucket.tokens + gained), atMs: nowMs }
  }

  return {
    has: (key, nowMs) => filled(key, nowMs).tokens >= 1,
    take(key, nowMs) {
      const bucket = filled(key, nowMs)
      const may = bucket.tokens >= 1
      buckets.delete(key)
      buckets.set(key, may ? { ...bucket, tokens: bucket.tokens - 1 } : bucket)
      if (buckets.size > limits.keysMax) buckets.delete(buckets.keys().next().value ?? key)
      return may
    },
  }
}
