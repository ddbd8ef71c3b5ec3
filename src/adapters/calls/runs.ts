import type { Calls } from '../../contract/doors.ts'
import type { runs as declared } from '../../contract/runs.endpoints.ts'
import * as flags from '../../modules/flags/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import type { Door } from './door.ts'

/** The history of a meeting, with what flags have of it. */
export const runCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  runs: (caller, { meeting, ...page }) => door.read(caller, (tx, actor) => meetings.runList(tx, actor, meeting, page)),
  run: (caller, { meeting, run }) => door.read(caller, (tx, actor) => meetings.runResults(tx, actor, meeting, run)),
  runSheet: async (caller, { meeting, run, form }) => {
    const results = await door.read(caller, (tx, actor) => meetings.runResults(tx, actor, meeting, run))
    const { name, type, bytes } = await door.sheets.write(results, form, caller.language)
    return { name, type, bytes: Buffer.from(bytes).toString('base64') }
  },
  beginAnew: (caller, { meeting, run }, { people }) =>
    door.act(caller, async (tx, actor) => {
      const how = { people, foundNow: () => flags.foundIn(tx, meeting) }
      if (await meetings.beginAnew(tx, actor, meeting, run, how)) await flags.beginAnew(tx, meeting)
    }),
  deleteRun: (caller, { meeting, run }) => door.act(caller, (tx, actor) => meetings.deleteRun(tx, actor, meeting, run)),
})
