import assert from 'node:assert/strict'
import { test } from 'node:test'
import { create } from 'qrcode'
import { QUIET_MODULES, qrDrawing } from './qr-path.ts'

test('the path paints exactly the dark modules, inside the quiet zone', () => {
  const text = 'http://192.168.1.20:8000/join/K7QX'
  const { side, path } = qrDrawing(text)
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const painted = new Set<string>()
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let i = 0; i < Number(run); i++) painted.add(`${Number(x) + i - QUIET_MODULES},${Number(y) - QUIET_MODULES}`)
  }
  const dark = new Set<string>()
  for (let y = 0; y < modules.size; y++) for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) dark.add(`${x},${y}`)
  assert.equal(side, modules.size + 8)
  assert.deepEqual(painted, dark)
})
