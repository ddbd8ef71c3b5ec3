/**
 * What a hall says at once is read in slices of a few milliseconds: between two of them the database's answers are heard and acknowledgements leave,
 * which would all wait for the last frame otherwise. In the order they came. What waits is bounded by what each connection may send.
 */
const SLICE_MS_MAX = 3

let waiting: (() => void)[] = []

export function inSlices(work: () => void): void {
  if (waiting.push(work) === 1) setImmediate(workOff)
}

function workOff(): void {
  const all = waiting
  const untilMs = performance.now() + SLICE_MS_MAX
  let at = 0
  try {
    do all[at++]?.()
    while (at < all.length && performance.now() < untilMs)
  } finally {
    // Whatever one of them did, the others have their turn.
    waiting = all.slice(at)
    if (waiting.length > 0) setImmediate(workOff)
  }
}
