/**
 * A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits. Ids made by clients sort by time, which keeps indexes small.
 * `crypto.randomUUID` is missing on pages served without TLS, as in a hall's own network, hence our own few lines.
 */
export function freshId<Id extends string>(nowMs: number): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id
}
