import type { PersonId } from '../../contract/meeting.schema.ts'
import * as board from '../../modules/board/index.ts'
import * as flags from '../../modules/flags/index.ts'
import { settings } from '../../modules/instance/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import type { Db, ReadTx } from '../../platform/db.ts'

const DAY_MS = 86_400_000
/** What is left over is done the next night. */
const STEPS_MAX = 2_000

/**
 * Forgets what is older than the settings say it is kept: names of seats, then persons who are known by nothing else. In steps of a few hundred
 * rows, each a transaction of its own, so that nobody waits for it; stopped anywhere, it goes on the next time.
 */
export async function forgetOld(db: Db): Promise<void> {
  await db.write(async (tx) => {
    const gone = await people.forgottenLately(tx)
    await flags.forgetSeats(tx, await meetings.forgetSeats(tx, gone))
    await board.forgetPeople(tx, gone)
  })
  await forgetSeats(db)
  await forgetRuns(db)
  await forgetBoards(db)
  await forgetIdle(db)
}

async function forgetSeats(db: Db): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step++) {
    const left = await db.write(async (tx) => {
      const { retentionDays } = (await settings(tx)).privacy
      const seats = await meetings.forgetOldSeats(tx, retentionDays)
      await flags.forgetSeats(tx, seats)
      const persons = seats.map(({ person }) => person)
      await people.forgetUnknown(tx, [...new Set(persons)], (ids) => keptAmong(tx, ids))
      return seats.length
    })
    if (left < meetings.SEATS_PER_STEP_MAX) return
  }
}

async function forgetRuns(db: Db): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step++) {
    const left = await db.write(async (tx) => {
      const persons = await meetings.forgetOldRuns(tx, (await settings(tx)).privacy.retentionDays)
      await people.forgetUnknown(tx, [...new Set(persons)], (ids) => keptAmong(tx, ids))
      return persons.length
    })
    if (left < meetings.SEATS_PER_STEP_MAX) return
  }
}

/** Whoever else keeps something of these ids. */
const keptAmong = async (tx: ReadTx, ids: readonly PersonId[]): Promise<Set<PersonId>> =>
  new Set([...(await meetings.seatedAmong(tx, ids)), ...(await board.keptAmong(tx, ids))])

async function forgetBoards(db: Db): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step++) {
    const left = await db.write(async (tx) => {
      const { retentionDays } = (await settings(tx)).privacy
      const persons = await board.forgetOldEvents(tx, retentionDays)
      await people.forgetUnknown(tx, [...new Set(persons)], (ids) => keptAmong(tx, ids))
      return persons.length
    })
    if (left === 0) return
  }
}

/** Those who came long ago and of whom nothing is kept: chat accounts that were heard once, guests whose meeting was deleted. */
async function forgetIdle(db: Db): Promise<void> {
  let after: Awaited<ReturnType<typeof people.knownBefore>>[number] | null = null
  for (let step = 0; step < STEPS_MAX; step++) {
    const from: typeof after = after
    const page = await db.write(async (tx) => {
      const { retentionDays } = (await settings(tx)).privacy
      if (retentionDays === null) return []
      const ids = await people.knownBefore(tx, new Date(tx.now.getTime() - retentionDays * DAY_MS), from)
      await people.forgetUnknown(tx, ids, (all) => keptAmong(tx, all))
      return ids
    })
    if (page.length < people.FORGET_STEP_MAX) return
    after = page.at(-1) ?? null
  }
}
