import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type App, type Asked, ask, openApp, ownerOf } from '../../../test/app.ts'
import { cloud, comeIn, id, openHall, pollOf } from '../../../test/world.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { EndpointName } from '../../contract/routes.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { system } from '../../modules/people/index.ts'

let app: App
let token: string
const asOwner = (name: EndpointName, asked: Asked = {}) => ask(app, name, { ...asked, token })
before(async () => {
  app = await openApp()
  token = await ownerOf(app)
})

const flag = {
  code: 'Gull7',
  name: 'The gull',
  description: 'On the *mast*.',
  picture: null,
  pictureWords: '',
  points: 3,
  firstPoints: 2,
}

async function meetingWithFlag(): Promise<{ meeting: MeetingId; code: string }> {
  const hall = await openHall(app.world, [pollOf('a', 'b'), cloud], ['start', 'open'])
  await comeIn(app.world, hall.code, ['Ada'])
  assert.equal((await asOwner('putFlag', { params: { meeting: hall.meeting, flag: id() }, body: flag })).status, 200)
  return hall
}
const fileOf = async (meeting: MeetingId) => (await asOwner('meetingFile', { params: { meeting } })).body

test('LK-19 one action duplicates a meeting: settings, activities and flags, with a code of its own, without channels and people', async () => {
  const hall = await meetingWithFlag()
  await app.world.db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, { network: 'irc', channel: '#copied' }))
  const copy = id<MeetingId>()
  for (let times = 0; times < 2; times++)
    assert.equal(
      (await asOwner('copyMeeting', { params: { meeting: hall.meeting, copy }, body: { title: 'Again' } })).status,
      200,
    )
  const [before, made] = [await fileOf(hall.meeting), await fileOf(copy)]
  assert.deepEqual(made, { ...before, settings: { ...before.settings, title: 'Again' } })
  assert.deepEqual([made.activities.length, made.flags], [2, [flag]])
  const { view } = await app.world.db.read((tx) => meetings.consoleView(tx, system, copy))
  assert.deepEqual([view.channels, view.here, view.at], [[], 0, 'before'])
  assert.notEqual(view.settings.code, hall.code)
})

test('a document brings flags along; what does not fit is refused with its path, and nothing is made', async () => {
  const hall = await meetingWithFlag()
  const file = await fileOf(hall.meeting)
  const [there, twice] = [id<MeetingId>(), id<MeetingId>()]
  const take = (meeting: MeetingId, body: unknown) =>
    asOwner('takeMeetingFile', { params: { meeting }, body: { event: null, file: body } })
  assert.equal((await take(there, file)).status, 200)
  assert.deepEqual(await fileOf(there), file)
  const refused = await take(twice, { ...file, flags: [flag, { ...flag, name: 'Another' }] })
  assert.deepEqual([refused.status, refused.body.code, refused.body.path], [409, 'conflict', 'body.file.flags.1.code'])
  assert.equal((await asOwner('meetingFile', { params: { meeting: twice } })).status, 404)
})
