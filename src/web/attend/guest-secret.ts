const KEY = 'plenary.guest'
const BYTES = 32

/** For a browser whose storage is closed to us. */
let held: string | null = null

/**
 * What this browser joins with. It is kept until the answer has come: when that is lost on its way, whoever presses again is the same guest, and
 * nobody has taken their name.
 */
export function guestSecret(storage: Pick<Storage, 'getItem' | 'setItem'> | null = pageStorage()): string {
  const kept = quietly(() => storage?.getItem(KEY)) ?? held
  if (kept && /^[\w-]{43}$/.test(kept)) return kept
  const secret = freshSecret()
  held = secret
  quietly(() => storage?.setItem(KEY, secret))
  return secret
}

/** From now on the cookie says who this is, which no script can read. */
export function forgetGuestSecret(storage: Pick<Storage, 'removeItem'> | null = pageStorage()): void {
  held = null
  quietly(() => storage?.removeItem(KEY))
}

function freshSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

const pageStorage = (): Storage | null => quietly(() => localStorage) ?? null

function quietly<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
