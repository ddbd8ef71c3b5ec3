/** Who comes in while a meeting runs, who looks back at what was, and whose seat is gone. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { button, complainedOf, faultsOf, openWindow, sees, seesNot, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

const POLL = { kind: 'Poll', title: 'Tea or coffee?', description: 'Before **noon**.', choices: ['Tea', 'Coffee'] } as const
const CLOUD = { kind: 'Word cloud', title: 'One word, please', description: 'Any *language*.' } as const
const LAST = { kind: 'Slide', title: 'Goodbye' } as const

let program: Program
let desk: Window

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
})

async function sendWord({ page }: Window, word: string): Promise<void> {
  await page.getByLabel('Your word').fill(word)
  await button(page, 'Send').click()
  await sees(page, `“${word}” is in.`)
}

/** Somebody new, by the link, at this moment; looked at and gone again. */
async function latecomer(code: string, name: string, look: (late: Window) => Promise<void>): Promise<void> {
  const late = await hall.joinByLink(program.url, code, name)
  await look(late)
  assert.deepEqual(complainedOf(late), [])
  await late.page.context().close()
}

const scoresOn = ({ page }: Window): Promise<string[]> =>
  page.locator('.scores .score-name').evaluateAll((all) => all.map((one) => one.querySelector('bdi')?.textContent ?? ''))

/** The titles of what can be looked at again. */
async function earlier({ page }: Window): Promise<string[]> {
  await page.getByText('Earlier questions').click()
  return page.locator('.previous-list a').allInnerTexts()
}

/** The address of a shown result, as the page itself links to it. */
async function resultOf({ page }: Window, title: string): Promise<string> {
  const link = page.locator('.previous-list').getByRole('link', { name: title, includeHidden: true })
  return new URL((await link.getAttribute('href')) ?? '', page.url()).href
}

test('LK-45 whoever joins while it runs sees at once what is on: pause, question, closed, result, scoreboard, cloud so far', async () => {
  const { code } = await hall.meetingByCall(desk, 'Late in', [POLL, CLOUD, LAST])
  const first = await hall.joinByLink(program.url, code, 'Fay')
  await hall.step(desk, 'Start meeting', 'waiting')
  await latecomer(code, 'Uma', ({ page }) => sees(page, 'The next one starts in a moment.'))
  await hall.step(desk, 'Open poll', 'open')
  await hall.pressChoice(first.page, 'Tea')
  await sees(first.page, 'Counted')
  await latecomer(code, 'Vic', async (late) => {
    await sees(late.page, POLL.title)
    assert.equal(await late.page.locator('.explained strong').innerText(), 'noon')
    assert.deepEqual(await hall.choices(late.page).locator('.choice-text').allInnerTexts(), ['Tea', 'Coffee'])
    assert.deepEqual(await hall.phoneNumbers(late), [], 'no counts before the own answer')
    await hall.pressChoice(late.page, 'Coffee')
    await hall.counts('the latecomer', () => hall.phoneNumbers(late), [1, 1], 2)
  })
  await hall.step(desk, 'Close poll', 'closed')
  await latecomer(code, 'Wim', async (late) => {
    await sees(late.page, 'Time is up.')
    await sees(late.page, POLL.title)
    assert.deepEqual(await hall.phoneNumbers(late), [])
  })
  await hall.step(desk, 'Show results', 'results')
  await latecomer(code, 'Xia', async (late) => {
    await sees(late.page, 'The result')
    await hall.counts('the latecomer', () => hall.phoneNumbers(late), [1, 1], 2)
  })
  await hall.showScoreboard(desk)
  await latecomer(code, 'Yan', async (late) => {
    await late.page.getByRole('heading', { name: 'Scoreboard' }).waitFor()
    assert.ok((await scoresOn(late)).includes('Fay'))
    await sees(late.page, '0 points')
    await late.page.reload()
    await late.page.getByRole('heading', { name: 'Scoreboard' }).waitFor()
    await seesNot(late.page, POLL.title)
    assert.deepEqual(await earlier(late), [POLL.title])
    assert.equal(await sideways(late.page), 0)
    assert.deepEqual(await faultsOf(late.page), [])
  })
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Open word cloud', 'open')
  await sendWord(first, 'Calm')
  await latecomer(code, 'Zoe', async (late) => {
    await until('the words so far', async () => (await hall.cloudOf(late, 'phone')).calm === 1)
    await sendWord(late, 'calm')
    await until('one more', async () => (await hall.cloudOf(late, 'phone')).calm === 2)
  })
  await first.page.context().close()
})

test('LK-45 once it is over: a seat sees the closing text, also in a new window, and the code lets nobody in any more', async () => {
  const { code } = await hall.meetingByCall(desk, 'Over', [POLL])
  const phone = await hall.joinByLink(program.url, code, 'Fay')
  const seat = phone.page.url()
  const kept = await phone.page.context().storageState()
  await phone.page.context().close()
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  await hall.step(desk, 'Show results', 'results')
  await hall.step(desk, 'End meeting', 'after')
  const back = await openWindow('phone', { storageState: kept })
  await back.page.goto(seat)
  await sees(back.page, 'Thank you for taking part.')
  await seesNot(back.page, 'Scoreboard')
  assert.deepEqual(await earlier(back), [POLL.title])
  const stranger = await openWindow('phone')
  await stranger.page.goto(`${program.url}/join/${code}`)
  await sees(stranger.page, 'No open meeting has this code.')
  assert.deepEqual(complainedOf(back), [])
  for (const { page } of [back, stranger]) await page.context().close()
})

/** A meeting with both results shown and a pause on; who answered what: Fay tea and two words, Gil coffee and one of the same. */
async function withResults(title: string): Promise<{ code: string; fay: Window; gil: Window }> {
  const { code } = await hall.meetingByCall(desk, title, [POLL, CLOUD, LAST])
  const fay = await hall.joinByLink(program.url, code, 'Fay')
  const gil = await hall.joinByLink(program.url, code, 'Gil')
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  await hall.pressChoice(fay.page, 'Tea')
  await hall.pressChoice(gil.page, 'Coffee')
  for (const { page } of [fay, gil]) await sees(page, 'Counted')
  await hall.step(desk, 'Show results', 'results')
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Open word cloud', 'open')
  await sendWord(fay, 'Open Minds')
  await sendWord(fay, '<b>bread</b>')
  await sendWord(gil, 'open minds')
  await hall.step(desk, 'Close word cloud', 'closed')
  await hall.step(desk, 'Show results', 'results')
  await hall.step(desk, 'Next', 'waiting')
  return { code, fay, gil }
}

const showsPoll = async (window: Window): Promise<void> => {
  await window.page.getByRole('heading', { name: POLL.title }).waitFor()
  assert.equal(await window.page.locator('.explained strong').innerText(), 'noon')
  await hall.counts('the poll’s result page', () => hall.phoneNumbers(window), [1, 1], 2)
  const rows = await window.page.locator('.bar').allInnerTexts()
  for (const [i, choice] of POLL.choices.entries()) assert.ok(rows[i]?.includes(choice), rows[i])
}

const showsCloud = async (window: Window): Promise<void> => {
  await window.page.getByRole('heading', { name: CLOUD.title }).waitFor()
  assert.equal(await window.page.locator('.explained em').innerText(), 'language')
  await until('both words, with their counts', async () => {
    const cloud = await hall.cloudOf(window, 'phone')
    return cloud['open minds'] === 2 && cloud['<b>bread</b>'] === 1 && Object.keys(cloud).length === 2
  })
  await window.page.getByRole('list', { name: 'All words' }).waitFor()
  assert.equal(await window.page.locator('.cloud-list b').count(), 0, 'markup in a word is text')
  assert.equal(await window.page.getByLabel('Your word').count(), 0, 'nothing to send any more')
}

async function isWell(page: Page): Promise<void> {
  assert.equal(await sideways(page), 0)
  assert.deepEqual(await faultsOf(page), [])
}

test('LK-56 LK-57 each shown question joins the list of earlier ones at once, and has a page of its own: a poll’s with its counts, a word cloud’s with its words', async () => {
  const { code, fay, gil } = await withResults('Looking back')
  assert.deepEqual(await earlier(fay), [POLL.title, CLOUD.title])
  const [poll, cloud] = [await resultOf(fay, POLL.title), await resultOf(fay, CLOUD.title)]
  await fay.page.getByRole('link', { name: CLOUD.title }).click()
  await fay.page.waitForURL(cloud)
  await showsCloud(fay)
  await fay.page.reload()
  await showsCloud(fay)
  await isWell(fay.page)
  await fay.page.goBack()
  await sees(fay.page, 'You’re in.')
  await gil.page.goto(poll)
  await showsPoll(gil)
  await isWell(gil.page)
  await gil.page.getByRole('link', { name: 'Back to the meeting' }).click()
  await sees(gil.page, 'You’re in.')
  const narrow = await hall.joinByLink(program.url, code, 'Nia', 'narrow')
  await narrow.page.goto(cloud)
  await showsCloud(narrow)
  await isWell(narrow.page)
  await narrow.page.goto(poll)
  await showsPoll(narrow)
  await isWell(narrow.page)
  for (const window of [fay, gil, narrow]) {
    assert.deepEqual(complainedOf(window), [])
    await window.page.context().close()
  }
})

test('LK-57 a result page wants a seat: a stranger is asked to join, and then sees that very page; another meeting’s stays shut', async () => {
  const { code, fay, gil } = await withResults('For those inside')
  await earlier(fay)
  const cloud = await resultOf(fay, CLOUD.title)
  const stranger = await openWindow('phone')
  await stranger.page.goto(cloud)
  await stranger.page.waitForURL(/\/join\?to=/)
  await seesNot(stranger.page, 'Open Minds')
  await stranger.page.getByLabel('Code').fill(code)
  await button(stranger.page, 'Join').click()
  await stranger.page.getByLabel('Your name').fill('Sia')
  await button(stranger.page, 'Join').click()
  await stranger.page.waitForURL(cloud)
  await showsCloud(stranger)
  const other = await hall.meetingByCall(desk, 'Next door', [POLL])
  const neighbour = await hall.joinByLink(program.url, other.code, 'Fay')
  await neighbour.page.goto(cloud)
  await neighbour.page.waitForURL(/\/join\?to=/)
  await seesNot(neighbour.page, 'Open Minds')
  for (const { page } of [fay, gil, stranger, neighbour]) await page.context().close()
})

test('LK-28 whose seat was taken away is asked to join, once, and gets a new one', async () => {
  const { id, code } = await hall.meetingByCall(desk, 'Second seat', [POLL])
  const phone = await hall.joinByLink(program.url, code, 'Fay')
  await hall.step(desk, 'Start meeting', 'waiting')
  await sees(phone.page, 'You’re in.')
  assert.equal(await program.sql('delete from meetings_participants where meeting = $1', [id]), 1)
  const visited: string[] = []
  phone.page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).pathname))
  await phone.page.reload()
  await phone.page.waitForURL(/\/join\?to=/)
  await phone.page.getByLabel('Code').fill(code)
  assert.deepEqual(visited, [`/m/${id}`, '/join'], 'no loop')
  await button(phone.page, 'Join').click()
  await hall.takeSeat(phone.page, 'Fay')
  await sees(phone.page, 'You’re in.')
  await hall.step(desk, 'Open poll', 'open')
  await hall.pressChoice(phone.page, 'Tea')
  await sees(phone.page, 'Counted')
  assert.equal(await program.sql('delete from meetings_participants where meeting = $1', [id]), 1)
  await phone.page.goto(`${program.url}/join/${code}`)
  await hall.takeSeat(phone.page, 'Fay again')
  await sees(phone.page, 'Fay again')
  await phone.page.context().close()
})
