/** What a picture is by its own first bytes, whatever it was called: its type and size. Null: none of the four kinds, or damaged. */
export interface PictureFacts {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/avif'
  readonly width: number
  readonly height: number
}

export function pictureFacts(bytes: Uint8Array): PictureFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const found = png(view) ?? jpeg(view) ?? webp(view) ?? avif(view)
    return found && found.width > 0 && found.height > 0 ? found : null
  } catch (error) {
    // It ends before it said how large it is.
    if (error instanceof RangeError) return null
    throw error
  }
}

function png(view: DataView): PictureFacts | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || word(view, 12) !== 'IHDR') return null
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

const SEGMENTS_MAX = 1_000

/** The size stands in the frame's header, behind any number of other segments. */
function jpeg(view: DataView): PictureFacts | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2, n = 0; n < SEGMENTS_MAX; n++) {
    if (view.getUint8(at) !== 0xff) return null
    const kind = view.getUint8(at + 1)
    const isFrame = kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc
    if (isFrame) return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    if (kind === 0xff) at += 1
    else at += 2 + view.getUint16(at + 2)
  }
  return null
}

function webp(view: DataView): PictureFacts | null {
  if (word(view, 0) !== 'RIFF' || word(view, 8) !== 'WEBP') return null
  const type = 'image/webp'
  switch (word(view, 12)) {
    case 'VP8X':
      return { type, width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }
    case 'VP8L': {
      if (view.getUint8(20) !== 0x2f) return null
      const bits = view.getUint32(21, true)
      return { type, width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
    }
    case 'VP8 ':
      if (uint24(view, 23) !== 0x2a019d) return null
      return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    default:
      return null
  }
}

/** Boxes within boxes: the largest size that is written in `meta/iprp/ipco/ispe`; grids have one for each tile and one for the whole. */
function avif(view: DataView): PictureFacts | null {
  if (word(view, 4) !== 'ftyp') return null
  const brands = Array.from({ length: Math.max(0, (view.getUint32(0) - 8) / 4) }, (_, i) => i)
  if (!brands.some((i) => i !== 1 && /^avi[fs]$/.test(word(view, 8 + 4 * i)))) return null
  const sizes = boxes(view, 0, view.byteLength, 'meta')
    .flatMap(([from, to]) => boxes(view, from + 4, to, 'iprp'))
    .flatMap(([from, to]) => boxes(view, from, to, 'ipco'))
    .flatMap(([from, to]) => boxes(view, from, to, 'ispe'))
    .map(([from]) => ({ width: view.getUint32(from + 4), height: view.getUint32(from + 8) }))
  const largest = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
  return largest ? { type: 'image/avif', ...largest } : null
}

const BOXES_MAX = 1_000

/** Where the content of each box of this kind begins and ends. */
function boxes(view: DataView, from: number, to: number, kind: string): [number, number][] {
  const found: [number, number][] = []
  for (let at = from, n = 0; at + 8 <= to && n < BOXES_MAX; n++) {
    const size = view.getUint32(at) || to - at
    if (size < 8) break
    if (word(view, at + 4) === kind) found.push([at + 8, Math.min(to, at + size)])
    at += size
  }
  return found
}

const word = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
