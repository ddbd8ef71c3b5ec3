import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { button, complainedOf, faultsOf, looks, openWindow, sees, seesNot, sideways, until, type Window } from './browser.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

/** The console's pages about people, as organizers meet them. */
let program: Program
let desk: Window
const at = (place: string) => `${program.url}/console${place}`
/** Where pictures go, to be looked at; none are taken without. */
const PICTURES = process.env.PICTURES_OF_PEOPLE

const guests = ['Ada Lovelace', 'Ada L.', 'Grace Hopper', 'محمد العربي', 'A name of forty signs, all of them used!']

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
  const code = new URL(program.said('join')).pathname.split('/').at(-1) ?? ''
  for (const name of guests) {
    const body = JSON.stringify({ name })
    const headers = { 'content-type': 'application/json' }
    await fetch(`${program.url}/api/v1/codes/${code}/participants`, { method: 'POST', headers, body })
  }
})

const rowOf = (name: string) => desk.page.getByRole('row').filter({ hasText: name })
async function openPerson(name: string): Promise<void> {
  await desk.page.goto(at('/people'))
  await desk.page.getByRole('link', { name, exact: true }).click()
  await desk.page.getByRole('heading', { name, level: 1 }).waitFor()
}

test('people are found by name, role and ban; whoever fits nothing is said so', async () => {
  const { page } = desk
  await page.goto(at('/people'))
  await sees(page, 'Grace Hopper')
  await page.getByLabel('Name or handle').fill('ada l')
  await until('the others are gone', async () => (await page.getByRole('row').count()) === 3)
  await page.getByLabel('Name or handle').fill('nobody at all')
  await sees(page, 'Nobody fits')
  await page.getByLabel('Name or handle').fill('')
  await page.getByLabel('Role', { exact: true }).selectOption('owner')
  await until('owners alone', async () => (await page.getByRole('row').count()) === 2)
  await sees(page, 'Olga')
})

test('VN-133: a role is given and taken away on a person’s page, and stands in the list of what was done', async () => {
  const { page } = desk
  await openPerson('Grace Hopper')
  await button(page, 'Give role').click()
  await sees(page, 'The role is given.')
  await sees(page, 'Moderator everywhere')
  await page.getByRole('button', { name: 'Take away (Take away the role Moderator everywhere)' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take away', exact: true }).click()
  await sees(page, 'No role.')
  await page.getByRole('link', { name: 'What was done' }).click()
  await page.getByRole('heading', { name: 'What was done', level: 1 }).waitFor()
  await sees(page, 'Role taken away')
  await page.getByLabel('Kind').selectOption('person')
  await seesNot(page, 'Role taken away').catch(() => sees(page, 'Nothing was done yet'))
})

test('a ban is set with its reason and lifted', async () => {
  const { page } = desk
  await openPerson('Ada L.')
  await page.getByLabel('Why').fill('Rude to others')
  await button(page, 'Ban').click()
  await sees(page, 'Rude to others')
  await page.goto(at('/people'))
  await page.getByLabel('Banned', { exact: true }).selectOption('yes')
  await until('banned alone', async () => (await page.getByRole('row').count()) === 2)
  await openPerson('Ada L.')
  await button(page, 'Lift ban').click()
  await sees(page, 'Not banned.')
})

test('two that are one are merged, taken apart, and merged by the keyboard again', async () => {
  const { page } = desk
  await openPerson('Ada Lovelace')
  for (const how of ['press', 'keys'] as const) {
    await page.getByLabel('Name or handle of the other').fill('Ada L.')
    await page.getByLabel('Name or handle of the other').press('Enter')
    const choose = page.getByRole('button', { name: /^Choose \(Choose Ada L\.\)$/ })
    await choose.waitFor()
    if (how === 'press') await choose.click()
    else await choose.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Make one' }).click()
    await sees(page, 'They are one person now.')
    if (how === 'keys') break
    await page.getByRole('button', { name: /^Undo / }).click()
    await sees(page, 'They are two persons again.')
  }
  await page.goto(at('/people'))
  await sees(page, 'Ada Lovelace')
  assert.equal(await rowOf('Ada L.').count(), 0)
})

test('a person is removed after a question, and nobody can be who is not there', async () => {
  const { page } = desk
  await openPerson('Grace Hopper')
  await button(page, 'Remove person').click()
  await button(page, 'Remove for good').click()
  await page.waitForURL(/\/console\/people$/)
  await sees(page, 'محمد العربي')
  assert.equal(await rowOf('Grace Hopper').count(), 0)
  await page.goto(at('/people/00000000-0000-4000-8000-000000000000'))
  await sees(page, 'There is no such person')
  assert.deepEqual(complainedOf(desk, /40[34]/), [])
})

for (const [screen, colorScheme] of looks)
  test(`people, a person and what was done are without fault on a ${screen} screen, ${colorScheme}`, async () => {
    const window = await openWindow(screen, { colorScheme })
    await window.page.context().addCookies(await desk.page.context().cookies())
    const told = (await call(desk, 'GET', '/people?text=lovelace')) as { people: { id: string }[] }
    for (const [name, place] of [
      ['list', '/people'],
      ['person', `/people/${told.people[0]?.id}`],
      ['acts', '/acts'],
    ] as const) {
      await window.page.goto(at(place))
      await window.page.locator('table, .person-parts').first().waitFor()
      if (PICTURES) {
        mkdirSync(PICTURES, { recursive: true })
        await window.page.screenshot({ path: join(PICTURES, `${name}-${screen}-${colorScheme}.png`), fullPage: true })
      }
      assert.deepEqual(await faultsOf(window.page), [], name)
      assert.equal(await sideways(window.page), 0, name)
    }
    assert.deepEqual(complainedOf(window), [])
    await window.page.context().close()
  })
