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

export interface BucketLimits {
  readonly burst: number
  readonly perSecond: number
}

/** One bucket, for whoever has a place of their own to keep it. */
export class Bucket {
  readonly #limits: BucketLimits
  #tokens: number
  #atMs = 0

  constructor(limits: BucketLimits) {
    this.#limits = limits
    this.#tokens = limits.burst
  }

  /** Tokens there are, with their fractions; below none when some are owed. */
  tokens(nowMs: number): number {
    const { burst, perSecond } = this.#limits
    return Math.min(burst, this.#tokens + (Math.max(0, nowMs - this.#atMs) / 1_000) * perSecond)
  }

  /** Takes one token; false when there is none. */
  take(nowMs: number): boolean {
    const tokens = this.tokens(nowMs)
    const may = tokens >= 1
    this.#set(may ? tokens - 1 : tokens, nowMs)
    return may
  }

  owe(nowMs: number): void {
    this.#set(Math.max(-this.#limits.burst, this.tokens(nowMs) - 1), nowMs)
  }

  #set(tokens: number, nowMs: number): void {
    this.#tokens = tokens
    this.#atMs = nowMs
  }
}

export function openRate(limits: BucketLimits & { keysMax: number }): Rate {
  const buckets = new Map<string, Bucket>()
  const known = (key: string): Bucket => buckets.get(key) ?? new Bucket(limits)

  const used = (key: string): Bucket => {
    const bucket = known(key)
    buckets.delete(key)
    buckets.set(key, bucket)
    if (buckets.size > limits.keysMax) buckets.delete(buckets.keys().next().value ?? key)
    return bucket
  }

  return {
    owe: (key, nowMs) => used(key).owe(nowMs),
    has: (key, nowMs) => known(key).tokens(nowMs) >= 1,
    state(key, nowMs) {
      const tokens = known(key).tokens(nowMs)
      return { left: Math.max(0, Math.floor(tokens)), waitSeconds: tokens >= 1 ? 0 : Math.ceil((1 - tokens) / limits.perSecond) }
    },
    take: (key, nowMs) => used(key).take(nowMs),
  }
}
