import type { Calls } from '../../contract/doors.ts'
import type { order as declared } from '../../contract/order.endpoints.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { type Door, done } from './door.ts'

/** Order in the room: who comes in, who stays, and which words go on the wall. */
export const orderCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  doorCode: (caller, { meeting, key }) =>
    door.read(caller, (tx, actor) => meetings.doorCode(tx, actor, meeting, key, door.clock())),
  review: (caller, { meeting }) => door.read(caller, (tx, actor) => meetings.reviewView(tx, actor, meeting)),
  judgeWords: (caller, { meeting }, body) => door.act(caller, (tx, actor) => meetings.judgeWords(tx, actor, meeting, body)),
  participants: (caller, { meeting, ...wish }) =>
    door.read(caller, (tx, actor) => meetings.participants(tx, actor, meeting, wish)),
  removeParticipant: async (caller, { meeting, person }, body) => {
    await door.write(caller, (tx, actor) => meetings.removeParticipant(tx, actor, meeting, person, body))
    door.cameIn(meeting)
    return done
  },
  readmitParticipant: (caller, { meeting, person }) =>
    door.act(caller, (tx, actor) => meetings.readmitParticipant(tx, actor, meeting, person)),
  muteParticipant: (caller, { meeting, person }, body) =>
    door.act(caller, (tx, actor) => meetings.muteParticipant(tx, actor, meeting, person, body.muted)),
})
