import type { Calls } from '../../contract/doors.ts'
import type { moving as declared } from '../../contract/moving.endpoints.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as meetings from '../../modules/meetings/index.ts'
import type { Door } from './door.ts'

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/** In and out of meetings. */
export const movingCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  meetingFile: (caller, { meeting }) => door.read(caller, (tx, actor) => meetings.meetingFile(tx, actor, meeting)),
  takeMeetingFile: (caller, { meeting }, body) =>
    door.act(caller, (tx, actor) => meetings.takeMeetingFile(tx, actor, meeting, body)),
  readSheet: async (caller, { meeting }, { bytes }) => {
    await door.read(caller, (tx, actor) => meetings.runs(tx, actor, meeting))
    if (bytes.length % 4 !== 0 || !base64.test(bytes)) throw new Refusal('bad-input', { path: 'body.bytes', hint: 'Base64' })
    return door.sheets.read(Buffer.from(bytes, 'base64'))
  },
  addActivities: (caller, { meeting }, { activities }) =>
    door.act(caller, (tx, actor) => meetings.addActivities(tx, actor, meeting, activities)),
  copyActivity: (caller, { meeting, activity, copy }) =>
    door.act(caller, (tx, actor) => meetings.copyActivity(tx, actor, meeting, activity, copy)),
  copyMeeting: (caller, { meeting, copy }, { title }) =>
    door.act(caller, (tx, actor) => meetings.copyMeeting(tx, actor, meeting, copy, title)),
  results: (caller, { meeting }) => door.read(caller, (tx, actor) => meetings.resultsOf(tx, actor, meeting)),
  resultsSheet: async (caller, { meeting, form }) => {
    const results = await door.read(caller, (tx, actor) => meetings.resultsOf(tx, actor, meeting))
    const { name, type, bytes } = await door.sheets.write(results, form, caller.language)
    return { name, type, bytes: Buffer.from(bytes).toString('base64') }
  },
})
