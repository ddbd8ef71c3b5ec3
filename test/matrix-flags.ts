import type { FlagId } from '../src/contract/flags.schema.ts'
import { freshId } from '../src/contract/ids.ts'
import * as flags from '../src/modules/flags/index.ts'
import * as meetings from '../src/modules/meetings/index.ts'
import { system } from '../src/modules/people/index.ts'
import type { App } from './app.ts'
import { but, type Case, here, type Input, one, only, runs, seated, type Who } from './matrix-rows.ts'
import { type Hall, id, openHall, slide } from './world.ts'

let count = 0
const aFlag = (code: string) => ({
  code,
  name: 'Cellar',
  description: '',
  picture: null,
  pictureWords: '',
  points: 2,
  firstPoints: 1,
})

/** A meeting of its own, which takes flags and in which nobody of the matrix sits; and the two where some do, of which one takes them. */
export async function ofFlags({ world }: App, hall: Hall, words: Hall): Promise<Case[]> {
  const { meeting } = await openHall(world, [slide], ['start'], here)
  const flag = freshId<FlagId>(Date.now())
  await world.db.write(async (tx) => {
    for (const one of [meeting, words.meeting]) await meetings.changeMeeting(tx, system, one, { showFlags: true })
    await flags.putFlag(tx, system, meeting, flag, aFlag('Known'))
  })
  const fresh = async (): Promise<Input> => {
    const made = id<FlagId>()
    await world.db.write((tx) => flags.putFlag(tx, system, meeting, made, aFlag(`Fresh${count++}`)))
    return { params: { meeting, flag: made } }
  }
  const seatless = only([], 'not-joined', {
    guest: 'joined-elsewhere',
    'guest elsewhere': 'joined-elsewhere',
    banned: 'joined-elsewhere',
  })
  const sits = (who: Who) => (who === 'guest elsewhere' ? 'joined-elsewhere' : seated(who))
  const tried = (at: Hall) => () => ({ params: { meeting: at.meeting, try: id() }, body: { text: 'Plenary{none}' } })
  return [
    one('handIn', sits, tried(words)),
    one('handIn', but(sits, 'flags-closed'), tried(hall), 'where none are taken'),
    one('flags', runs, () => ({ params: { meeting } })),
    one('flagTries', runs, () => ({ params: { meeting, flag } })),
    one('putFlag', runs, () => ({ params: { meeting, flag: id() }, body: aFlag(`New${count++}`) }), 'a new one'),
    one('putFlag', runs, () => ({ params: { meeting, flag }, body: { ...aFlag('Known'), points: 3 } }), 'a known one'),
    one(
      'putFlag',
      but(runs, 'conflict'),
      () => ({ params: { meeting, flag: id() }, body: aFlag('Known') }),
      'of a code that is taken',
    ),
    one('deleteFlag', runs, fresh),
    one('putFlagPicture', but(runs, 'bad-input'), () => ({ params: { meeting, picture: id() }, body: { bytes: 'AAAA' } })),
    one('handIn', seatless, () => ({ params: { meeting, try: id() }, body: { text: 'Known' } }), 'without a seat'),
  ]
}
