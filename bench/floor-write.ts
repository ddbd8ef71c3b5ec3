import { type AddressInfo, createServer, type Socket } from 'node:net'

/** The floor of fan-out: the same bytes written to every socket, no protocol at all. One byte from anybody starts a round of the announced size. */
const sockets = new Set<Socket>()
const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket)
  socket.on('data', (data) => {
    const bytes = Buffer.alloc(data.readUInt32BE(0), 120)
    for (const one of sockets) one.write(bytes)
  })
  socket.on('close', () => sockets.delete(socket))
  socket.on('error', () => sockets.delete(socket))
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => process.exit(0))
