import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bus, openLocalBus, openNatsBus } from './bus.ts'
import { silentLog } from './log.ts'

const PROGRAM = ['/usr/sbin/nats-server', '/usr/bin/nats-server'].find(existsSync)
const children = new Set<ChildProcess>()
const open = new Set<Bus>()

after(async () => {
  for (const bus of open) await bus.close().catch(() => {})
  for (const child of children) await ended(child)
})

async function ended(child: ChildProcess): Promise<void> {
  children.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function natsServer(port: number): Promise<ChildProcess> {
  const child = spawn(PROGRAM ?? '', ['-a', '127.0.0.1', '-p', `${port}`], { stdio: 'ignore' })
  children.add(child)
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const up = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (up) return child
    assert.equal(child.exitCode, null, 'nats-server has ended')
    await sleep(20)
  }
}

function hearing(bus: Bus): string[][] {
  const heard: string[][] = []
  bus.onWake((feeds) => heard.push([...feeds]))
  return heard
}

async function openNode(port: number): Promise<{ bus: Bus; heard: string[][] }> {
  const bus = await openNatsBus(`nats://127.0.0.1:${port}`, silentLog)
  open.add(bus)
  return { bus, heard: hearing(bus) }
}

async function until(what: string, done: () => boolean, msMax = 15_000): Promise<void> {
  const end = Date.now() + msMax
  while (!done()) {
    assert.ok(Date.now() < end, `not within ${msMax} ms: ${what}`)
    await sleep(10)
  }
}

test('one program: everybody who hears is woken, until he stops hearing or the bus is closed', async () => {
  const bus = openLocalBus()
  const [one, two]: [unknown[], unknown[]] = [[], []]
  const stop = bus.onWake((feeds) => one.push(feeds))
  bus.onWake((feeds) => two.push(feeds))
  await bus.publish(['a', 'b'])
  stop()
  stop()
  await bus.publish(['c'])
  await bus.close()
  await bus.publish(['d'])
  assert.deepEqual({ one, two, many: bus.many }, { one: [['a', 'b']], two: [['a', 'b'], ['c']], many: false })
})

describe('many nodes', { skip: PROGRAM ? false : 'nats-server is not installed' }, () => {
  test('a wake-up reaches every other node, and its own once', async () => {
    const port = await freePort()
    await natsServer(port)
    const nodes = [await openNode(port), await openNode(port), await openNode(port)]
    await sleep(100)
    await nodes[0]?.bus.publish(['meeting:1', 'board:ü'])
    assert.deepEqual(nodes[0]?.heard, [['meeting:1', 'board:ü']])
    await until('all heard', () => nodes.every((one) => one.heard.length === 1))
    await sleep(200)
    assert.deepEqual(
      nodes.map((one) => [one.heard, one.bus.many]),
      nodes.map(() => [[['meeting:1', 'board:ü']], true]),
    )
  })

  test('what is no list of names is not heard', async () => {
    const port = await freePort()
    await natsServer(port)
    const node = await openNode(port)
    const socket = connect(port, '127.0.0.1')
    for (const text of ['', 'x', '{}', '[1]', 'null', '["a",null]', '["fine"]'])
      socket.write(`PUB plenary.feeds ${Buffer.byteLength(text)}\r\n${text}\r\n`)
    await until('the good one is heard', () => node.heard.length > 0)
    socket.destroy()
    assert.deepEqual(node.heard, [['fine']])
  })

  test('while the server is gone a node wakes its own and no command fails; when it is back, all hear again', async () => {
    const port = await freePort()
    const server = await natsServer(port)
    const [one, two] = [await openNode(port), await openNode(port)]
    await ended(server)
    await sleep(100)
    for (let i = 0; i < 20; i++) await one.bus.publish([`gone ${i}`])
    assert.equal(one.heard.length, 20)
    await natsServer(port)
    let n = 0
    const last = () => two.heard.at(-1)?.[0] ?? ''
    await until('the other hears again', () => {
      void one.bus.publish([`back ${n++}`])
      return last().startsWith('back')
    })
    const before = one.heard.length
    await two.bus.publish(['other way'])
    await until('both ways', () => one.heard.slice(before).some((feeds) => feeds[0] === 'other way'))
  })

  test('closing ends soon, whether the server is there or not, and then nothing is heard', async () => {
    const port = await freePort()
    const server = await natsServer(port)
    const [one, two] = [await openNode(port), await openNode(port)]
    await one.bus.close()
    open.delete(one.bus)
    await two.bus.publish(['after'])
    await sleep(100)
    assert.deepEqual(one.heard, [])
    await ended(server)
    await sleep(100)
    const since = Date.now()
    await two.bus.close()
    open.delete(two.bus)
    assert.ok(Date.now() - since < 3_000)
  })

  test('a server that cannot be reached is refused at the start', async () => {
    await assert.rejects(openNatsBus(`nats://127.0.0.1:${await freePort()}`, silentLog))
  })
})
