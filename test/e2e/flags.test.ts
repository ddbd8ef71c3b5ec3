/** A hunt: flags made at the desk, two phones that race for one, and a QR code opened by somebody who has not joined. Each test goes on where the one before ended. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { button, complainedOf, faultsOf, openWindow, sees, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

let program: Program
let desk: Window
let ada: Window
let ben: Window
let address = ''
const windows = () => [desk, ada, ben]

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
  await hall.makeMeeting(desk, 'Treasure hunt')
  const code = await hall.codeOf(desk)
  ada = await hall.joinByLink(program.url, code, 'Ada')
  ben = await hall.joinByLink(program.url, code, 'Ben', 'narrow')
})

const panel = () => desk.page.locator('section.panel', { has: desk.page.locator('#flags-title') })
const box = ({ page }: Window) => page.getByLabel('Found a flag?').and(page.locator('input'))

async function addFlag(name: string, code: string, description = ''): Promise<void> {
  await panel().getByRole('button', { name: 'Add a flag' }).click()
  const form = desk.page.getByRole('dialog')
  await form.getByLabel('Name', { exact: true }).fill(name)
  await form.getByLabel('Code', { exact: true }).fill(code)
  await form.getByLabel('Description').fill(description)
  await form.getByLabel('Points', { exact: true }).fill('3')
  await form.getByLabel('More points for whoever is first').fill('2')
  assert.deepEqual(await faultsOf(desk.page), [])
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
  await panel().locator('.flag', { hasText: name }).waitFor()
}

test('LK-100 LK-22 LK-11: flags are made at the desk, and phones have a field for them once the settings say so', async () => {
  await addFlag('Cellar', 'Down7', 'Under the **stairs**')
  await addFlag('Tower', 'Up9')
  assert.equal(await box(ada).count(), 0)
  await button(desk.page, 'Settings').click()
  const form = desk.page.getByRole('dialog')
  await form.getByLabel('Participants may hand in flags').check()
  assert.equal(await form.getByLabel('Flag prefix').inputValue(), 'Plenary')
  await form.getByRole('button', { name: 'Save' }).click()
  for (const phone of [ada, ben]) {
    await box(phone).waitFor()
    assert.equal(await box(phone).getAttribute('placeholder'), 'Plenary{…}')
    assert.deepEqual([await faultsOf(phone.page), await sideways(phone.page)], [[], 0])
  }
})

test('LK-102 LK-105 LK-104 LK-107 LK-106: two phones race, one is first; a wrong one and one that was found say so; points move at once', async () => {
  await box(ada).fill(' Plenary{Down7} ')
  await box(ben).fill('Down7')
  await Promise.all([box(ada).press('Enter'), button(ben.page, 'Hand in').click()])
  for (const phone of [ada, ben]) await sees(phone.page, 'Cellar')
  const first = await until('one first', async () => {
    const all = await Promise.all([ada, ben].map((one) => one.page.locator('.flag-first').count()))
    return all.reduce((sum, n) => sum + n, 0) === 1 ? all.indexOf(1) : null
  })
  const [winner, other] = (first === 0 ? [ada, ben] : [ben, ada]) as [Window, Window]
  await sees(winner.page, 'you have 5 points now')
  await sees(other.page, 'you have 3 points now')
  for (const phone of [ada, ben]) {
    assert.equal(await box(phone).inputValue(), '')
    assert.deepEqual([await faultsOf(phone.page), await sideways(phone.page)], [[], 0])
  }
  await sees(winner.page, /Change name\s*5 points/)
  await box(winner).fill('Nope')
  await box(winner).press('Enter')
  await sees(winner.page, '“Nope” is no flag here.')
  await box(winner).fill('Down7')
  await box(winner).press('Enter')
  await sees(winner.page, 'You have found this one already.')
})

test('LK-35: what one tab earns is in the other at once', async () => {
  const second: Window = { page: await ada.page.context().newPage(), complaints: [] }
  await second.page.goto(ada.page.url())
  await box(second).waitFor()
  const points = async ({ page }: Window) => (await page.locator('.you-points').innerText()).trim()
  const before = await points(ada)
  await box(second).fill('Up9')
  await box(second).press('Enter')
  await sees(second.page, 'Tower')
  const now = `${Number.parseInt(before, 10) + 5} points`
  for (const tab of [ada, second]) await until(`${now} in each tab`, async () => (await points(tab)) === now)
  await second.page.reload()
  await until('the same after a reload', async () => (await points(second)) === now)
  await second.page.close()
})

test('LK-110 LK-118 LK-31 LK-111: a QR code is opened by somebody who has not joined: they join, and the flag is handed in, once', async () => {
  await panel().getByRole('button', { name: 'QR code of Cellar' }).click()
  const dialog = desk.page.getByRole('dialog')
  await dialog.locator('svg.qr').waitFor()
  address = await dialog.getByLabel('Address', { exact: true }).inputValue()
  assert.match(address, /^https?:\/\/[^/]+\/m\/[0-9a-f-]{36}\/flag\/Down7$/)
  assert.deepEqual(await faultsOf(desk.page), [])
  await dialog.getByRole('button', { name: 'Close' }).click()
  const cleo = await openWindow('phone', { colorScheme: 'dark' })
  await cleo.page.goto(program.url + new URL(address).pathname)
  await cleo.page.getByLabel('Code').fill(await hall.codeOf(desk))
  await button(cleo.page, 'Join').click()
  await hall.takeSeat(cleo.page, 'Cleo')
  await sees(cleo.page, 'Found!')
  await sees(cleo.page, 'you have 3 points now')
  await cleo.page.reload()
  await sees(cleo.page, 'Found!')
  assert.deepEqual([await faultsOf(cleo.page), await sideways(cleo.page)], [[], 0])
  await ben.page.goto(program.url + new URL(address).pathname)
  await sees(ben.page, 'You have found this one already.')
  await ben.page.goto(program.url + new URL(address).pathname.replace('Down7', 'Up9'))
  await sees(ben.page, 'Found!')
  await ben.page.goto(program.url + new URL(address).pathname.replace('Down7', 'Nothing'))
  await sees(ben.page, '“Nothing” is no flag here.')
  assert.deepEqual(complainedOf(cleo, /403/), [])
})

test('LK-111: whoever sits in another meeting is told so, and may join this one', async () => {
  const other = await hall.meetingByCall(desk, 'Another one', [])
  const dan = await hall.joinByLink(program.url, other.code, 'Dan')
  await dan.page.goto(program.url + new URL(address).pathname)
  await sees(dan.page, 'This flag belongs to another meeting')
  assert.deepEqual([await faultsOf(dan.page), await sideways(dan.page)], [[], 0])
  await button(dan.page, 'Join this meeting').click()
  await dan.page.getByLabel('Code').waitFor()
  await desk.page.goBack()
})

test('LK-108 LK-112: the desk sees the tries as they come, also those of QR codes; hidden, the field goes', async () => {
  await panel().locator('.try', { hasText: 'Cleo' }).waitFor()
  const log = await panel().locator('.try').allInnerTexts()
  assert.ok(log.length >= 6, `${log.length} tries`)
  assert.ok(log.some((line) => /Nothing[\s\S]*wrong/.test(line)))
  await box(ada).fill('<b>x</b>')
  await box(ada).press('Enter')
  await panel().locator('.try', { hasText: '<b>x</b>' }).waitFor()
  assert.deepEqual([await faultsOf(desk.page), await sideways(desk.page)], [[], 0])
  await button(desk.page, 'Settings').click()
  const form = desk.page.getByRole('dialog')
  await form.getByLabel('Participants may hand in flags').uncheck()
  await form.getByRole('button', { name: 'Save' }).click()
  await box(ada).waitFor({ state: 'detached' })
  for (const one of windows()) assert.deepEqual(complainedOf(one, /403|409/), [])
})
