import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { atEnd } from '../closing.ts'
import { openRaw, type RawClient } from '../standins/irc-client.ts'
import { type IrcServer, startNgircd } from '../standins/irc-servers.ts'
import { button, faultsOf, openWindow, seesNot, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

/** A chat server that takes, silences and cuts us, at the desk of the meeting that it answers in. The desk looks every few seconds. */
const LOOKS = { timeout: 300_000 }
let server: IrcServer
let program: Program
let desk: Window
let olaf: RawClient

before(async () => {
  server = await startNgircd()
  atEnd(() => server.close())
  // Whoever comes first runs the channel; somebody has our name already.
  olaf = await openRaw({ ...server, nick: 'olaf' })
  await olaf.join('#hall')
  olaf.send('MODE #hall +i')
  const thief = await openRaw({ ...server, nick: 'plenary' })
  atEnd(async () => thief.close())
  program = await startProgram({
    PLENARY_CHAT_IRC_0_SERVER: server.host,
    PLENARY_CHAT_IRC_0_PORT: String(server.port),
    PLENARY_CHAT_IRC_0_TLS: 'false',
    PLENARY_CHAT_IRC_0_NICK: 'plenary',
    PLENARY_CHAT_IRC_0_CHANNELS: '#hall',
    PLENARY_CHAT_IRC_0_RECONNECT_MIN_S: '2',
    PLENARY_CHAT_IRC_0_RECONNECT_MAX_S: '5',
  })
  desk = await signIn(program)
})

const notices = () => desk.page.locator('.chat-faults .notice').allTextContents()
const shows = (text: RegExp) =>
  until(`the notice ${text}`, async () => (await notices()).some((one) => text.test(one)), LOOKS.timeout / 3)
const hides = (text: RegExp) =>
  until(`no ${text}`, async () => !(await notices()).some((one) => text.test(one)), LOOKS.timeout / 3)

test('LK-119 what is wrong with the chat of a meeting stands on its desk in words, as long as it is', LOOKS, async () => {
  await hall.makeMeeting(desk, 'With a chat')
  await hall.addActivity(desk, { kind: 'Poll', title: 'Which?', choices: ['This', 'That'] })
  assert.deepEqual(await notices(), [], 'no channel of this meeting')
  await program.sql('delete from meetings_channels')
  await call(desk, 'PUT', `/meetings/${hall.meetingIdOf(desk)}/channels`, { network: 'irc', channel: '#hall' })
  await shows(/Somebody else has our name/)
  await shows(/We are not let into #hall/)
  assert.doesNotMatch((await notices()).join(), /undefined|\[object/)
  assert.deepEqual([await faultsOf(desk.page), await sideways(desk.page)], [[], 0])

  olaf.send('MODE #hall -i')
  olaf.send('MODE #hall +m')
  await hides(/not let into/)
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  await shows(/We may not speak in #hall/)
  olaf.send('MODE #hall -m')
  await hides(/may not speak/)

  await server.stop()
  await shows(/is cut/)
  const { page: phone } = await openWindow('narrow')
  await phone.context().addCookies(await desk.page.context().cookies())
  await phone.goto(desk.page.url())
  await until('it stands on a phone too', async () => (await phone.locator('.chat-faults .notice').count()) > 0)
  assert.deepEqual([await faultsOf(phone), await sideways(phone)], [[], 0])
  await server.restart()
  await hides(/is cut|cannot be reached/)
})

test('LK-119 a word of the moment goes after eight seconds, and stays while somebody points at it', async () => {
  const { page } = desk
  await hall.step(desk, 'Close poll', 'closed')
  await button(page, 'Settings').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  const toast = page.locator('.toasts .notice')
  await toast.first().hover()
  await page.waitForTimeout(9_000)
  assert.equal(await toast.count(), 1, 'pointed at')
  await page.mouse.move(5, 5)
  await until('it is gone', async () => (await toast.count()) === 0, 20_000)
  await seesNot(page, 'Settings saved.')
})
