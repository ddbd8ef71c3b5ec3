/** An organizer's meetings: made with a picture, found again, looked through together. Each test goes on where the one before ended. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { button, complainedOf, faultsOf, openWindow, screens, sees, seesNot, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
let program: Program
let desk: Window
let ada: Window
let home: Window
let at = ''
const console_ = () => `${program.url}/console`
const items = () => desk.page.locator('.meeting-item')
const rows = () => desk.page.locator('.lists-table tbody tr')
const titles = () => rows().locator('th').allInnerTexts()

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
  const { meetings } = (await call(desk, 'GET', '/me/meetings')) as { meetings: { id: string }[] }
  for (const { id } of meetings) await call(desk, 'DELETE', `/meetings/${id}`)
})

/** In both widths and schemes of the desk. */
async function looksRight({ page }: Window): Promise<void> {
  for (const [screen, colorScheme] of [
    ['phone', 'dark'],
    ['narrow', 'light'],
    ['desk', 'dark'],
    ['desk', 'light'],
  ] as const) {
    await page.setViewportSize(screens[screen].viewport)
    await page.emulateMedia({ colorScheme })
    assert.deepEqual([await faultsOf(page), await sideways(page)], [[], 0], `${screen} ${colorScheme} ${page.url()}`)
  }
}

test('a meeting is made with a picture, description, code and dates, and all comes back unchanged', async () => {
  const { page } = desk
  await page.goto(console_())
  await sees(page, 'No meetings yet.')
  await looksRight(desk)
  await button(page, 'New meeting').click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Title of the meeting').fill('Harbour evening')
  await form.locator('summary').click()
  await form.getByLabel('Description').fill('Boats and **lanterns**')
  await form
    .locator('.picture-field input[type=file]')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') })
  await form.getByRole('button', { name: 'Another picture' }).waitFor()
  await form.getByLabel('What the picture shows').fill('A lantern')
  await form.getByLabel('Join code').fill('harbour')
  await form.getByLabel('From', { exact: true }).fill('2020-05-01T18:30')
  await form.getByLabel('Until', { exact: true }).fill('2099-05-01T21:00')
  assert.deepEqual(await faultsOf(page), [])
  await button(page, 'Create meeting').click()
  await page.waitForURL(/\/console\/meetings\//)
  await page.locator('.join-code-sign').waitFor()
  at = page.url()
  assert.equal(await hall.codeOf(desk), 'harbour')
  await button(page, 'Settings').click()
  const settings = page.getByRole('dialog')
  const value = (label: string) => settings.getByLabel(label, { exact: true }).inputValue()
  assert.deepEqual(
    [
      await value('Title of the meeting'),
      await value('Description'),
      await value('Join code'),
      await value('From'),
      await value('Until'),
    ],
    ['Harbour evening', 'Boats and **lanterns**', 'harbour', '2020-05-01T18:30', '2099-05-01T21:00'],
  )
  assert.equal(await value('What the picture shows'), 'A lantern')
  assert.equal(await settings.locator('.picture-thumb').count(), 1)
  await settings.getByRole('button', { name: 'Cancel' }).click()
  for (const planned of [
    { kind: 'Poll', title: 'Which boat?', choices: ['Sail', 'Steam'] },
    { kind: 'Slide', title: 'Welcome aboard' },
  ] as const)
    await hall.addActivity(desk, planned)
})

test('LK-05: the public card shows picture, title, done of all, description, start and a way in; without a picture the mark', async () => {
  await hall.steers(desk)
  await hall.step(desk, 'Start meeting', 'waiting')
  const plain = await call(desk, 'PUT', '/meetings/0193f0aa-0000-7000-8000-000000000001', { title: 'Plain' })
  assert.deepEqual(plain, { done: true })
  await call(desk, 'PATCH', '/meetings/0193f0aa-0000-7000-8000-000000000001', { startsAt: '2020-01-01T00:00:00.000Z' })
  home = await openWindow('narrow')
  await home.page.goto(`${program.url}/meetings`)
  const card = home.page.locator('.meeting-card', { hasText: 'Harbour evening' })
  await card.waitFor()
  assert.match(await card.innerText(), /0 of 2 done/)
  assert.match(await card.innerText(), /May 1, 2020/)
  assert.equal(await card.locator('strong', { hasText: 'lanterns' }).count(), 1)
  assert.equal(await card.locator('img').getAttribute('alt'), 'A lantern')
  const other = home.page.locator('.meeting-card', { hasText: 'Plain' })
  assert.deepEqual([await other.locator('img').count(), await other.locator('.mark').count()], [0, 1])
  await looksRight(home)
  await card.getByRole('link', { name: 'Join Harbour evening' }).click()
  await home.page.waitForURL(/\/m\/|\/join/)
})

test('the picture is on the phone and the stage while people wait', async () => {
  ada = await hall.joinByLink(program.url, 'harbour', 'Ada')
  const stage = await hall.openStage(desk)
  for (const { page } of [ada, stage]) {
    await page.getByRole('img', { name: 'A lantern' }).waitFor()
    assert.deepEqual([await faultsOf(page), await sideways(page)], [[], 0])
  }
  await hall.step(desk, 'Open poll', 'open')
  await hall.pressChoice(ada.page, 'Steam')
})

test('LK-06: meetings stand by their time, with activities, participants, platform, QR code, and a button to the desk of those that run', async () => {
  const over = '0193f0aa-0000-7000-8000-000000000002'
  await call(desk, 'PUT', `/meetings/${over}`, { title: 'Long ago' })
  await call(desk, 'PATCH', `/meetings/${over}`, { endsAt: '2020-01-01T00:00:00.000Z' })
  await desk.page.goto(console_())
  const groups = desk.page.locator('.meetings-group')
  await groups.nth(2).waitFor()
  assert.deepEqual(await groups.locator('h3').allInnerTexts(), ['Running', 'To come', 'Past'])
  const running = groups.first().locator('.meeting-item')
  assert.match(await running.innerText(), /Harbour evening[\s\S]*1 participant[\s\S]*0 of 2 done[\s\S]*In person/)
  assert.equal(await running.locator('img').count(), 1)
  await looksRight(desk)
  await running.getByRole('button', { name: /QR code/ }).click()
  await sees(desk.page, 'harbour')
  assert.deepEqual(await faultsOf(desk.page), [])
  await desk.page.keyboard.press('Escape')
  assert.equal(await desk.page.getByRole('link', { name: /^Steer/ }).count(), 1)
  await running.getByRole('link', { name: 'Steer Harbour evening' }).click()
  await desk.page.waitForURL(at)
})

test('LK-17: the search finds meetings by title and by description, keeps itself in the address, and says when nothing fits', async () => {
  const { page } = desk
  await page.goto(console_())
  const box = page.getByLabel('Search by title or description')
  await box.fill('LANTERN')
  await until('one meeting', async () => (await items().count()) === 1)
  await page.reload()
  await until('the same meeting', async () => (await items().allInnerTexts()).join().includes('Harbour'))
  assert.equal(await items().count(), 1)
  await box.fill('nothing like it')
  await sees(page, 'No meeting fits.')
  assert.deepEqual(await faultsOf(page), [])
})

test('activities of all meetings are filtered, and marked as done in the list', async () => {
  const { page } = desk
  await page.goto(`${console_()}/lists`)
  await until('the activities', async () => (await rows().count()) === 2)
  assert.deepEqual(await titles(), ['Which boat?', 'Welcome aboard'])
  await looksRight(desk)
  await page.getByLabel('Kind').selectOption({ label: 'Slide' })
  await until('the slide', async () => (await rows().count()) === 1)
  const box = page.getByRole('checkbox', { name: 'Done: Welcome aboard' })
  await box.check()
  await until('it is done', async () => {
    const { activities } = (await call(desk, 'GET', '/activities?done=yes')) as { activities: { title: string }[] }
    return activities.length === 1
  })
  await page.reload()
  await box.waitFor()
  assert.ok(await box.isChecked())
  await page.getByLabel('Kind').selectOption({ label: 'All kinds' })
  await page.getByRole('checkbox', { name: 'Done: Which boat?' }).waitFor()
  assert.ok(await page.getByRole('checkbox', { name: 'Done: Which boat?' }).isDisabled())
})

test('participants, answers, flags and tries are a tab away, each with its filters', async () => {
  const { page } = desk
  const id = /[0-9a-f-]{36}/.exec(at)?.[0] ?? ''
  await call(desk, 'PATCH', `/meetings/${id}`, { showFlags: true })
  const flag = { code: 'Down7', name: 'Cellar', points: 3 }
  await call(desk, 'PUT', `/meetings/${id}/flags/0193f0aa-0000-7000-8000-000000000003`, flag)
  for (const [n, text] of ['Down7', 'wrong'].entries())
    await call(ada, 'PUT', `/meetings/${id}/flag-tries/0193f0aa-0000-7000-8000-00000000001${n}`, { text })
  const told: Record<string, readonly RegExp[]> = {
    Participants: [/Ada\s+4\s+Browser\s+Harbour evening/],
    Answers: [/Steam\s+Ada\s+Browser\s+Which boat\?\s+Harbour evening/],
    Flags: [/Cellar\s+Down7\s+Harbour evening\s+3\s+\+ 1\s+1/],
    'Flag tries': [/wrong\s+Wrong\s+Ada\s+Browser\s+Harbour evening/, /Down7\s+Cellar\s+First\s+Ada/],
  }
  for (const [name, wanted] of Object.entries(told)) {
    await page.getByRole('tab', { name, exact: true }).click()
    await until(name, async () => (await rows().count()) === wanted.length)
    const all = await rows().allInnerTexts()
    for (const [i, one] of wanted.entries()) assert.match(all[i] ?? '', one)
    await looksRight(desk)
  }
  await page.getByLabel('Code or person').fill('cellar nowhere')
  await sees(page, 'Nothing fits.')
  await button(page, 'Take the filters away').click()
  await until('both tries', async () => (await rows().count()) === 2)
  await page.getByLabel('Outcome').selectOption({ label: 'First' })
  await until('one try', async () => (await rows().count()) === 1)
  assert.match(page.url(), /lists\/tries\?outcome=first/)
  await page.getByLabel('Meeting').selectOption({ label: 'Plain' })
  await sees(page, 'Nothing fits.')
})

test('a picture is taken away in the settings, and nobody complained', async () => {
  await desk.page.goto(at)
  await button(desk.page, 'Settings').click()
  const form = desk.page.getByRole('dialog')
  await form.getByRole('button', { name: 'Take it away' }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
  await desk.page.goto(console_())
  await items().first().waitFor()
  assert.equal(await items().locator('img').count(), 0)
  await seesNot(desk.page, 'Try again')
  for (const one of [desk, ada]) assert.deepEqual(complainedOf(one), [])
  // Whoever has no seat yet is asked for the code.
  assert.deepEqual(complainedOf(home, /403 .*\/seat$/), [])
})
