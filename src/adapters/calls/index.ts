/**
 * The one table from endpoint to command: what HTTP and the socket carry out alike. Each row finds the actor, opens a transaction and calls the
 * command; permission and rules are the command's own.
 */
import type { Calls } from '../../contract/doors.ts'
import { accountCalls, accountsCalls } from './accounts.ts'
import { boardCalls } from './board.ts'
import { type CallMeans, type Door, openDoor } from './door.ts'
import { entranceCalls } from './entrance.ts'
import { flagCalls } from './flags.ts'
import { homeCalls } from './home.ts'
import { keyCalls, withinScopes } from './keys.ts'
import { listCalls } from './lists.ts'
import { mailCalls } from './mails.ts'
import { meetingCalls } from './meetings.ts'
import { movingCalls } from './moving.ts'
import { orderCalls } from './order.ts'
import { withinParts } from './parts.ts'
import { linkingCalls, peopleCalls } from './people.ts'
import { privacyCalls } from './privacy.ts'
import { runCalls } from './runs.ts'
import { scheduleCalls } from './schedule.ts'
import { searchCalls } from './search.ts'
import { settingsCalls } from './settings.ts'
import { webhookCalls } from './webhooks.ts'

export interface CallTable extends Pick<Door, 'actorOf' | 'anew' | 'answers'> {
  readonly calls: Calls
}

/** `answers` is where chats put answers in too: one stream of rounds for all doors. */
export function makeCalls(means: CallMeans): CallTable {
  const door = openDoor(means)
  const calls: Calls = {
    ...entranceCalls(door),
    ...boardCalls(door),
    ...scheduleCalls(door),
    ...meetingCalls(door),
    ...orderCalls(door),
    ...movingCalls(door),
    ...runCalls(door),
    ...flagCalls(door),
    ...listCalls(door),
    ...keyCalls(door),
    ...settingsCalls(door),
    ...homeCalls(door),
    ...searchCalls(door),
    ...peopleCalls(door),
    ...linkingCalls(door),
    ...accountsCalls(door),
    ...accountCalls(door),
    ...mailCalls(door),
    ...webhookCalls(door),
    ...privacyCalls(door),
  }
  return { calls: withinScopes(withinParts(calls, door), door), actorOf: door.actorOf, anew: door.anew, answers: door.answers }
}
