/**
 * Takes things in together: what arrives while the last round is under way becomes the next one, so a thousand people pressing at once
 * are a handful of transactions. If a round fails as a whole, its items are tried one by one, so that a bad one harms nobody else.
 */
export interface Batch<Item, Outcome> {
  add(item: Item): Promise<Outcome>
  /** How many items wait or are being taken in. */
  size(): number
}

interface Waiting<Item, Outcome> {
  readonly item: Item
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

const GATHER_MS_MAX = 25

export class BatchFull extends Error {}

/**
 * @param take one outcome for each item, in order; it rejects when nothing was done at all
 * @param limits `itemsMax` at a time; beyond `waitingMax` a new one is turned away with `BatchFull`; `roundsAtOnceMax` rounds may be under way (one,
 *   unless told), for work that keeps its own order where that matters
 */
export function openBatch<Item, Outcome>(
  take: (items: Item[]) => Promise<Outcome[]>,
  limits: { itemsMax: number; waitingMax: number; roundsAtOnceMax?: number },
): Batch<Item, Outcome> {
  let waiting: Waiting<Item, Outcome>[] = []
  let isGathering = false
  let under = 0
  let taking = 0

  const round = async (all: Waiting<Item, Outcome>[]): Promise<void> => {
    try {
      const outcomes = await take(all.map((w) => w.item))
      all.forEach((w, i) => w.resolve(outcomes[i] as Outcome))
    } catch (error) {
      if (all.length === 1) all[0]?.reject(error)
      else for (const one of all) await round([one])
    }
  }

  /** While every turn of the loop brings more, it is a hall that presses: it goes together. Whoever is alone waits for one turn. */
  const gather = async (): Promise<void> => {
    const untilMs = performance.now() + GATHER_MS_MAX
    for (let before = 0; waiting.length > before && waiting.length < limits.itemsMax && performance.now() < untilMs; ) {
      before = waiting.length
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Starts rounds while something waits and there is room for one. */
  const run = async (): Promise<void> => {
    if (isGathering) return
    isGathering = true
    while (waiting.length > 0 && under < (limits.roundsAtOnceMax ?? 1)) {
      await gather()
      const all = waiting.slice(0, limits.itemsMax)
      waiting = waiting.slice(limits.itemsMax)
      under++
      taking += all.length
      void round(all).then(() => {
        under--
        taking -= all.length
        void run()
      })
    }
    isGathering = false
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= limits.waitingMax) return reject(new BatchFull())
        waiting.push({ item, resolve, reject })
        void run()
      }),
    size: () => waiting.length + taking,
  }
}
