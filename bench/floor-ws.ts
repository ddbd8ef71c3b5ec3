import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

/** The floor of a live poll: plain `ws`, no database, no permission; "open" is told to all, an answer is acknowledged at once. */
const server = createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) =>
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data))
    if (frame.say === 'open') for (const one of sockets.clients) one.send(frame.text)
    else if (frame.say === 'call') socket.send(JSON.stringify({ id: frame.id, reply: { counted: true } }))
  }),
)
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => process.exit(0))
