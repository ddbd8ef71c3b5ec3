/** What the way into a meeting weighs and how soon it shows something, on a phone with a poor line. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { CDPSession, Locator, Page, Route } from 'playwright-core'
import { languages } from '../../src/words/languages.ts'
import { openWindow, until } from './browser.ts'
import { GROUND, JUMPED } from './in-page.ts'
import { type Program, startProgram } from './program.ts'

const JOIN_BYTES_MAX = 30_000
/** The usual "slow 3G": 400 kbit/s each way, 400 ms there and back. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 }
/** Without TLS on other hosts than this one browsers take no Brotli: the heavier packing is what must do. */
const GZIP = { 'Accept-Encoding': 'gzip' }
let program: Program
let address = ''

before(async () => {
  program = await startProgram()
  address = program.said('join')
})

interface Loaded {
  url: string
  /** Over the wire, as packed, without headers. */
  bytes: number
  packing: string
  text: string
}

async function everythingOf(locale: string): Promise<Loaded[]> {
  const { page } = await openWindow('phone', { locale, extraHTTPHeaders: GZIP })
  const loaded: Promise<Loaded>[] = []
  page.on('response', (response) => {
    const took = async () => {
      const text = await response.text()
      const { responseBodySize } = await response.request().sizes()
      return {
        url: response.url(),
        bytes: responseBodySize,
        packing: (await response.allHeaders())['content-encoding'] ?? '',
        text,
      }
    }
    loaded.push(took())
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.getByRole('textbox').waitFor()
  const all = await Promise.all(loaded)
  await page.context().close()
  return all
}

for (const { tag: locale } of languages) {
  test(`the join page in ${locale} loads at most ${JOIN_BYTES_MAX} bytes, scripts packed, without the heavy libraries`, async (t) => {
    const all = await everythingOf(locale)
    const bytes = all.reduce((sum, one) => sum + one.bytes, 0)
    for (const one of all) t.diagnostic(`${String(one.bytes).padStart(6)} ${one.packing || '-'} ${new URL(one.url).pathname}`)
    t.diagnostic(`${bytes} bytes in ${all.length} files`)
    const own = all.filter(({ url }) => /\.(js|css)$|\/join\//.test(new URL(url).pathname) && !url.includes('/api/'))
    assert.ok(own.length >= 3)
    for (const { url, packing, text } of own) assert.ok(packing === 'gzip' || text.length < 1_000, `${url} is not packed`)
    for (const sign of ['ZodError', '_zod', 'QRCode', 'toSJISFunction', 'd3-cloud', 'wordcloud'])
      for (const { url, text } of all) assert.ok(!text.includes(sign), `${sign} is in ${url}`)
    assert.ok(bytes <= JOIN_BYTES_MAX, `${bytes} bytes`)
  })
}

interface Held {
  /** What the page has asked for and not got yet, by the address's path. */
  readonly waiting: () => string[]
  /** Lets through all that waits now; what the page asks for then waits again. One call is one way there and back. */
  readonly release: () => Promise<void>
}

/** Holds back whatever the page loads, from now on. */
async function heldBack(page: Page): Promise<Held> {
  const routes: Route[] = []
  await page.route('**/*', (route) => void routes.push(route))
  return {
    waiting: () => routes.map((route) => new URL(route.request().url()).pathname),
    release: async () => void (await Promise.all(routes.splice(0).map((route) => route.continue()))),
  }
}

const firstPaint = (page: Page) =>
  until('the first paint', () => page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime))

const asks = (held: Held, what: string, ...wanted: readonly RegExp[]) =>
  until(`the page to ask for ${what}`, async () => wanted.every((one) => held.waiting().some((path) => one.test(path))))

/** Once it stands still: where it is, in CSS pixels. */
const placeOf = async (found: Locator) => JSON.stringify(await found.boundingBox())

/** The page as far as its document alone brings it. */
async function drawnAlone(wishes: Parameters<typeof openWindow>[1] = {}): Promise<{ page: Page; held: Held }> {
  const { page } = await openWindow('phone', wishes)
  const held = await heldBack(page)
  const going = page.goto(address, { waitUntil: 'commit' })
  await asks(held, 'the document', /^\/join\//)
  await held.release()
  await going
  await asks(held, 'its scripts', /\/theme-boot-/, /\/start-/, /\/page-/)
  await page.locator('.shell').waitFor()
  return { page, held }
}

test('the join page paints after one way there and back, and takes a name after three', async () => {
  const { page, held } = await drawnAlone()
  await firstPaint(page)
  const name = page.locator('.wordmark')
  const drawn = await placeOf(name)
  assert.ok(
    held.waiting().every((path) => path.endsWith('.js') || /favicon|manifest/.test(path)),
    held.waiting().join(),
  )
  await held.release()
  await asks(held, 'words and meeting, all at once', /\/api\/v1\/codes\//, /\/assets\/en-/)
  await until('both catalogues', async () => held.waiting().filter((path) => path.includes('/assets/en-')).length === 2)
  await held.release()
  await page.getByLabel('Your name').waitFor()
  assert.equal(await placeOf(name), drawn, 'the name above stays where it was')
  assert.equal(await page.locator('.shell').count(), 0)
  assert.equal(await page.evaluate<number>(JUMPED), 0, 'nothing that was drawn jumps')
  await page.context().close()
})

test('a code that opens nothing is asked for once, and the form then says so', async () => {
  const { page } = await openWindow('phone')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(new URL('/join/no-such-code', address).href)
  await page.getByText('No open meeting has this code.').waitFor()
  assert.equal(asked.filter((path) => path.includes('/codes/')).length, 1)
  assert.equal(await page.getByLabel('Code').inputValue(), 'no-such-code')
  await page.context().close()
})

test('somebody’s own choice of light or dark comes with a small script that is kept, before the page’s own', async () => {
  const [light, dark] = await Promise.all(
    (['light', 'dark'] as const).map(async (colorScheme) => {
      const { page } = await drawnAlone({ colorScheme })
      await firstPaint(page)
      const ground = await page.evaluate<string>(GROUND)
      await page.context().close()
      return ground
    }),
  )
  assert.notEqual(light, dark)
  const origin = new URL(address).origin
  const storageState = { cookies: [], origins: [{ origin, localStorage: [{ name: 'plenary.theme', value: 'dark' }] }] }
  const { page } = await openWindow('phone', { colorScheme: 'light', storageState })
  await page.route(/\/(start|page)-[\w-]+\.js$/, () => undefined)
  const [boot] = await Promise.all([page.waitForResponse(/\/theme-boot-/), page.goto(address, { waitUntil: 'commit' })])
  assert.match((await boot.allHeaders())['cache-control'] ?? '', /immutable/)
  await until('a dark ground under the shell', async () => (await page.evaluate<string>(GROUND)) === dark)
  assert.equal(await page.locator('.shell').count(), 1)
  await page.context().close()
})

test('without scripts the page says what it needs, in every language', async () => {
  const { page } = await openWindow('phone', { javaScriptEnabled: false })
  await page.goto(address)
  for (const { tag } of languages) await page.locator(`noscript p[lang="${tag}"]`).waitFor()
  assert.equal(await page.locator('.shell-places').isVisible(), false)
  await page.context().close()
})

test('on slow 3G: what the first paint and the name field take', async (t) => {
  const { page } = await openWindow('phone', { extraHTTPHeaders: GZIP })
  const line: CDPSession = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', SLOW)
  await page.goto(address)
  const first = await firstPaint(page)
  await page.getByLabel('Your name').waitFor()
  const usable = await page.evaluate(() => performance.now())
  t.diagnostic(`first contentful paint ${Math.round(first)} ms, name field there by ${Math.round(usable)} ms`)
  await page.context().close()
})
