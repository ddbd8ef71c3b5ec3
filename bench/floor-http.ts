import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The floor of reading: a bare server that answers every request with as many bytes, from memory. */
const bytes = Buffer.alloc(Number(process.argv[2] ?? 1_000), 120)
const server = createServer((_, response) => response.end(bytes))
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => process.exit(0))
