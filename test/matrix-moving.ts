import type { MeetingId } from '../src/contract/meeting.schema.ts'
import { type Case, here, one, organizes, runs } from './matrix-rows.ts'
import { newActivity, newMeeting, slide } from './world.ts'

/** The cases about what goes into a meeting and out of it. */

const file = {
  plenary: 'meeting',
  version: 1,
  settings: { title: 'Taken in', description: '', answerPrefix: '#' },
  activities: [slide],
}
const sheet = Buffer.from('Question,Answer 1,Answer 2\nWhich?,a,b\n').toString('base64')

export const ofMoving = (meeting: MeetingId, aMeeting: () => Promise<MeetingId>, activity: string): Case[] => [
  one('meetingFile', runs, () => ({ params: { meeting } })),
  one('takeMeetingFile', organizes, () => ({ params: { meeting: newMeeting() }, body: { event: here, file } })),
  one('readSheet', runs, () => ({ params: { meeting }, body: { bytes: sheet } })),
  one('addActivities', runs, async () => ({
    params: { meeting: await aMeeting() },
    body: { activities: [{ id: newActivity(), prepared: slide }] },
  })),
  one('copyActivity', runs, () => ({ params: { meeting, activity, copy: newActivity() } })),
  one('copyMeeting', organizes, () => ({ params: { meeting, copy: newMeeting() }, body: { title: 'Again' } })),
  one('results', runs, () => ({ params: { meeting } })),
  one('resultsSheet', runs, () => ({ params: { meeting, form: 'participants.csv' } })),
]
