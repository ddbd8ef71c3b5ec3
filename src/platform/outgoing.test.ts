import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcp } from 'node:net'
import { after, test } from 'node:test'
import { isPublic, OutgoingFault, openOutgoing, type Resolve } from './outgoing.ts'

const closers: (() => void)[] = []
after(() => closers.forEach((close) => close()))

async function listening(server: Server | ReturnType<typeof createTcp>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}
const asked = { method: 'GET', timeoutMs: 2_000, responseBytesMax: 1_000 } as const
const whyOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => (error instanceof OutgoingFault ? error.why : error),
  )

test('private and special addresses are none of the public, in whatever clothes they come', () => {
  for (const address of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '100::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    'localhost',
    '',
  ])
    assert.equal(isPublic(address), false, address)
  for (const address of ['1.1.1.1', '172.15.0.1', '172.32.0.1', '::ffff:1.1.1.1', '2606:4700::1111', '2a00:1450::1'])
    assert.equal(isPublic(address), true, address)
})

test('what leads into a private network is refused, however it is written, unless that address is allowed', async () => {
  const port = await listening(createServer((_, response) => response.end('inside')))
  const closed = openOutgoing([])
  for (const host of [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::1]',
    'localhost',
    '0',
  ])
    assert.equal(await whyOf(closed.fetch(`http://${host}:${port}/`, asked)), 'private', host)
  const open = openOutgoing(['127.0.0.0/8'])
  assert.equal(String((await open.fetch(`http://127.0.0.1:${port}/`, asked)).body), 'inside')
  assert.equal(await whyOf(open.fetch(`http://[::1]:${port}/`, asked)), 'private')
  assert.equal(await whyOf(openOutgoing(['10.0.0.0/8']).fetch(`http://127.0.0.1:${port}/`, asked)), 'private')
})

test('a name with one private address among its public ones is refused', async () => {
  const both: Resolve = async () => [
    { address: '1.1.1.1', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ]
  assert.equal(await whyOf(openOutgoing([], both).fetch('http://example.org/', asked)), 'private')
  const unknown: Resolve = async () => Promise.reject(new Error('ENOTFOUND'))
  assert.equal(await whyOf(openOutgoing([], unknown).fetch('http://example.org/', asked)), 'unknown-host')
  assert.equal(await whyOf(openOutgoing([], async () => []).fetch('http://example.org/', asked)), 'unknown-host')
})

test('the connection goes to the address that was looked at, though the name means another one a moment later', async () => {
  const port = await listening(createServer((request, response) => response.end(`for ${request.headers.host}`)))
  let times = 0
  const moving: Resolve = async () => [{ address: times++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }]
  const { body } = await openOutgoing(['127.0.0.1'], moving).fetch(`http://moving.example.org:${port}/`, asked)
  assert.deepEqual([String(body), times], [`for moving.example.org:${port}`, 1])
})

test('redirects are answers, not followed', async () => {
  const inside = await listening(createServer((_, response) => response.end('inside')))
  const port = await listening(
    createServer((_, response) => response.writeHead(302, { location: `http://127.0.0.1:${inside}/` }).end('away')),
  )
  const { status, body } = await openOutgoing(['127.0.0.1']).fetch(`http://127.0.0.1:${port}/`, asked)
  assert.deepEqual([status, String(body)], [302, 'away'])
})

test('time and bytes have a limit', async () => {
  const endless = await listening(
    createServer((_, response) => {
      const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
      response.on('close', () => clearInterval(timer))
    }),
  )
  const open = openOutgoing(['127.0.0.1'])
  const { body, isCut } = await open.fetch(`http://127.0.0.1:${endless}/`, asked)
  assert.deepEqual([body.length, isCut], [1_000, true])
  const silent = await listening(createServer(() => {}))
  assert.equal(await whyOf(open.fetch(`http://127.0.0.1:${silent}/`, { ...asked, timeoutMs: 100 })), 'timeout')
  const drips = await listening(
    createServer((_, response) => {
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    }),
  )
  assert.equal(await whyOf(open.fetch(`http://127.0.0.1:${drips}/`, { ...asked, timeoutMs: 200 })), 'timeout')
})

test('whatever goes wrong has a name', async () => {
  const open = openOutgoing(['127.0.0.1'])
  const dead = createTcp((socket) => socket.destroy())
  const port = await listening(dead)
  assert.equal(await whyOf(open.fetch(`http://127.0.0.1:${port}/`, asked)), 'unreachable')
  assert.equal(await whyOf(open.fetch(`https://127.0.0.1:${port}/`, asked)), 'unreachable')
  for (const unfit of ['ftp://example.org/', 'file:///etc/passwd', 'http://me:pw@example.org/', 'example.org', ''])
    assert.equal(await whyOf(open.fetch(unfit, asked)), 'unfit', unfit)
})
