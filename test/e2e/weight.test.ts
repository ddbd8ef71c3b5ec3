/** What the way into a meeting weighs and how soon it shows something, on a phone with a poor line. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { CDPSession } from 'playwright-core'
import { openWindow, until } from './browser.ts'
import { type Program, startProgram } from './program.ts'

const JOIN_BYTES_MAX = 30_000
/** The usual "slow 3G": 400 kbit/s each way, 400 ms there and back. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 }
/** Without TLS on other hosts than this one browsers take no Brotli: the heavier packing is what must do. */
const GZIP = { 'Accept-Encoding': 'gzip' }
/** Far above what is wanted (1.5 s): a busy machine must not fail the test. */
const FIRST_PAINT_MS_MAX = 3_000

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

for (const locale of ['en-GB', 'fr-FR']) {
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

test('on slow 3G the join page shows something soon', async (t) => {
  const { page } = await openWindow('phone', { extraHTTPHeaders: GZIP })
  const line: CDPSession = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', SLOW)
  await page.goto(address)
  const first = await until('the first paint', () =>
    page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime),
  )
  await page.getByLabel('Your name').waitFor()
  const usable = await page.evaluate(() => performance.now())
  t.diagnostic(`first contentful paint ${Math.round(first)} ms, name field there by ${Math.round(usable)} ms`)
  assert.ok(first <= FIRST_PAINT_MS_MAX, `${first} ms`)
})
