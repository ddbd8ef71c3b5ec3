import type { DownFrame } from '../../contract/frames.ts'

/**
 * A message as the bytes that go over the line, made once and written to many: one whole, unmasked frame of text
 * (RFC 6455, 5.2: a first byte of 0x81, then the length in 1, 3 or 9 bytes).
 */
export function frameOf(message: DownFrame): Buffer {
  const text = JSON.stringify(message)
  const bytes = Buffer.byteLength(text)
  const head = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + bytes)
  frame[0] = 0x81
  if (head === 2) frame[1] = bytes
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(bytes, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(bytes), 2)
  }
  frame.write(text, head)
  return frame
}
