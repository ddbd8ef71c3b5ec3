import type { Calls } from '../../contract/doors.ts'
import type { lists as declared } from '../../contract/lists.endpoints.ts'
import * as flags from '../../modules/flags/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import type { Door } from './door.ts'

/** What is in all meetings one may run. */
export const listCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  allActivities: (caller, wish) => door.read(caller, (tx, actor) => meetings.allActivities(tx, actor, wish)),
  allParticipants: (caller, wish) => door.read(caller, (tx, actor) => meetings.allParticipants(tx, actor, wish)),
  allAnswers: (caller, wish) => door.read(caller, (tx, actor) => meetings.allAnswers(tx, actor, wish)),
  allFlags: (caller, wish) => door.read(caller, (tx, actor) => flags.allFlags(tx, actor, wish)),
  allFlagTries: (caller, wish) => door.read(caller, (tx, actor) => flags.allTries(tx, actor, wish)),
})
