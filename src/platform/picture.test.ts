import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pictureFacts } from './picture.ts'

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
const u16 = (n: number) => [n >> 8, n & 255]
const u32 = (n: number) => [0, 0, n >> 8, n & 255]

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACUAAAAXCAYAAACMLIalAAAARklEQVR4AezSsQkAQAgEwcfKvjRLszNtYUOFFcwukPEif/W2jbdwPIo+RSmlqADN2SmlqADN2SmlqADN2SmlqADN2anTUgMAAP//j/XdrAAAAAZJREFUAwDmflyKAHpItgAAAABJRU5ErkJggg==',
  'base64',
)
const jpeg = bytes(
  [0xff, 0xd8, 0xff, 0xe0],
  u16(16),
  'JFIF\0',
  [1, 1, 0, 0, 1, 0, 1, 0, 0],
  [0xff, 0xff, 0xc4],
  u16(4),
  [1, 2],
  [0xff, 0xc2],
  u16(17),
  [8],
  u16(23),
  u16(37),
  [3],
)
const riff = (kind: string, ...body: number[][]) => bytes('RIFF', u32(0), 'WEBP', kind, u32(0), ...body)
const lossy = riff('VP8 ', [0x30, 3, 0, 0x9d, 1, 0x2a, 37, 0x40, 23, 0])
const lossless = riff('VP8L', [0x2f, 0x24, 0x80, 5, 0])
const extended = riff('VP8X', [0x30, 0, 0, 0], [36, 0, 0], [22, 0, 0])
const box = (kind: string, ...body: Buffer[]) => bytes(u32(8 + Buffer.concat(body).length), kind, [...Buffer.concat(body)])
const sized = (width: number, height: number) => box('ispe', bytes(u32(0), u32(width), u32(height)))
const avifOf = (brand: string, ...sizes: Buffer[]) =>
  Buffer.concat([
    box('ftyp', bytes('mif1', u32(0), brand)),
    box('meta', bytes(u32(0)), box('hdlr', bytes('pict')), box('iprp', box('ipco', ...sizes))),
    box('mdat', bytes('…')),
  ])
const avif = avifOf('avif', sized(16, 16), sized(37, 23))

test('LK-194: a picture of the four kinds is known by its bytes, with its size', () => {
  const size = { width: 37, height: 23 }
  assert.deepEqual(pictureFacts(png), { type: 'image/png', ...size })
  assert.deepEqual(pictureFacts(jpeg), { type: 'image/jpeg', ...size })
  for (const one of [lossy, lossless, extended]) assert.deepEqual(pictureFacts(one), { type: 'image/webp', ...size })
  assert.deepEqual(pictureFacts(avif), { type: 'image/avif', ...size })
})

test('drawings, scripts, other containers and pictures of no size are none', () => {
  const others = [
    '',
    'GIF89a',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '%PDF-1.7',
    '<!doctype html>',
    'RIFF\0\0\0\0WAVEfmt ',
  ]
  for (const other of others) assert.equal(pictureFacts(Buffer.from(other.padEnd(64, '\n'))), null, other)
  assert.equal(pictureFacts(avifOf('heic', sized(37, 23))), null)
  assert.equal(pictureFacts(avifOf('avif')), null)
  assert.equal(pictureFacts(avifOf('avif', sized(0, 23))), null)
  assert.equal(pictureFacts(Buffer.concat([png.subarray(0, 16), Buffer.alloc(16)])), null)
})

test('a picture that is cut short anywhere is told or refused, and never a fault; nor is noise behind the right beginning', () => {
  for (const whole of [png, jpeg, lossy, lossless, extended, avif])
    for (let n = 0; n < whole.length; n++) {
      const facts = pictureFacts(whole.subarray(0, n))
      assert.ok(facts === null || (facts.width > 0 && facts.height > 0))
    }
  for (let i = 0; i < 2_000; i++) {
    const noise = Buffer.from([jpeg, lossy, avif][i % 3] ?? jpeg)
    for (let n = 0; n < 6; n++) noise[4 + ((i * 31 + n * 17) % (noise.length - 4))] = (i * 7 + n * 101) & 255
    pictureFacts(noise)
  }
})
