import type { Calls } from '../../contract/doors.ts'
import type { meetings as declared } from '../../contract/meetings.endpoints.ts'
import { picturePath } from '../../contract/pages.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as flags from '../../modules/flags/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { openRate } from '../../platform/rate.ts'
import { type Door, done } from './door.ts'

const anyServer = '*'

/** Of one person: all that was kept while a phone was away at once, and then faster than anybody types. */
const answersOfPerson = { burst: 200, perSecond: 10, keysMax: 50_000 }

function answering(door: Door): Calls['answer'] {
  const rate = openRate(answersOfPerson)
  return async (caller, { activity, answer }, body) => {
    const known = door.knownActorOf(caller)
    const actor = known instanceof Promise ? await known : known
    if (actor.kind === 'person' && !rate.take(actor.id, Date.now())) throw new Refusal('too-many')
    const outcome = await door.answers.add({ actor, id: answer, activity, given: body })
    if (outcome instanceof Refusal) throw outcome
    door.counted(activity)
    return outcome
  }
}

/** One meeting: preparing, steering, answering, seeing. */
export const meetingCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  seat: (caller, { meeting }) => door.read(caller, (tx, actor) => meetings.seat(tx, actor, meeting)),
  takeSeat: async (caller, { meeting }) => {
    const taken = await door.write(caller, (tx, actor) => meetings.seatForOrganizer(tx, actor, meeting, door.ownWords()))
    if (taken.fresh) door.cameIn(meeting)
    return taken
  },
  renameSeat: async (caller, { meeting }, body) => ({
    name: await door.write(caller, async (tx, actor) => {
      const name = await meetings.renameSeat(tx, actor, meeting, body.name, door.ownWords())
      await flags.retell(tx, meeting)
      return name
    }),
  }),
  createMeeting: (caller, { meeting }, body) =>
    door.act(caller, (tx, actor) => meetings.createMeeting(tx, actor, meeting, body, door.answerPrefix)),
  changeMeeting: (caller, { meeting }, body) => door.act(caller, (tx, actor) => meetings.changeMeeting(tx, actor, meeting, body)),
  deleteMeeting: (caller, { meeting }) => door.act(caller, (tx, actor) => meetings.deleteMeeting(tx, actor, meeting)),
  meeting: (caller, { meeting }) => door.read(caller, (tx, actor) => meetings.meetingView(tx, actor, meeting)),
  console: (caller, { meeting }) => door.read(caller, (tx, actor) => meetings.consoleView(tx, actor, meeting)),
  putActivity: async (caller, { meeting, activity }, body) => ({
    ...done,
    kind: await door.write(caller, (tx, actor) => meetings.putActivity(tx, actor, meeting, activity, body)),
  }),
  putMeetingPicture: async (caller, { meeting, picture }, body) => {
    const bytes = Buffer.from(body.bytes, 'base64')
    const made = await door.write(caller, (tx, actor) => meetings.putPicture(tx, actor, meeting, picture, bytes))
    return { address: picturePath(made.id), type: made.type, width: made.width, height: made.height }
  },
  deleteActivity: (caller, { meeting, activity }) =>
    door.act(caller, (tx, actor) => meetings.deleteActivity(tx, actor, meeting, activity)),
  markDone: (caller, { meeting, activity }, body) =>
    door.act(caller, (tx, actor) => meetings.markDone(tx, actor, meeting, activity, body.done)),
  orderActivities: (caller, { meeting }, body) =>
    door.act(caller, (tx, actor) => meetings.orderActivities(tx, actor, meeting, body.order)),
  resetActivity: (caller, { meeting, activity }) =>
    door.act(caller, async (tx, actor) => {
      await meetings.keepEnded(tx, actor, meeting, () => flags.foundIn(tx, meeting))
      await meetings.resetActivity(tx, actor, meeting, activity)
    }),
  scores: (caller, { meeting }) => door.read(caller, (tx, actor) => meetings.scoresView(tx, actor, meeting)),
  countScores: (caller, { meeting }) => door.act(caller, (tx, actor) => meetings.countScores(tx, actor, meeting)),
  takeControl: async (caller, { meeting }, body) => ({
    controller: await door.write(caller, (tx, actor) => meetings.takeControl(tx, actor, meeting, body.seat, body.force)),
  }),
  leaveControl: (caller, { meeting, seat }) => door.act(caller, (tx, actor) => meetings.leaveControl(tx, actor, meeting, seat)),
  step: async (caller, { meeting }, body) => ({
    at: await door.write(caller, async (tx, actor) => {
      if (body.reset) await meetings.keepEnded(tx, actor, meeting, () => flags.foundIn(tx, meeting))
      return meetings.takeStep(tx, actor, meeting, body)
    }),
  }),
  moveClosing: (caller, { meeting }, body) => door.act(caller, (tx, actor) => meetings.moveClosing(tx, actor, meeting, body)),
  bindChannel: (caller, { meeting }, body) => door.act(caller, (tx, actor) => meetings.bindChannel(tx, actor, meeting, body)),
  unbindChannel: (caller, { meeting, server, ...at }) =>
    door.act(caller, (tx, actor) =>
      meetings.unbindChannel(tx, actor, meeting, { ...at, server: server === anyServer ? null : server }),
    ),
  answer: answering(door),
  tally: (caller, { activity }) => door.read(caller, (tx, actor) => meetings.tallyView(tx, actor, activity)),
  result: (caller, { activity }) => door.read(caller, (tx, actor) => meetings.result(tx, actor, activity)),
})
