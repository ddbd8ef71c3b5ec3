import type { Calls } from '../../contract/doors.ts'
import type { Body } from '../../contract/endpoints.ts'
import type { FlagId } from '../../contract/flags.schema.ts'
import { freshId } from '../../contract/ids.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { moving as declared } from '../../contract/moving.endpoints.ts'
import type { MeetingFile } from '../../contract/moving.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as flags from '../../modules/flags/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import type { Actor } from '../../modules/people/index.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import type { Door } from './door.ts'

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/** In and out of meetings. */
export const movingCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  meetingFile: (caller, { meeting }) => door.read(caller, (tx, actor) => fileOf(tx, actor, meeting)),
  takeMeetingFile: (caller, { meeting }, body) => door.act(caller, (tx, actor) => takeFile(tx, actor, meeting, body)),
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
    door.act(caller, async (tx, actor) => {
      const { event } = await meetings.runs(tx, actor, meeting)
      const file = await fileOf(tx, actor, meeting)
      await takeFile(tx, actor, copy, { event, file: { ...file, settings: { ...file.settings, title } } })
    }),
  results: (caller, { meeting }) => door.read(caller, (tx, actor) => resultsNow(tx, actor, meeting)),
  resultsSheet: async (caller, { meeting, form }) => {
    const results = await door.read(caller, (tx, actor) => resultsNow(tx, actor, meeting))
    const { name, type, bytes } = await door.sheets.write(results, form, caller.language)
    return { name, type, bytes: Buffer.from(bytes).toString('base64') }
  },
})

const resultsNow = async (tx: ReadTx, actor: Actor, meeting: MeetingId) =>
  meetings.resultsOf(tx, actor, meeting, await flags.foundIn(tx, meeting))

/** The meeting with its flags, as one document. @throws Refusal `not-allowed`, `not-found` */
async function fileOf(tx: ReadTx, actor: Actor, meeting: MeetingId): Promise<MeetingFile> {
  const { view } = await flags.flagsView(tx, actor, meeting)
  return { ...(await meetings.meetingFile(tx, actor, meeting)), flags: view.flags.map(({ prepared }) => prepared) }
}

async function takeFile(tx: Tx, actor: Actor, meeting: MeetingId, body: Body<'takeMeetingFile'>): Promise<void> {
  if (!(await meetings.takeMeetingFile(tx, actor, meeting, body))) return
  for (const [i, flag] of body.file.flags.entries())
    await flags.putFlag(tx, actor, meeting, freshId<FlagId>(tx.now.getTime()), flag).catch(inside(`body.file.flags.${i}`))
}

/** What does not fit stands deeper in a document than where it is asked for by itself. */
const inside =
  (path: string) =>
  (error: unknown): never => {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.code, { path: error.path?.replace(/^body/, path) ?? path, ...(error.hint && { hint: error.hint }) })
  }
