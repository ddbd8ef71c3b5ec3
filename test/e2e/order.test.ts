/** Order in the room: words that wait, words that are refused, people who are put out, and the door. Each test goes on where the one before ended. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { button, complainedOf, faultsOf, openWindow, sees, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

let program: Program
let desk: Window
let stage: Window
let ada: Window
let code = ''

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
  ;({ code } = await hall.meetingByCall(desk, 'Word night', [{ kind: 'Word cloud', title: 'Today in one word' }]))
  await hall.steers(desk)
  stage = await hall.openStage(desk)
  ada = await hall.joinByLink(program.url, code, 'Ada')
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open word cloud', 'open')
})

const sends = async ({ page }: Window, word: string) => {
  await page.getByLabel('Your word').fill(word)
  await button(page, 'Send').click()
}
const cloudIs = (what: Record<string, number>) =>
  until(`the stage to show ${JSON.stringify(what)}`, async () => {
    assert.deepEqual(await hall.cloudOf(stage, 'stage'), what)
    return true
  })
const toggles = ({ page }: Window, name: string) => page.getByRole('switch', { name }).click()
const shut = ({ page }: Window) => button(page, 'Close').last().click()
const actsOn = async (name: string, act: string) => {
  await button(desk.page, 'People in the room').click()
  await button(desk.page, `What to do about ${name}`).click()
  await desk.page.getByRole('menuitem', { name: act }).click()
}
const isSound = async (...screens: readonly Window[]) => {
  for (const screen of screens) assert.deepEqual([await faultsOf(screen.page), await sideways(screen.page)], [[], 0])
}

test('a word that does not belong on a wall is refused to its sender, and an innocent one that holds it is not', async () => {
  await sends(ada, 'm3rde')
  await sees(ada.page, 'This word cannot go on the big screen.')
  await sends(ada, 'concombre')
  await cloudIs({ concombre: 1 })
})

test('a word waits until a moderator lets it through, by keyboard, and stands on the stage then; its sender is told', async () => {
  await toggles(desk, 'Look at words before the wall shows them')
  await sees(desk.page, 'No words wait.')
  await sends(ada, 'rain')
  await sees(ada.page, 'waiting')
  await sends(ada, 'snow')
  await sees(desk.page, '2 words wait')
  await cloudIs({ concombre: 1 })
  await ada.page.reload()
  await sees(ada.page, 'waiting')
  await isSound(desk, ada)
  const through = button(desk.page, 'Let “rain” through')
  await through.focus()
  await desk.page.keyboard.press('ArrowDown')
  await desk.page.keyboard.press('ArrowUp')
  await desk.page.keyboard.press('a')
  await cloudIs({ concombre: 1, rain: 1 })
  await until(
    'the focus on the next word',
    async () => (await desk.page.locator(':focus').getAttribute('aria-label')) === 'Let “snow” through',
  )
  await desk.page.keyboard.press('r')
  await sees(desk.page, 'No words wait.')
  await cloudIs({ concombre: 1, rain: 1 })
  await desk.page.getByText('Words on the wall (2)').click()
  await button(desk.page, 'Take “concombre” back').click()
  await cloudIs({ rain: 1 })
})

test('words can be looked at on a phone, too', async () => {
  const pocket = await openWindow('phone', { storageState: await desk.page.context().storageState(), colorScheme: 'dark' })
  await pocket.page.goto(desk.page.url())
  await pocket.page.getByRole('tab', { name: 'Meeting', exact: true }).click()
  await sends(ada, 'wind')
  await sees(pocket.page, '1 word waits')
  await isSound(pocket)
  await button(pocket.page, 'Let “wind” through').click()
  await cloudIs({ rain: 1, wind: 1 })
  await toggles(desk, 'Look at words before the wall shows them')
  await pocket.page.context().close()
})

test('whoever is muted writes nothing; whoever is taken out is told so and may join again', async () => {
  await actsOn('Ada', 'Mute: watch and choose only')
  await sees(desk.page, 'Ada can watch and choose, but not write.')
  await isSound(desk)
  await sends(ada, 'storm')
  await sees(ada.page, 'You can watch and choose here, but not write.')
  await shut(desk)
  await actsOn('Ada', 'Let them write again')
  await shut(desk)
  await actsOn('Ada', 'Take out')
  await isSound(desk)
  await button(desk.page, 'Take out').last().click()
  await sees(desk.page, 'Ada was taken out.')
  await shut(desk)
  await sees(ada.page, 'You were taken out of this meeting.')
  await isSound(ada)
  await ada.page.getByRole('link', { name: 'Join' }).click()
  await hall.takeSeat(ada.page, 'Ada')
  await cloudIs({ rain: 1, wind: 1 })
})

test('whoever is banned is told once, and cannot come in until the ban is lifted; their answers may go with them', async () => {
  await actsOn('Ada', 'Ban from this meeting')
  await desk.page.getByLabel('Their answers go with them').check()
  await button(desk.page, 'Ban from this meeting').last().click()
  await sees(desk.page, 'Ada is banned from this meeting.')
  await cloudIs({})
  await sees(ada.page, 'You cannot take part here.')
  await ada.page.goto(`${program.url}/join/${code}`)
  await sees(ada.page, 'You cannot take part here.')
  await button(desk.page, 'Lift the ban of Ada').click()
  await sees(desk.page, 'Ada may join again.')
  await shut(desk)
  await ada.page.goto(`${program.url}/join/${code}`)
  await hall.takeSeat(ada.page, 'Ada')
})

test('a second code is shown on stage and console and asked of newcomers alone; a locked door takes nobody', async () => {
  await toggles(desk, 'Ask for a second code')
  const digits = await until('the digits on the desk', async () =>
    /^\d{4}$/.exec(await desk.page.locator('.room-digits b').innerText()),
  )
  await until('a second code on the stage', async () => /Second code\s*\d{4}/.test(await stage.page.locator('.join').innerText()))
  const late = await openWindow('narrow')
  await late.page.goto(`${program.url}/join/${code}`)
  await late.page.getByLabel('Your name').fill('Ben')
  await late.page.getByLabel('Four digits from the big screen').fill('12')
  await button(late.page, 'Join').click()
  await sees(late.page, 'These digits are not the ones on the big screen now.')
  await isSound(late, stage, desk)
  await late.page.getByLabel('Four digits from the big screen').fill(digits[0])
  await button(late.page, 'Join').click()
  await late.page.waitForURL(/\/m\//)
  await ada.page.reload()
  await ada.page.locator('.you-name').waitFor()
  await button(desk.page, 'Lock the door').click()
  await sees(stage.page, 'The door is locked')
  const shutOut = await openWindow('phone')
  await shutOut.page.goto(`${program.url}/join/${code}`)
  await sees(shutOut.page, 'This meeting takes nobody new at the moment.')
  await late.page.reload()
  await late.page.locator('.you-name').waitFor()
  await isSound(shutOut, stage, desk)
})

test('what was done stands in the list of acts', async () => {
  const { acts } = (await call(desk, 'GET', '/acts?act=participant')) as { acts: { act: string }[] }
  const done = acts.map(({ act }) => act.split('.')[1]).reverse()
  assert.deepEqual(done, ['mute', 'unmute', 'remove', 'ban', 'unban'])
  for (const screen of [desk, stage]) assert.deepEqual(complainedOf(screen), [])
})
