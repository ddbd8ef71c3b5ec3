import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type App, type Asked, ask, eventually, guestOf, openApp, openLine, ownerOf, request } from '../../../test/app.ts'
import { id, openHall, pollOf } from '../../../test/world.ts'
import { PICTURE_BYTES_MAX } from '../../contract/limits.ts'
import type { EndpointName } from '../../contract/routes.ts'
import * as people from '../../modules/people/index.ts'

let app: App
let token: string
const asOwner = (name: EndpointName, asked: Asked = {}) => ask(app, name, { ...asked, token })
before(async () => {
  app = await openApp((config) => ({ ...config, mail: { ...config.mail, from: 'file@example.org' } }))
  token = await ownerOf(app)
})

const page = {
  title: 'Bright Harbour',
  titleSecond: 'Talks by the sea',
  description: 'Three days of **talks**.\n\n<script>alert(1)</script> [no](javascript:alert(1)) [yes](https://example.org)',
  buttonText: 'Programme',
  buttonAddress: 'https://example.org/programme',
  sectionTitle: 'Getting here',
  sectionText: 'By *train*.',
  picture: null as string | null,
  pictureWords: '',
}
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACUAAAAXCAYAAACMLIalAAAARklEQVR4AezSsQkAQAgEwcfKvjRLszNtYUOFFcwukPEif/W2jbdwPIo+RSmlqADN2SmlqADN2SmlqADN2SmlqADN2anTUgMAAP//j/XdrAAAAAZJREFUAwDmflyKAHpItgAAAABJRU5ErkJggg==',
  'base64',
)

test('LK-193: with no page written the home page has no record and is served all the same; there is no team and no further page', async () => {
  const { status, body } = await ask(app, 'page', { params: { page: 'index' } })
  assert.deepEqual([status, body], [200, { page: null, pages: [], team: [] }])
})

test('LK-192: the home page is what organizers wrote, its Markdown made safe', async () => {
  assert.equal((await asOwner('putPage', { params: { page: 'index' }, body: page })).status, 200)
  const { body } = await ask(app, 'page', { params: { page: 'index' } })
  const { descriptionHtml, ...rest } = body.page
  assert.deepEqual(rest, {
    id: 'index',
    title: 'Bright Harbour',
    titleSecond: 'Talks by the sea',
    button: { text: 'Programme', address: 'https://example.org/programme' },
    section: { title: 'Getting here', html: '<p>By <em>train</em>.</p>\n' },
    picture: null,
  })
  assert.match(descriptionHtml, /<strong>talks<\/strong>/)
  assert.match(descriptionHtml, /href="https:\/\/example.org"/)
  assert.doesNotMatch(descriptionHtml, /<script|href="javascript/)
  const looks = await asOwner('previewPage', { params: { page: 'index' }, body: page })
  assert.deepEqual(looks.body, body.page)
})

test('LK-192: links lead to the web or to a page of this instance, and a refusal names the field', async () => {
  const bad = [
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    'ftp://example.org',
    'example.org',
    '/\\evil.example',
    'https://a b',
  ]
  for (const buttonAddress of bad) {
    const refused = await asOwner('putPage', { params: { page: 'links' }, body: { ...page, buttonAddress } })
    assert.deepEqual([refused.status, refused.body.path], [400, 'body.buttonAddress'], buttonAddress)
  }
  for (const buttonAddress of ['', '/meetings', 'http://example.org', 'https://example.org/a?b=c#d'])
    assert.equal(
      (await asOwner('putPage', { params: { page: 'links' }, body: { ...page, buttonAddress } })).status,
      200,
      buttonAddress,
    )
  await asOwner('deletePage', { params: { page: 'links' } })
  const long = await asOwner('putPage', { params: { page: 'index' }, body: { ...page, title: 'x'.repeat(61) } })
  assert.deepEqual([long.status, long.body.path], [400, 'body.title'])
})

test('LK-195: further pages have their own address and a link by their title; an unknown one is 404', async () => {
  for (const [name, title] of [
    ['about', 'About us'],
    ['venue', 'The venue'],
  ] as const)
    assert.equal((await asOwner('putPage', { params: { page: name }, body: { ...page, title } })).status, 200)
  const links = [
    { id: 'about', title: 'About us' },
    { id: 'venue', title: 'The venue' },
  ]
  assert.deepEqual((await ask(app, 'instance')).body.pages, links)
  assert.equal((await ask(app, 'page', { params: { page: 'about' } })).body.page.title, 'About us')
  const unknown = await ask(app, 'page', { params: { page: 'nowhere' } })
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'not-found'])
  for (const name of ['sixteen-letters-', 'UPPER', 'a b', 'ü'])
    assert.equal((await asOwner('putPage', { params: { page: name }, body: page })).body.path, 'params.page', name)
  assert.notEqual((await request(app, 'GET', '/home/nowhere')).status, 200)
  assert.equal((await asOwner('deletePage', { params: { page: 'venue' } })).status, 200)
  assert.equal((await ask(app, 'page', { params: { page: 'venue' } })).status, 404)
})

test('LK-194: an uploaded picture is shown with its size, as the kind it is and nothing else; what is no picture is refused', async () => {
  const picture = id()
  const put = (bytes: Buffer, to = picture) =>
    asOwner('putPicture', { params: { picture: to }, body: { bytes: bytes.toString('base64') } })
  const kept = { address: `/pictures/${picture}`, type: 'image/png', width: 37, height: 23 }
  assert.deepEqual((await put(png)).body, kept)
  assert.deepEqual((await put(png)).body, kept, 'the same again is the same picture')
  assert.equal((await put(Buffer.concat([png, png]))).body.code, 'conflict')
  assert.equal(
    (await put(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), id())).body.path,
    'body.bytes',
  )
  assert.equal((await put(Buffer.alloc(PICTURE_BYTES_MAX + 1), id())).status, 413)
  assert.equal((await put(Buffer.alloc(PICTURE_BYTES_MAX * 2), id())).status, 413)
  const huge = Buffer.from(png)
  huge.writeUInt32BE(60_000, 16)
  assert.equal((await put(huge, id())).status, 413)

  await asOwner('putPage', { params: { page: 'index' }, body: { ...page, picture, pictureWords: 'The harbour' } })
  const { body } = await ask(app, 'page', { params: { page: 'index' } })
  assert.deepEqual(body.page.picture, { address: kept.address, width: 37, height: 23, words: 'The harbour' })
  const shown = await fetch(app.url + kept.address)
  assert.deepEqual(Buffer.from(await shown.arrayBuffer()), png)
  assert.equal(shown.headers.get('content-type'), 'image/png')
  assert.equal(shown.headers.get('x-content-type-options'), 'nosniff')
  assert.match(shown.headers.get('content-security-policy') ?? '', /default-src 'none'; sandbox/)
  for (const none of [id(), 'x', '..%2f..%2fetc%2fpasswd'])
    assert.equal((await request(app, 'GET', `/pictures/${none}`)).status, 404)
  const missing = await asOwner('putPage', { params: { page: 'index' }, body: { ...page, picture: id() } })
  assert.deepEqual([missing.status, missing.body.path], [404, 'body.picture'])
})

test('LK-196: the team stands on the home page alone, by name, with a picture that comes over TLS or was uploaded', async () => {
  const member = (name: string, imageAddress = '') => ({
    name,
    role: 'Host',
    about: 'Opens the door.',
    imageAddress,
    picture: null,
  })
  for (const name of ['zoë', 'Bob 10', 'Bob 9', 'Ada'])
    await asOwner('putMember', { params: { member: id() }, body: member(name) })
  const one: string = id()
  await asOwner('putMember', { params: { member: one }, body: member('Émile', 'https://example.org/e.png') })
  const { body } = await ask(app, 'page', { params: { page: 'index' } })
  assert.deepEqual(
    body.team.map((card: { name: string }) => card.name),
    ['Ada', 'Bob 9', 'Bob 10', 'Émile', 'zoë'],
  )
  assert.deepEqual(body.team[3], {
    id: one,
    name: 'Émile',
    role: 'Host',
    about: 'Opens the door.',
    image: 'https://example.org/e.png',
  })
  assert.deepEqual((await ask(app, 'page', { params: { page: 'about' } })).body.team, [])
  for (const address of ['http://example.org/e.png', 'javascript:alert(1)', 'https://x/")']) {
    const refused = await asOwner('putMember', { params: { member: id() }, body: member('X', address) })
    assert.deepEqual([refused.status, refused.body.path], [400, 'body.imageAddress'], address)
  }
  assert.equal((await asOwner('deleteMember', { params: { member: one } })).status, 200)
  assert.equal((await asOwner('deleteMember', { params: { member: one } })).status, 404)
})

test('settings over HTTP: a bad value is named by its path and nothing is changed, the configuration comes first', async () => {
  const refused = async (body: unknown) => {
    const answer = await asOwner('changeSettings', { body })
    return [answer.status, answer.body.code, answer.body.path]
  }
  const bad = { home: { consolePath: 'api' }, accounts: { signUp: false } }
  assert.deepEqual(await refused(bad), [400, 'bad-input', 'body.home.consolePath'])
  assert.deepEqual(await refused({ accounts: { allowedAddresses: ['a@b.example', 'x'] } }), [
    400,
    'bad-input',
    'body.accounts.allowedAddresses.1',
  ])
  assert.deepEqual(await refused({ accounts: { nothing: 1 } }), [400, 'bad-input', 'body.accounts.nothing'])
  assert.deepEqual(await refused({ mail: { from: 'me@example.org' } }), [409, 'setting-fixed', 'body.mail.from'])
  const { body } = await asOwner('settings')
  assert.deepEqual([body.values.accounts.signUp, body.fixed], [true, ['mail.from']])
})

test('LK-200: the link to the console is on public pages, can be hidden, and follows the console to another address', async () => {
  assert.equal((await ask(app, 'instance')).body.console, '/console')
  await asOwner('changeSettings', { body: { home: { consolePath: 'backstage' } } })
  assert.equal((await ask(app, 'instance')).body.console, '/backstage')
  await asOwner('changeSettings', { body: { home: { consoleLink: false } } })
  assert.equal((await ask(app, 'instance')).body.console, null)
  await asOwner('changeSettings', { body: { home: { consolePath: 'console', consoleLink: true } } })
})

test('a part that is switched off is off at once over both doors, feeds too, and back with all it had', async () => {
  const hall = await openHall(app.world, [pollOf('A', 'B')], ['start', 'open'])
  const guest = await guestOf(app, hall.code, 'Gus')
  const line = await openLine(app, guest)
  const own = { meeting: hall.meeting }
  assert.equal((await asOwner('changeSettings', { body: { parts: { on: ['community'] } } })).status, 200)
  assert.deepEqual((await ask(app, 'instance')).body.parts, ['community'])
  for (const [name, asked] of [
    ['openMeetings', {}],
    ['lookUpCode', { params: { code: hall.code } }],
    ['join', { params: { code: hall.code }, body: { name: 'Late' } }],
    ['meeting', { params: own, token: guest }],
    ['myMeetings', { token }],
  ] as const) {
    const refused = await ask(app, name, asked)
    assert.deepEqual([refused.status, refused.body.code], [404, 'part-off'], name)
  }
  assert.equal((await line.call('seat', own)).refusal.code, 'part-off')
  assert.equal((await line.follow(`meeting:${hall.meeting}`)).refusal.code, 'part-off')
  assert.equal((await asOwner('events')).status, 200)
  const [change] = (await asOwner('settingsChanges')).body.changes
  assert.deepEqual([change.path, change.by, change.undoable], ['parts.on', 'Olive', true])
  assert.equal((await asOwner('undoSettingsChange', { params: { change: change.id } })).status, 200)
  assert.equal((await ask(app, 'meeting', { params: own, token: guest })).status, 200)
  await eventually('the feed is there again', async () => 'view' in (await line.follow(`meeting:${hall.meeting}`)))
})

test('the search finds meetings, events, pages and people by a part of their names, whatever the case, and for nobody else', async () => {
  const found = async (text: string) =>
    (await asOwner('search', { query: { text } })).body.found.map(
      ({ kind, title }: { kind: string; title: string }) => `${kind}: ${title}`,
    )
  assert.ok((await found('WELCOME to')).includes('meeting: Welcome to Plenary'))
  assert.ok((await found('sample')).includes('event: Sample gathering'))
  assert.deepEqual(await found('bright harb'), ['page: Bright Harbour'])
  assert.ok((await found('oliv')).includes('person: Olive'))
  const nick = { network: 'irc' as const, account: 'one.example/gracie', name: 'Gracie[away]', proven: true }
  const { id } = await app.world.db.write((tx) => people.actorOfHandle(tx, nick))
  await app.world.client`update people_persons set name = 'Grace' where id = ${id}`
  const graces = (await asOwner('search', { query: { text: 'E[AW' } })).body.found
  assert.deepEqual(graces, [{ kind: 'person', id, title: 'Grace', more: 'Gracie[away]' }])
  assert.deepEqual(await found('nothing like this'), [])
  const empty = await asOwner('search', { query: { text: ' ' } })
  assert.deepEqual([empty.status, empty.body.path], [400, 'params.text'])
  assert.equal((await ask(app, 'search', { query: { text: 'a' } })).status, 401)
})
