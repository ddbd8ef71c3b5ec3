import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** The page a hall opens all at once: everything it loads, in one language, as it goes over the wire. */
const GZIP_BYTES_MAX = 30_000

const folder = mkdtempSync(join(tmpdir(), 'plenary-weight-'))
after(() => rmSync(folder, { recursive: true }))

/** What the page names by itself, and of the languages French, the longer one. */
function loaded(): Set<string> {
  const files = new Set(['attend/index.html'])
  const html = readFileSync(join(folder, 'attend/index.html'), 'utf8')
  for (const [, file = ''] of html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|svg|webmanifest))"/g)) files.add(file)
  for (const file of files) {
    if (!file.endsWith('.js')) continue
    const names = readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*[`"']\.\/([\w-]+\.js)[`"']/g)
    for (const [, name = ''] of names) if (!/^(en|fr)-/.test(name) || name.startsWith('fr-')) files.add(`assets/${name}`)
  }
  return files
}

test('all of the audience’s page is lighter than 30 kB, and no schema library is in it', async (t) => {
  await build({
    configFile: resolve(import.meta.dirname, '../../../vite.config.ts'),
    mode: 'attend',
    build: { outDir: folder, emptyOutDir: true },
    logLevel: 'silent',
  })
  const files = loaded()
  const weights = [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).length }))
  for (const { file, bytes } of weights.sort((a, b) => b.bytes - a.bytes)) t.diagnostic(`${bytes} ${file}`)
  const total = weights.reduce((sum, { bytes }) => sum + bytes, 0)
  t.diagnostic(`${total} in all`)
  assert.equal([...files].filter((file) => file.startsWith('assets/fr-')).length, 2, 'both catalogues of a language are in it')
  assert.ok(total <= GZIP_BYTES_MAX, `${total} bytes`)
  for (const file of files) assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /ZodError|discriminatedUnion/, file)
})
