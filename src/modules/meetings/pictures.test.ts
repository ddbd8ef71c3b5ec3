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
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { PictureId } from '../../contract/pages.schema.ts'
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
