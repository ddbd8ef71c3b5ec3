import type { z } from 'zod'
import { type ActivityId, type ChoiceId, PreparedActivity } from '../contract/activity.schema.ts'
import { freshId } from '../contract/ids.ts'
import { DEFAULT_FLAG_PREFIX, type EventId, type MeetingId } from '../contract/meeting.schema.ts'
import * as events from '../modules/events/index.ts'
import * as meetings from '../modules/meetings/index.ts'
import { system } from '../modules/people/index.ts'
import type { Db, Tx } from '../platform/db.ts'
import { addPlan, datesFrom } from './demo-schedule.ts'

/** A sample event with a running meeting, made by the same commands an organizer would use. */

const EVENT = 'sample' as EventId

/** Null where there is an event or a meeting already: nothing of people's own is touched. */
export function makeSample(db: Db, answerPrefix: string, channels: readonly string[]): Promise<MeetingId | null> {
  return db.write(async (tx) => {
    if ((await events.hasEvents(tx)) || (await meetings.hasMeetings(tx))) return null
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const [startsOn, endsOn] = datesFrom(tx.now, timeZone)
    await events.putEvent(tx, system, EVENT, { title: 'Sample gathering', timeZone, startsOn, endsOn })
    await addPlan(tx, EVENT, timeZone, [startsOn, endsOn])
    const id = freshId<MeetingId>(tx.now.getTime())
    const about = {
      title: 'Welcome to Plenary',
      description: 'A first meeting to try things out.',
      listed: true,
      rewardFirst: true,
      startsAt: null,
      endsAt: null,
      showFlags: false,
      flagPrefix: DEFAULT_FLAG_PREFIX,
      ...{ picture: null, pictureWords: '' },
      event: EVENT,
    }
    await meetings.createMeeting(tx, system, id, about, answerPrefix)
    await addActivities(tx, id)
    for (const channel of channels.slice(0, 10)) await meetings.bindChannel(tx, system, id, { network: 'irc', channel })
    await meetings.stepAsSystem(tx, id, 'start')
    return id
  })
}

async function addActivities(tx: Tx, meeting: MeetingId): Promise<void> {
  const fresh = <Id extends string>() => freshId<Id>(tx.now.getTime())
  const put = (wish: z.input<typeof PreparedActivity>) =>
    meetings.putActivity(tx, system, meeting, fresh<ActivityId>(), PreparedActivity.parse(wish))
  const choices = (...texts: string[]) => texts.map((text) => ({ id: fresh<ChoiceId>(), text, short: '' }))
  await put({
    kind: 'text',
    title: 'Good to have you here',
    description:
      'Answer from your phone: scan the code on the screen.\n\nIn the chat, type the sign and the letter you see beside a choice.',
  })
  await put({
    kind: 'poll',
    title: 'How did you get here today?',
    description: '',
    choices: choices('By train', 'By bike', 'On foot', 'By car', 'I never left home'),
    multiple: false,
    liveOnStage: true,
  })
  await put({
    kind: 'poll',
    title: 'What do you hope to find?',
    description: 'Choose as many as you like.',
    choices: choices('New ideas', 'Old friends', 'A project to join', 'Good coffee'),
    multiple: true,
    liveOnStage: true,
  })
  await put({ kind: 'cloud', title: 'What makes a gathering good? One word, or a few.', description: '', wordsPerPersonMax: 20 })
}
