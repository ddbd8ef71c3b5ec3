import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/**
 * Long replies that everybody gets alike go over the line packed: a schedule of a thousand sessions takes a fifth of the time on a phone. What only some
 * may read is not packed, for its length would tell of what is in it.
 */
export type Packer = (
  reply: { readonly text: string; readonly etag: string },
  accepted: string | undefined,
) => Promise<Uint8Array | null>

const PACKED_CHARS_MIN = 4_000
/** Asked for by many at once, after a release: packed once. */
const KEPT_MAX = 16
const LEVEL = 5
const pack = promisify(gzip)

/** Null: as it is. */
export function openPacker(): Packer {
  const kept = new Map<string, Promise<Uint8Array>>()
  return async ({ text, etag }, accepted = '') => {
    if (text.length < PACKED_CHARS_MIN || !/\bgzip\b(?!;\s*q=0(?:\.0+)?(?:,|$))/.test(accepted)) return null
    const known = kept.get(etag)
    if (known) return known
    const packed = pack(text, { level: LEVEL })
    kept.set(etag, packed)
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_MAX) break
      kept.delete(oldest)
    }
    return packed
  }
}
