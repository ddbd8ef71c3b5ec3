/** A share in whole per cent; nothing answered is 0 %, and only all of them are 100 %: 199 of 200 must not look unanimous. */
export function percent(count: number, total: number): number {
  if (count <= 0 || total <= 0) return 0
  if (count >= total) return 100
  return Math.min(99, Math.max(1, Math.round((100 * count) / total)))
}
