import type { MeetingId } from '../src/contract/meeting.schema.ts'
import type { RunId } from '../src/contract/runs.schema.ts'
import * as meetings from '../src/modules/meetings/index.ts'
import { system } from '../src/modules/people/index.ts'
import type { App } from './app.ts'
import { but, type Case, here, one, organizes, runs } from './matrix-rows.ts'
import { id, newActivity, newMeeting, openHall, slide } from './world.ts'

/** The cases about what goes into a meeting and out of it, and about what it was. */

const file = {
  plenary: 'meeting',
  version: 1,
  settings: { title: 'Taken in', description: '', answerPrefix: '#' },
  activities: [slide],
}
const sheet = Buffer.from('Question,Answer 1,Answer 2\nWhich?,a,b\n').toString('base64')

/** Meetings that have ended, with runs of their own. */
export function ofRuns({ world }: App): Case[] {
  const ended = async () => (await openHall(world, [slide], ['start', 'end'], here)).meeting
  const anew = (meeting: MeetingId, run: RunId) =>
    world.db.write((tx) => meetings.beginAnew(tx, system, meeting, run, { people: 'stay', foundNow: async () => new Map() }))
  const ofRun = async (more: Record<string, string> = {}) => {
    const [meeting, run] = [await ended(), id<RunId>()]
    await anew(meeting, run)
    return { params: { meeting, run, ...more } }
  }
  const running = async () => {
    const { meeting } = await openHall(world, [slide], ['start'], here)
    return { params: { meeting, run: id() }, body: { people: 'stay' } }
  }
  return [
    one('runs', runs, async () => ({ params: { meeting: await ended() } })),
    one('run', runs, () => ofRun()),
    one('run', but(runs, 'not-found'), async () => ({ params: { meeting: await ended(), run: id() } }), 'none'),
    one('runSheet', runs, () => ofRun({ form: 'activities.csv' })),
    one('beginAnew', runs, async () => ({ params: { meeting: await ended(), run: id() }, body: { people: 'leave' } })),
    one('beginAnew', but(runs, 'not-in-this-phase'), running, 'while it is on'),
    one('deleteRun', runs, () => ofRun()),
  ]
}

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
