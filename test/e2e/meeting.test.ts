/** A whole meeting: desk, big screen, phones, and people in an IRC channel, all real. Each test goes on where the one before ended. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { atEnd } from '../closing.ts'
import { type IiClient, openIi, openRaw, type RawClient, registerAccount } from '../standins/irc-client.ts'
import { type IrcServer, startInspircd } from '../standins/irc-servers.ts'
import { button, complainedOf, openWindow, sees, seesNot, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

const CHANNEL = '#hall'
const TRAVEL = 'How did you get here?'
const HOPES = 'What do you hope to find?'
const MAKES = 'What makes a good day?'

let irc: IrcServer
let program: Program
let desk: Window
let stage: Window
let one: Window
let two: Window
/** In the channel with a services account, over TLS; and with a mere nick, by chance the name of somebody on the web. */
let ada: RawClient
let bea: IiClient
let code = ''
let oneName = ''
const windows: Window[] = []

before(async () => {
  irc = await startInspircd({ tls: true, services: true })
  atEnd(() => irc.close())
  await registerAccount(irc, 'plenarybot', 'bot-secret-1')
  await registerAccount(irc, 'ada', 'ada-secret-1')
  program = await startProgram({
    PLENARY_CHAT_IRC_0_SERVER: irc.host,
    PLENARY_CHAT_IRC_0_PORT: String(irc.tlsPort),
    PLENARY_CHAT_IRC_0_TLS: 'true',
    PLENARY_CHAT_IRC_0_TLS_TRUST: irc.caFile,
    PLENARY_CHAT_IRC_0_NICK: 'plenarybot',
    PLENARY_CHAT_IRC_0_CHANNELS: CHANNEL,
    PLENARY_CHAT_IRC_0_SASL_ACCOUNT: 'plenarybot',
    PLENARY_CHAT_IRC_0_SASL_PASSWORD: 'bot-secret-1',
  })
  const sasl = { account: 'ada', password: 'ada-secret-1' }
  ada = await openRaw({ host: irc.host, port: irc.tlsPort, nick: 'ada', tls: { caFile: irc.caFile }, sasl })
  atEnd(async () => ada.close())
  await ada.join(CHANNEL)
  bea = await openIi({ host: irc.host, port: irc.port, nick: 'Bea', channel: CHANNEL })
  atEnd(() => bea.stop())
})

const ircSays = (text: string) => ada.send(`PRIVMSG ${CHANNEL} :${text}`)
const cloudsShow = (wanted: Record<string, number>, screens: readonly Window[]) =>
  Promise.all(
    screens.map((screen) =>
      until(`${JSON.stringify(wanted)} in the cloud of ${screen.page.url()}`, async () => {
        const cloud = await hall.cloudOf(screen, screen === stage ? 'stage' : 'phone')
        return Object.entries(wanted).every(([word, n]) => cloud[word] === n)
      }),
    ),
  )

async function moveUp(title: string): Promise<void> {
  await button(desk.page, `More for ${title}`).click()
  await desk.page.getByRole('menuitem', { name: 'Move up' }).click()
}

test('an organizer comes by the printed link and prepares a meeting by form and button', async () => {
  desk = await signIn(program)
  windows.push(desk)
  await hall.makeMeeting(desk, 'Autumn gathering')
  await hall.addActivity(desk, { kind: 'Slide', title: 'Good morning', description: 'Have a **seat**.' })
  await hall.addActivity(desk, { kind: 'Word cloud', title: MAKES })
  await hall.addActivity(desk, { kind: 'Poll', title: TRAVEL, choices: ['By train', 'By bike', ['On foot', 'walk']] })
  await hall.addActivity(desk, { kind: 'Poll', title: HOPES, choices: ['Ideas', 'Friends', 'Coffee'], multiple: true })
  await moveUp(TRAVEL)
  await until('the poll to be second', async () => (await hall.order(desk.page))[1] === TRAVEL)
  await moveUp(HOPES)
  await until('the new order', async () => (await hall.order(desk.page)).join() === ['Good morning', TRAVEL, HOPES, MAKES].join())
  code = await hall.codeOf(desk)
})

test('a channel answers in one meeting at a time: it is taken from the sample and bound here', async () => {
  const { page } = desk
  const here = page.url()
  const bind = async () => {
    await page.getByText('Connect a channel').click()
    await page.getByLabel('Channel', { exact: true }).fill(CHANNEL)
    await button(page, 'Connect').click()
  }
  await bind()
  await sees(page, 'This channel answers in another meeting already.')
  await page.goto(`${program.url}/console`)
  await page.getByRole('link', { name: 'Welcome to Plenary', exact: true }).click()
  await button(page, `Disconnect ${CHANNEL}`).click()
  await sees(page, 'No chat is connected to this meeting.')
  await page.goto(here)
  await bind()
  await sees(page, /#hall\s+IRC .*: connected/)
})

test('LK-24 LK-25 LK-30 joining: by link with the name on offer, by hand with one of one’s own; wrong code and same name are refused', async () => {
  one = await openWindow('phone')
  await one.page.goto(`${program.url}/join/${code}`)
  oneName = await one.page.getByLabel('Your name').inputValue()
  assert.match(oneName, /^\p{L}+ \p{L}+$/u)
  await hall.takeSeat(one.page)
  await sees(one.page, oneName)
  await sees(one.page, '0 points')
  two = await openWindow('phone')
  await two.page.goto(`${program.url}/join`)
  await two.page.getByLabel('Code').fill('no-such-code')
  await button(two.page, 'Join').click()
  await sees(two.page, 'No open meeting has this code.')
  await two.page.getByLabel('Code').fill(code)
  await button(two.page, 'Join').click()
  const field = two.page.getByLabel('Your name')
  await field.fill('')
  await button(two.page, 'Join').click()
  await sees(two.page, 'Please enter a name.')
  await field.fill(oneName)
  await button(two.page, 'Join').click()
  await sees(two.page, 'Somebody here already has this name.')
  await hall.takeSeat(two.page, 'Bea')
  windows.push(one)
  stage = await hall.openStage(desk)
  windows.push(stage)
  await sees(stage.page, '2 here')
})

test('LK-26 who comes back with the same browser has the same seat', async () => {
  await one.page.goto(`${program.url}/join/${code}`)
  await one.page.waitForURL(/\/m\//)
  await sees(one.page, oneName)
  await sees(stage.page, '2 here')
})

test('LK-38 LK-39 before and waiting are said everywhere; “Start meeting” leads from one to the other', async () => {
  for (const phone of [one, two]) await sees(phone.page, 'You’re early. Good.')
  await hall.stageIs(stage, 'before')
  await hall.step(desk, 'Start meeting', 'waiting')
  for (const phone of [one, two]) await sees(phone.page, 'The next one starts in a moment.')
  await hall.stageIs(stage, 'waiting')
})

test('LK-67 LK-45 a slide: title and description for everybody, nothing to press, chat lines count for nothing', async () => {
  await hall.step(desk, 'Show slide', 'open')
  await bea.waitFor(/<plenarybot> Good morning/)
  for (const screen of [one, two, stage]) {
    await sees(screen.page, 'Good morning')
    assert.equal(await screen.page.locator('.explained strong').first().innerText(), 'seat')
  }
  assert.equal(await hall.choices(one.page).count(), 0)
  await bea.say('#a')
  const late = await hall.joinByLink(program.url, code)
  await sees(late.page, 'Good morning')
  await late.page.context().close()
  await hall.step(desk, 'Next', 'waiting')
})

test('LK-40 LK-75 LK-78 a poll opens on phones, big screen and in the channel; who has not answered sees no counts', async () => {
  await hall.step(desk, 'Open poll', 'open')
  await bea.waitFor(/<plenarybot> How did you get here\? Answer here: #a By train · #b By bike · #walk On foot$/)
  for (const phone of [one, two]) {
    await sees(phone.page, TRAVEL)
    assert.deepEqual(await hall.choices(phone.page).locator('.choice-text').allInnerTexts(), ['By train', 'By bike', 'On foot'])
  }
  assert.deepEqual(await hall.phoneNumbers(one), [])
  await hall.pressChoice(one.page, 'By train')
  await sees(one.page, 'Counted')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [1, 0, 0], 1)
  assert.deepEqual(await hall.phoneNumbers(two), [], 'no counts before the own answer')
})

test('LK-29 LK-36 LK-76 LK-77 LK-81 web and chat in one result: an account, a mere nick, and a namesake on the web are three', async () => {
  await hall.pressChoice(two.page, 'By train')
  await sees(two.page, 'Counted')
  ircSays('#b')
  await bea.say('#walk')
  const everywhere: [string, () => Promise<hall.Numbers>][] = [
    ['the big screen', () => hall.stageNumbers(stage)],
    ['the first phone', () => hall.phoneNumbers(one)],
    ['the second phone', () => hall.phoneNumbers(two)],
    ['the console', () => hall.phoneNumbers(desk)],
  ]
  for (const [what, look] of everywhere) await hall.counts(what, look, [2, 1, 1], 4)
  await sees(stage.page, '4 answered')
})

test('LK-59 the second answer of the same account is told so, and the first one stands', async () => {
  ircSays('#a')
  await bea.waitFor(/<plenarybot> ada: Your answer is already in\./)
  assert.equal(await hall.choices(one.page).filter({ hasText: 'By bike' }).count(), 0, 'nothing else to press')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [2, 1, 1], 4)
})

test('LK-61 LK-41 LK-79 closed, a late answer is refused; then the result is everywhere, also in the channel', async () => {
  const third = await hall.joinByLink(program.url, code, 'Carl')
  await sees(third.page, TRAVEL)
  await hall.step(desk, 'Close poll', 'closed')
  await sees(third.page, 'Time is up.')
  const activity = await hall.rows(desk.page).nth(1).getAttribute('data-activity')
  const late = await third.page
    .context()
    .request.put(`${program.url}/api/v1/activities/${activity}/answers/${crypto.randomUUID()}`, {
      headers: { Origin: program.url },
      data: { kind: 'poll', choices: [crypto.randomUUID()] },
    })
  assert.equal(late.status(), 409, await late.text())
  assert.match(await late.text(), /activity-not-open/)
  ircSays('#a')
  assert.equal(await hall.choices(third.page).and(third.page.locator('[aria-disabled]')).count(), 3)
  await hall.step(desk, 'Show results', 'results')
  await bea.waitFor(/Results of “How did you get here\?”: By train 2 \(50 %\) · By bike 1 \(25 %\) · On foot 1 \(25 %\)/)
  for (const phone of [one, two, third]) {
    await sees(phone.page, 'The result')
    await hall.counts('a phone', () => hall.phoneNumbers(phone), [2, 1, 1], 4)
    await sees(phone.page, '4 answers')
    await sees(phone.page, '0 points')
  }
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [2, 1, 1], 4)
  await third.page.context().close()
})

test('LK-45 LK-57 a late joiner sees the result; afterwards it has a page of its own', async () => {
  const late = await hall.joinByLink(program.url, code)
  await hall.counts('the late phone', () => hall.phoneNumbers(late), [2, 1, 1], 4)
  await late.page.context().close()
  await hall.step(desk, 'Next', 'waiting')
  await one.page.getByText('Earlier questions').click()
  await one.page.getByRole('link', { name: TRAVEL }).click()
  await one.page.waitForURL(/\/results?\//)
  await hall.counts('the result page', () => hall.phoneNumbers(one), [2, 1, 1], 4)
  await one.page.getByRole('link', { name: 'Back to the meeting' }).click()
  await sees(one.page, 'You’re in.')
})

test('LK-54 “Go back” opens the poll again with the answers it had, and takes new ones', async () => {
  await hall.step(desk, 'Go back', 'open')
  await sees(one.page, TRAVEL)
  await sees(one.page, 'Counted')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [2, 1, 1], 4)
  const fresh = await hall.joinByLink(program.url, code, 'Dora')
  await hall.pressChoice(fresh.page, 'On foot')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [2, 1, 2], 5)
  await hall.counts('the first phone', () => hall.phoneNumbers(one), [2, 1, 2], 5)
  await fresh.page.context().close()
  await hall.step(desk, 'Close poll', 'closed')
  await hall.step(desk, 'Show results', 'results')
  await hall.step(desk, 'Next', 'waiting')
})

test('LK-80 nobody answered: zero everywhere; opened again it takes answers', async () => {
  await hall.step(desk, 'Open poll', 'open')
  await hall.step(desk, 'Show results', 'results')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [0, 0, 0], 0)
  await hall.counts('the first phone', () => hall.phoneNumbers(one), [0, 0, 0], 0)
  await sees(one.page, 'Nobody answered this one.')
})

test('a poll with several choices: shares of people, from phone and channel', async () => {
  await hall.step(desk, 'Open again', 'open')
  await bea.waitFor(/What do you hope to find\? Answer here, one or more in one line: #a Ideas/)
  await hall.pressChoice(one.page, 'Ideas')
  await hall.pressChoice(one.page, 'Coffee')
  await button(one.page, 'Send answer').click()
  await sees(one.page, 'Counted')
  ircSays('#a b')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [2, 1, 1], 2)
  await hall.counts('the first phone', () => hall.phoneNumbers(one), [2, 1, 1], 2)
  await hall.step(desk, 'Close poll', 'closed')
  await hall.step(desk, 'Show results', 'results')
  await hall.counts('the second phone', () => hall.phoneNumbers(two), [2, 1, 1], 2)
  await hall.step(desk, 'Next', 'waiting')
})

test('LK-68 LK-69 LK-70 LK-71 words from phone and channel in one cloud: case and blanks do not split them', async () => {
  await hall.step(desk, 'Open word cloud', 'open')
  await bea.waitFor(/What makes a good day\? Send words as #/)
  const say = async (phone: Window, word: string) => {
    const field = phone.page.getByLabel('Your word')
    await field.fill(word)
    await button(phone.page, 'Send').click()
    await until('the field to be empty', async () => (await field.inputValue()) === '')
  }
  await say(one, 'Open Minds')
  ircSays('#some words')
  await cloudsShow({ 'open minds': 1, 'some words': 1 }, [stage, one, two])
  await bea.say('#  open   minds ')
  await say(two, 'OPEN MINDS')
  await cloudsShow({ 'open minds': 3, 'some words': 1 }, [stage, one, two])
  await sees(one.page, 'Up to')
  const late = await hall.joinByLink(program.url, code)
  await cloudsShow({ 'open minds': 3, 'some words': 1 }, [late])
  await late.page.context().close()
})

test('LK-72 markup in a word from web and chat is text', async () => {
  ircSays('#<img src=x>')
  await cloudsShow({ '<img src=x>': 1 }, [stage, one, two])
  for (const screen of [stage, one, two]) assert.equal(await screen.page.locator('img[src="x"]').count(), 0)
})

test('at the result the field goes and the cloud stays', async () => {
  await hall.step(desk, 'Close word cloud', 'closed')
  await hall.step(desk, 'Show results', 'results')
  for (const phone of [one, two]) {
    await sees(phone.page, 'The result')
    assert.equal(await phone.page.getByLabel('Your word').count(), 0)
  }
  await cloudsShow({ 'open minds': 3 }, [stage, one, two])
})

test('LK-43 LK-44 after the last one the meeting ends: closing text everywhere, and the console stays', async () => {
  await hall.step(desk, 'End meeting', 'after')
  for (const phone of [one, two]) await sees(phone.page, 'Thank you for taking part.')
  await sees(stage.page, 'Thank you for being here.')
  await sees(desk.page, 'The meeting is over.')
})

test('LK-46 LK-37 opening the finished meeting shows the closing text and earlier results, and disturbs nobody', async () => {
  const again = await one.page.context().newPage()
  await again.goto(one.page.url())
  await sees(again, 'Thank you for taking part.')
  await sees(again, 'Earlier questions')
  await sees(stage.page, 'Thank you for being here.')
  assert.equal(await hall.phaseOf(desk), 'after')
  await again.close()
  await sees(one.page, 'Earlier questions')
})

test('a meeting that was ended too early goes on', async () => {
  await hall.step(desk, 'Resume meeting', 'waiting')
  await sees(one.page, 'You’re in.')
  await hall.step(desk, 'End meeting', 'after')
})

test('LK-27 LK-127 a seat in one meeting is none in another, and nothing of one is heard in the other', async () => {
  const sample = new URL(program.said('stage')).pathname.split('/').at(-1)
  const other = await one.page.context().newPage()
  await other.goto(`${program.url}/m/${sample}`)
  await other.waitForURL(/\/join/)
  await sees(other, 'Join a meeting')
  await other.close()
})

test('LK-52 steps are refused to participants and strangers', async () => {
  const at = await hall.phaseOf(desk)
  for (const window of [two, await openWindow('phone')]) {
    const reply = await window.page.context().request.post(`${program.url}/api/v1/meetings/${hall.meetingIdOf(desk)}/steps`, {
      headers: { Origin: program.url },
      data: { seat: crypto.randomUUID(), step: 'resume', from: at },
    })
    assert.ok([401, 403].includes(reply.status()), String(reply.status()))
  }
  assert.equal(await hall.phaseOf(desk), at)
})

test('LK-53 steps leave what was set meanwhile in another window', async () => {
  await call(desk, 'PATCH', `/meetings/${hall.meetingIdOf(desk)}`, { title: 'Autumn gathering, renamed' })
  await hall.step(desk, 'Resume meeting', 'waiting')
  await sees(stage.page, 'Autumn gathering, renamed')
  await sees(desk.page, 'Autumn gathering, renamed')
})

test('the meeting deleted behind a seat: its code opens nothing any more, and the page does not loop', async () => {
  await call(desk, 'DELETE', `/meetings/${hall.meetingIdOf(desk)}`)
  await seesNot(two.page, 'Unhandled')
  await two.page.goto(`${program.url}/join/${code}`)
  await sees(two.page, 'No open meeting has this code.')
})

test('LK-210 no page of the meeting complained to its browser', () => {
  for (const window of windows) assert.deepEqual(complainedOf(window, /status of 40[49]|status of 409/), [])
})
