import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type App, eventually, openApp } from '../../../test/app.ts'
import { act, cloud, type Hall, openHall, openWorld, plain, pollOf, refusalOf, type World } from '../../../test/world.ts'
import type { ChannelBinding } from '../../contract/meeting.schema.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { freshToken, hashOf, system } from '../../modules/people/index.ts'
import { makeJobs, type Told } from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})

interface Said {
  readonly binding: ChannelBinding
  readonly what: Told
}

/** The jobs over channels that can be cut off. */
function jobsOf() {
  const said: Said[] = []
  const line = { isUp: true }
  const tell = async (binding: ChannelBinding, what: Told) => {
    if (!line.isUp) throw new Error('no connection')
    said.push({ binding, what })
  }
  return {
    said,
    line,
    jobs: makeJobs({
      db: world.db,
      tell,
      dropOldAccounts: async () => {},
      tellTopic: async () => false,
      mailTopic: async () => false,
      wake: { mails: () => {} },
    }),
  }
}
const promised = (kind: string, hall: Hall) =>
  plain(world.jobs).filter((job) => job.kind === kind && job.payload.meeting === hall.meeting)

async function boundHall(...channels: string[]): Promise<Hall> {
  await world.client`delete from meetings_channels`
  const hall = await openHall(world, [pollOf('Left', 'Right'), cloud], ['start'])
  for (const channel of channels)
    await world.db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, { network: 'irc', channel }))
  return hall
}

test('what opens and what came of it is promised to each bound channel, once, under one key each', async () => {
  const hall = await boundHall('#one', '#two')
  await act(world, hall, 'open', 'close', 'results')
  const told = promised('tell-channel', hall)
  assert.deepEqual(
    told.map((job) => [job.payload.what, job.payload.channel]),
    [
      ['opened', '#one'],
      ['opened', '#two'],
      ['results', '#one'],
      ['results', '#two'],
    ],
  )
  assert.equal(new Set(told.map((job) => job.key)).size, 4)
})

test('a channel is told while the meeting stands there, again and again until it is reached', async () => {
  const hall = await boundHall('#one')
  await act(world, hall, 'open')
  const { said, line, jobs } = jobsOf()
  const [opened] = promised('tell-channel', hall)
  line.isUp = false
  await assert.rejects(jobs['tell-channel'].run(opened?.payload), /no connection/)
  line.isUp = true
  await jobs['tell-channel'].run(opened?.payload)
  assert.deepEqual([said.length, said[0]?.binding.channel, said[0]?.what.prefix, said[0]?.what.tally], [1, '#one', '#', null])
})

test('what was promised is dropped in silence when the meeting has moved on', async () => {
  const hall = await boundHall('#one')
  await act(world, hall, 'open', 'close')
  const { said, jobs } = jobsOf()
  const [opened] = promised('tell-channel', hall)
  await jobs['tell-channel'].run(opened?.payload)
  await act(world, hall, 'results', 'next', 'back')
  for (const job of promised('tell-channel', hall).slice(0, 2)) await jobs['tell-channel'].run(job.payload)
  await world.db.write((tx) => meetings.deleteMeeting(tx, system, hall.meeting))
  for (const job of promised('tell-channel', hall)) await jobs['tell-channel'].run(job.payload)
  assert.deepEqual(said, [])
})

test('the timer closes that opening, and no later one', async () => {
  const hall = await boundHall()
  const atOf = async () => (await world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))).view.at
  await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open', 30))
  const { jobs } = jobsOf()
  const [closing] = promised('close-activity', hall)
  await act(world, hall, 'close', 'open')
  await jobs['close-activity'].run(closing?.payload)
  assert.equal(await atOf(), 'open')
  await act(world, hall, 'close')
  await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open', 30))
  for (const job of promised('close-activity', hall)) await jobs['close-activity'].run(job.payload)
  assert.equal(await atOf(), 'closed')
  await jobs['close-activity'].run(promised('close-activity', hall).at(-1)?.payload)
  assert.equal(await atOf(), 'closed')
})

test('a payload of no sense is a fault, not a change', async () => {
  const { jobs } = jobsOf()
  for (const payload of [null, {}, { meeting: 'x' }, 'close']) {
    await assert.rejects(jobs['close-activity'].run(payload))
    await assert.rejects(jobs['tell-channel'].run(payload))
  }
})

test('the nightly tidying forgets old news and ended sign-ins, keeps the rest and every number', async () => {
  const hall = await boundHall()
  const feed = `meeting:${hall.meeting}`
  await act(world, hall, 'open', 'close')
  await world.client`update platform_changes set at = at - interval '8 days' where feed = ${feed} and seq = 1`
  const person = (
    await world.client`insert into people_persons (id, name, made_at) values (gen_random_uuid(), 'Ann', now()) returning id`
  )[0]?.id
  for (const days of [-1, 1])
    await world.client`insert into people_sign_ins values (${hashOf(freshToken())}, ${person}, now(), ${new Date(world.clock.now.getTime() + days * 86_400_000)})`
  const seq = async () => (await world.client`select seq from platform_feeds where name = ${feed}`)[0]?.seq
  const before = await seq()
  assert.equal(await refusalOf(jobsOf().jobs['tidy-up'].run({})), null)
  const left = await world.client`select seq from platform_changes where feed = ${feed} order by seq`
  assert.deepEqual([left[0]?.seq, left.length, await seq()], [2, Number(before) - 1, before])
  assert.equal((await world.client`select 1 from people_sign_ins`).length, 1)
})

test('the queue itself closes an activity in time, and tries a channel nobody is in again', async () => {
  const app: App = await openApp()
  const hall = await openHall(app.world, [pollOf('Left', 'Right')], ['start'])
  await app.world.db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, { network: 'irc', channel: '#nobody' }))
  await app.world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open', 1))
  const jobs = async (name: string) => app.world.client.unsafe(`select state, retry_count from jobs.job where name = '${name}'`)
  await eventually('that the channel is tried', async () => (await jobs('tell-channel'))[0]?.state === 'retry')
  const closed = async () => (await app.world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))).view.at
  await eventually('that it closes', async () => (await closed()) === 'closed')
  // The meeting has moved on: the next try ends the promise.
  await eventually('that the channel is let be', async () => (await jobs('tell-channel'))[0]?.state === 'completed')
  await app.close()
})
