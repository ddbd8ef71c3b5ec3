import { settings } from '../../modules/instance/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import type { Db } from '../../platform/db.ts'

const DAY_MS = 86_400_000
/** What is left over is done the next night. */
const STEPS_MAX = 2_000

/**
 * Forgets what is older than the settings say it is kept: names of seats, then persons who are known by nothing else. In steps of a few hundred
 * rows, each a transaction of its own, so that nobody waits for it; stopped anywhere, it goes on the next time.
 */
export async function forgetOld(db: Db): Promise<void> {
  await db.write(async (tx) => meetings.forgetSeats(tx, await people.forgottenLately(tx)))
  await forgetSeats(db)
  await forgetIdle(db)
}

async function forgetSeats(db: Db): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step++) {
    const left = await db.write(async (tx) => {
      const { retentionDays } = (await settings(tx)).privacy
      const persons = await meetings.forgetOldSeats(tx, retentionDays)
      await people.forgetUnknown(tx, [...new Set(persons)], (ids) => meetings.seatedAmong(tx, ids))
      return persons.length
    })
    if (left < meetings.SEATS_PER_STEP_MAX) return
  }
}

/** Those who came long ago and have a seat nowhere: chat accounts that were heard once, guests whose meeting was deleted. */
async function forgetIdle(db: Db): Promise<void> {
  let after: Awaited<ReturnType<typeof people.knownBefore>>[number] | null = null
  for (let step = 0; step < STEPS_MAX; step++) {
    const from: typeof after = after
    const page = await db.write(async (tx) => {
      const { retentionDays } = (await settings(tx)).privacy
      if (retentionDays === null) return []
      const ids = await people.knownBefore(tx, new Date(tx.now.getTime() - retentionDays * DAY_MS), from)
      await people.forgetUnknown(tx, ids, (all) => meetings.seatedAmong(tx, all))
      return ids
    })
    if (page.length < people.FORGET_STEP_MAX) return
    after = page.at(-1) ?? null
  }
}
