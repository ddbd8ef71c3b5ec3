import type { Caller } from '../../contract/doors.ts'
import { openRate } from '../../platform/rate.ts'

/**
 * How often one may ask over HTTP: whoever shows a credential by that credential, strangers by their address, where a whole hall may sit behind
 * one. Told in the fields of draft-ietf-httpapi-ratelimit-headers: what is left, and in how many seconds all of it is back.
 */
const PERSON = { name: 'person', burst: 2_000, perSecond: 250, keysMax: 50_000 }
const ADDRESS = { name: 'address', burst: 12_000, perSecond: 600, keysMax: 50_000 }

export interface Limited {
  readonly may: boolean
  readonly headers: Readonly<Record<string, string>>
}

export function openLimits(): (caller: Pick<Caller, 'token' | 'address'>, nowMs: number) => Limited {
  const [persons, addresses] = [openRate(PERSON), openRate(ADDRESS)]
  return ({ token, address }, nowMs) => {
    const [limit, rate, key] = token ? [PERSON, persons, token] : [ADDRESS, addresses, address]
    const may = rate.take(key, nowMs)
    const { left, waitSeconds } = rate.state(key, nowMs)
    const window = limit.burst / limit.perSecond
    const back = Math.ceil((limit.burst - left) / limit.perSecond)
    return {
      may,
      headers: {
        'RateLimit-Policy': `"${limit.name}";q=${limit.burst};w=${window}`,
        RateLimit: `"${limit.name}";r=${left};t=${back}`,
        ...(may ? {} : { 'Retry-After': String(Math.max(1, waitSeconds)) }),
      },
    }
  }
}
