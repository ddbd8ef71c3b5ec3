/**
 * The one table from endpoint to command: what HTTP and the socket carry out alike. Each row finds the actor, opens a transaction and calls the
 * command; permission and rules are the command's own.
 */
import type { Calls } from '../../contract/doors.ts'
import { type CallMeans, type Door, openDoor } from './door.ts'
import { entranceCalls } from './entrance.ts'
import { keyCalls, withinScopes } from './keys.ts'
import { meetingCalls } from './meetings.ts'

export interface CallTable extends Pick<Door, 'actorOf' | 'answers'> {
  readonly calls: Calls
}

/** `answers` is where chats put answers in too: one stream of rounds for all doors. */
export function makeCalls(means: CallMeans): CallTable {
  const door = openDoor(means)
  const calls: Calls = { ...entranceCalls(door), ...meetingCalls(door), ...keyCalls(door) }
  return { calls: withinScopes(calls, door), actorOf: door.actorOf, answers: door.answers }
}
