import { Sender } from 'ws'
import type { DownFrame } from '../../contract/frames.ts'

/** A message as the bytes that go over the line, made once and written to many. The server's frames are not masked (RFC 6455, 5.1). */
export function frameOf(message: DownFrame): Buffer {
  const payload = Buffer.from(JSON.stringify(message))
  return Buffer.concat(Sender.frame(payload, { fin: true, opcode: 1, mask: false, readOnly: true, rsv1: false }))
}
