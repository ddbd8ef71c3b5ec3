import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  act,
  comeIn,
  id,
  newActivity,
  newMeeting,
  openHall,
  openWorld,
  type Person,
  personWith,
  refusalOf,
  slide,
} from '../../../test/world.ts'
import { PICTURE_BYTES_MAX } from '../../contract/limits.ts'
import type { MeetingChange, MeetingId } from '../../contract/meeting.schema.ts'
import { applyMeetingChange, meetingFeed } from '../../contract/meeting.ts'
import type { PictureId } from '../../contract/pages.schema.ts'
import { changesAfter } from '../../platform/feeds.ts'
import { system } from '../people/index.ts'
import * as meetings from './index.ts'

const world = await openWorld()
/** The head of a PNG of this size: all that is read of one. */
function png(width: number, height = 1): Buffer {
  const bytes = Buffer.alloc(33)
  bytes.writeUInt32BE(0x89504e47, 0)
  bytes.writeUInt32BE(0x0d0a1a0a, 4)
  bytes.write('IHDR', 12, 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
const upload = (
  meeting: MeetingId,
  picture: PictureId,
  bytes: Buffer,
  actor: Parameters<typeof meetings.putPicture>[1] = system,
) => world.db.write((tx) => meetings.putPicture(tx, actor, meeting, picture, bytes))
const about = { title: 'The plan', description: 'The *caption*.', seconds: null, notes: '' }
const imageOf = (picture: PictureId) => ({ kind: 'image' as const, ...about, picture, alt: 'A floor plan' })
const put = (meeting: MeetingId, picture: PictureId) =>
  world.db.write((tx) => meetings.putActivity(tx, system, meeting, newActivity(), imageOf(picture)))
const known = async (picture: PictureId) => (await world.db.read((tx) => meetings.picture(tx, picture))) !== null

test('LK-92: a picture slide is shown to everybody with its words, in its place among the others, and takes no answer', async () => {
  const first = await openHall(world, [slide], [])
  const picture = id<PictureId>()
  assert.deepEqual((await upload(first.meeting, picture, png(800, 600))).type, 'image/png')
  const hall = await openHall(world, [slide, imageOf(picture), slide], ['start', 'open', 'next', 'open'])
  const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
  const { view } = await world.db.read((tx) => meetings.meetingView(tx, ada, hall.meeting))
  assert.ok(view.phase.at === 'open' && view.phase.activity.kind === 'image')
  assert.deepEqual([view.phase.activity.address, view.phase.activity.alt], [`/pictures/${picture}`, 'A floor plan'])
  assert.match(view.phase.activity.descriptionHtml, /<em>caption<\/em>/)
  assert.equal(view.phase.tally, null)
  await act(world, hall, 'next')
  const seat = await world.db.read((tx) => meetings.seat(tx, ada, hall.meeting))
  assert.deepEqual(seat.shown, [])
})

test('LK-92: what is no picture, too large or unknown is refused, and the same upload again is the same picture', async () => {
  const { meeting } = await openHall(world, [slide], [])
  const picture = id<PictureId>()
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  assert.equal(await refusalOf(upload(meeting, picture, svg)), 'bad-input')
  assert.equal(await refusalOf(upload(meeting, picture, Buffer.alloc(PICTURE_BYTES_MAX + 1))), 'too-large')
  assert.equal(await refusalOf(upload(meeting, picture, png(6_001))), 'too-large')
  assert.equal(await refusalOf(upload(meeting, picture, png(9), personWith('Eve'))), 'not-allowed')
  assert.equal(await refusalOf(upload(newMeeting(), picture, png(9))), 'not-found')
  assert.equal(await refusalOf(put(meeting, picture)), 'not-found')
  await upload(meeting, picture, png(9))
  await upload(meeting, picture, png(9))
  assert.equal(await refusalOf(upload(meeting, picture, png(10))), 'conflict')
  assert.equal(await refusalOf(put(meeting, picture)), null)
})

test('a picture that no activity uses is forgotten after a day, one that is used stays', async () => {
  const { meeting } = await openHall(world, [slide], [])
  const [used, unused] = [id<PictureId>(), id<PictureId>()]
  await upload(meeting, used, png(9))
  await upload(meeting, unused, png(8))
  await put(meeting, used)
  world.clock.now = new Date(world.clock.now.getTime() + 25 * 3_600_000)
  await upload(meeting, id<PictureId>(), png(7))
  assert.deepEqual([await known(used), await known(unused)], [true, false])
})

test('a meeting has a picture with its words: shown to everybody, changed, taken away, kept in its document and its copy', async () => {
  const hall = await openHall(world, [slide], ['start'])
  const change = (patch: Parameters<typeof meetings.changeMeeting>[3]) =>
    world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, patch))
  const shown = async () => {
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
    const { meetings: cards } = await world.db.read((tx) => meetings.openMeetings(tx, null, {}, world.clock.now))
    assert.deepEqual(cards.find((card) => card.id === hall.meeting)?.picture, view.picture)
    return view.picture
  }
  const [first, second] = [id<PictureId>(), id<PictureId>()]
  assert.equal(await shown(), null)
  assert.equal(await refusalOf(change({ picture: first })), 'not-found')
  await upload(hall.meeting, first, png(9))
  await upload(hall.meeting, second, png(8))
  const followed = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
  await change({ picture: first, pictureWords: ' A \u0000door ' })
  const news = await world.db.read((tx) => changesAfter(tx, meetingFeed(hall.meeting), followed.seq, 10))
  assert.deepEqual(
    news.reduce((view, { change: one }) => applyMeetingChange(view, one as MeetingChange), followed.view),
    (await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))).view,
  )
  assert.deepEqual(await shown(), { address: `/pictures/${first}`, words: 'A door' })
  await change({ picture: second })
  assert.deepEqual(await shown(), { address: `/pictures/${second}`, words: 'A door' })
  world.clock.forward(25 * 3_600_000)
  await upload(hall.meeting, id(), png(7))
  assert.deepEqual([await known(first), await known(second)], [false, true])

  const file = await world.db.read((tx) => meetings.meetingFile(tx, system, hall.meeting))
  const copy = newMeeting()
  await world.db.write((tx) => meetings.takeMeetingFile(tx, system, copy, { event: null, file }))
  const { view } = await world.db.read((tx) => meetings.consoleView(tx, system, copy))
  assert.deepEqual([view.settings.picture, view.settings.pictureWords], [second, 'A door'])
  const elsewhere = { ...file, settings: { ...file.settings, picture: id<PictureId>() } }
  const taken = world.db.write((tx) => meetings.takeMeetingFile(tx, system, newMeeting(), { event: null, file: elsewhere }))
  assert.equal(await refusalOf(taken), 'not-found')

  await change({ picture: null })
  assert.equal(await shown(), null)
  await world.db.write((tx) => meetings.deleteMeeting(tx, system, copy))
  world.clock.forward(25 * 3_600_000)
  await upload(hall.meeting, id(), png(6))
  assert.equal(await known(second), false)
})

test('whoever may make a meeting uploads its picture before it is there; nobody else does', async () => {
  const [meeting, picture] = [newMeeting(), id<PictureId>()]
  const organizer = personWith('Olga', { role: 'organizer', event: null })
  for (const nobody of [personWith('Eve'), personWith('Mo', { role: 'moderator', event: null })])
    assert.notEqual(await refusalOf(upload(meeting, picture, png(9), nobody)), null)
  await upload(meeting, picture, png(9), organizer)
  const settings = {
    ...{ title: 'T', description: '', listed: true, rewardFirst: true, startsAt: null, endsAt: null, event: null },
  }
  const about = { ...settings, showFlags: false, flagPrefix: '', picture, pictureWords: 'A door' }
  await world.db.write((tx) => meetings.createMeeting(tx, organizer, meeting, about, '#'))
  const { view } = await world.db.read((tx) => meetings.consoleView(tx, organizer, meeting))
  assert.deepEqual([view.settings.picture, view.settings.pictureWords], [picture, 'A door'])
})
