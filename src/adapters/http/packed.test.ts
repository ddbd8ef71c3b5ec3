import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { openPacker } from './packed.ts'

const text = JSON.stringify(Array.from({ length: 1_000 }, (_, n) => ({ title: `Session ${n}` })))

test('a long reply is packed for whoever takes it so, once for all of them', async () => {
  const packed = openPacker()
  const first = await packed({ text, etag: 'a' }, 'br, gzip;q=0.8')
  assert.ok(first && first.length < text.length / 4)
  assert.equal(gunzipSync(first).toString(), text)
  assert.equal(await packed({ text, etag: 'a' }, 'gzip'), first)
  assert.notEqual(await packed({ text, etag: 'b' }, 'gzip'), first)
})

test('a short one, and one for whoever does not take it so, goes as it is', async () => {
  const packed = openPacker()
  assert.equal(await packed({ text: 'short', etag: 'a' }, 'gzip'), null)
  for (const accepted of [undefined, '', 'br', 'gzip;q=0', 'gzip;q=0.0, br'])
    assert.equal(await packed({ text, etag: 'a' }, accepted), null, accepted)
})
