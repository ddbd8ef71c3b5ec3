import type { Calls } from '../../contract/doors.ts'
import type { flags as declared } from '../../contract/flags.endpoints.ts'
import { picturePath } from '../../contract/pages.ts'
import * as flags from '../../modules/flags/index.ts'
import type { Door } from './door.ts'
import { openTries } from './tries.ts'

/** Against guessing: wrong ones of a person, and of an address, behind which a whole hall may sit. */
const ofPerson = { triesMax: 20, minutes: 5, keysMax: 50_000 }
const ofAddress = { triesMax: 1_000, minutes: 5, keysMax: 50_000 }

/** Flags of a meeting: preparing them, and handing them in. */
export function flagCalls(door: Door): Pick<Calls, keyof typeof declared> {
  const [persons, addresses] = [openTries(ofPerson), openTries(ofAddress)]
  return {
    flags: (caller, { meeting }) => door.read(caller, (tx, actor) => flags.flagsView(tx, actor, meeting)),
    putFlag: (caller, { meeting, flag }, body) => door.act(caller, (tx, actor) => flags.putFlag(tx, actor, meeting, flag, body)),
    deleteFlag: (caller, { meeting, flag }) => door.act(caller, (tx, actor) => flags.deleteFlag(tx, actor, meeting, flag)),
    putFlagPicture: async (caller, { meeting, picture }, body) => {
      const bytes = Buffer.from(body.bytes, 'base64')
      const kept = await door.write(caller, (tx, actor) => flags.putPicture(tx, actor, meeting, picture, bytes))
      const { id, type, width, height } = kept
      return { address: picturePath(id), type, width, height }
    },
    flagTries: (caller, { meeting, ...page }) => door.read(caller, (tx, actor) => flags.triesPage(tx, actor, meeting, page)),
    handIn: async (caller, { meeting, try: id }, { text }) => {
      const actor = await door.actorOf(caller)
      const person = actor.kind === 'person' ? [actor.id] : []
      persons.take(person, Date.now())
      addresses.take([caller.address], Date.now())
      const handed = await door.write(caller, (tx, now) => flags.handIn(tx, now, meeting, id, text))
      if (handed.outcome === 'unknown') return handed
      persons.giveBack(person)
      addresses.giveBack([caller.address])
      if (handed.points > 0) door.scored(meeting)
      return handed
    },
  }
}
