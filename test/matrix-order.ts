import type { App } from './app.ts'
import { but, type Case, here, one, runs } from './matrix-rows.ts'
import { cloud, comeIn, type Hall, id, openHall, send, word } from './world.ts'

/** The cases about order in the room: the door, the people in it, and the words on its wall. */
export function ofOrder({ world }: App, hall: Hall): Case[] {
  const ofHall = { params: { meeting: hall.meeting } }
  let seats = 0
  const seat = async () => {
    const [person] = await comeIn(world, hall.code, [`Sitting ${seats++}`])
    return { meeting: hall.meeting, person: person?.id ?? '' }
  }
  return [
    one('doorCode', runs, () => ofHall),
    one('review', runs, () => ofHall),
    one('judgeWords', runs, async () => {
      const made = await openHall(world, [cloud], ['start', 'open'], here)
      const [person] = await comeIn(world, made.code, ['Wendy'])
      const [activity = ''] = made.activities
      if (person) await send(world, person, made.activities[0], word('rain'))
      return { params: { meeting: made.meeting }, body: { verdict: 'refused', words: [{ activity, word: 'Rain' }] } }
    }),
    one('participants', runs, () => ofHall),
    one('removeParticipant', runs, async () => ({ params: await seat(), body: {} })),
    one('removeParticipant', runs, async () => ({ params: await seat(), body: { ban: true, withAnswers: true } }), 'for good'),
    one('removeParticipant', but(runs, 'not-found'), () => ({ params: { ...ofHall.params, person: id() }, body: {} }), 'nobody'),
    one('readmitParticipant', runs, async () => ({ params: await seat() })),
    one('muteParticipant', runs, async () => ({ params: await seat(), body: { muted: true } })),
  ]
}
