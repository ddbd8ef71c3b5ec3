import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { id, newPerson, openWorld, personWith, refusalOf } from '../../../test/world.ts'
import type { MailId } from '../../contract/mails.schema.ts'
import { openSeal } from '../../platform/seal.ts'
import { changeSettings } from '../instance/index.ts'
import { acts, system } from '../people/index.ts'
import * as mails from './index.ts'
import { giveUpAt, nextTry, plainAnswer } from './rules.ts'

const world = await openWorld()
const seal = openSeal('a secret that is long enough for tests')
const owner = personWith('Olive', { role: 'owner', event: null })
const MINUTE_MS = 60_000

const server = (url: string | null) => world.db.write((tx) => changeSettings(tx, system, { mail: { url } }, seal))
beforeEach(async () => {
  await world.client`delete from mails_mails`
  await world.client`delete from people_acts`
  await server('smtp://mail.example.org')
  world.jobs.length = 0
})

async function promised(more: Partial<mails.NewMail> = {}): Promise<MailId> {
  const mail = id<MailId>()
  const facts = { name: 'Ann', code: 'top-secret', hours: 2 }
  const whole = { id: mail, to: 'ann@example.org', language: 'en', kind: 'confirm-address', facts, ...more } as mails.NewMail
  await world.db.write((tx) => mails.enqueue(tx, whole, seal))
  return mail
}
const take = (max = 10) => world.db.write((tx) => mails.take(tx, max, seal))
async function takeOne(): Promise<mails.Taken> {
  const [mail] = await take(1)
  assert.ok(mail)
  return mail
}
const settle = (mail: mails.Taken, outcome: mails.Outcome) => world.db.write((tx) => mails.settle(tx, mail, outcome))
const listed = async () => (await world.db.read((tx) => mails.mails(tx, owner, {}))).mails

test('VN-108: a mail waits from the commit on, is handed out once with what it is made of, and forgotten when it was sent', async () => {
  const mail = await promised()
  assert.deepEqual(
    world.jobs.map((job) => [job.kind, job.key]),
    [['send-mails', `${mail}/0`]],
  )
  const taken = await takeOne()
  assert.deepEqual(
    [taken.id, taken.to, taken.tries, taken.content],
    [mail, 'ann@example.org', 1, { kind: 'confirm-address', facts: { name: 'Ann', code: 'top-secret', hours: 2 } }],
  )
  assert.deepEqual(await take(), [])
  await settle(taken, { kind: 'sent', answer: '250 taken' })
  const [card] = await listed()
  assert.deepEqual([card?.state, card?.answer, card?.dueAt], ['sent', '250 taken', null])
  const { content } = await world.db.write((tx) => mails.readMail(tx, owner, mail, seal))
  assert.equal(content, null)
})

test('what a mail says is nowhere in the rows in clear', async () => {
  const mail = await promised()
  const rows = JSON.stringify(await world.client`select * from mails_mails where id = ${mail}`)
  assert.ok(!rows.includes('top-secret') && !rows.includes('Ann'))
  const [foreign] = await world.db.write((tx) => mails.take(tx, 1, openSeal('another secret, as after a restore')))
  assert.equal(foreign?.content, null)
})

test('a command that is rolled back promises nothing, and the same id is the same mail', async () => {
  await assert.rejects(
    world.db.write(async (tx) => {
      const facts = { name: 'Ann' }
      await mails.enqueue(tx, { id: id(), to: 'a@example.org', language: 'en', kind: 'password-changed', facts }, seal)
      throw new Error('the command failed')
    }),
  )
  assert.deepEqual([await listed(), world.jobs.length], [[], 0])
  const mail = await promised()
  await promised({ id: mail, to: 'eve@example.org' })
  assert.deepEqual(
    (await listed()).map(({ to }) => to),
    ['ann@example.org'],
  )
  assert.equal(world.jobs.length, 1)
})

test('what is no single address is refused', async () => {
  for (const to of ['', 'ann', 'a@b.org, c@d.org', 'a@b.org\r\nBcc: c@d.org', 'Ann <a@b.org>', 'a@b', `${'a'.repeat(250)}@b.org`])
    assert.equal(await refusalOf(promised({ to })), 'bad-input', to)
})

test('without a server mails are kept, and nobody tries; with one they can be sent', async () => {
  await server(null)
  const mail = await promised()
  assert.deepEqual([(await listed())[0]?.state, world.jobs.length, await take()], ['kept', 0, []])
  const send = () => world.db.write((tx) => mails.sendAgain(tx, owner, mail, 1))
  assert.equal(await refusalOf(send()), 'no-mail-server')
  assert.equal(
    await refusalOf(world.db.write((tx) => mails.sendTest(tx, owner, id(), { to: 'a@b.org', language: 'en' }, seal))),
    'no-mail-server',
  )
  await server('smtp://mail.example.org')
  await send()
  assert.equal((await takeOne()).id, mail)
})

test('what could not be sent is tried again, later and later, until it would be too late', async () => {
  await promised()
  const waits: number[] = []
  for (;;) {
    const taken = await takeOne()
    await settle(taken, { kind: 'later', answer: '451 not now' })
    const [card] = await listed()
    assert.equal(card?.answer, '451 not now')
    if (card?.state === 'failed') break
    assert.ok(card?.dueAt)
    waits.push(card.dueAt.getTime() - world.clock.now.getTime())
    world.clock.forward((waits.at(-1) ?? 0) - 1)
    assert.deepEqual(await take(), [])
    world.clock.forward(1)
  }
  assert.deepEqual(
    waits.map((ms) => ms / 1_000),
    [10, 60, 300, 900, 1_800, 3_600],
  )
  assert.deepEqual(await take(), [])
})

test('what a server refused for good is not tried again, but by an owner', async () => {
  const mail = await promised()
  await settle(await takeOne(), { kind: 'refused', answer: '550 nobody of this name' })
  world.clock.forward(60 * MINUTE_MS)
  assert.deepEqual(await take(), [])
  const [card] = await listed()
  assert.deepEqual([card?.state, card?.answer], ['refused', '550 nobody of this name'])
  for (const _ of ['asked', 'asked again']) await world.db.write((tx) => mails.sendAgain(tx, owner, mail, 2))
  assert.equal(await refusalOf(world.db.write((tx) => mails.sendAgain(tx, owner, mail, 4))), 'conflict')
  const again = await takeOne()
  assert.deepEqual([again.id, again.tries], [mail, 2])
  await settle(again, { kind: 'sent', answer: '250 taken' })
  assert.equal(await refusalOf(world.db.write((tx) => mails.sendAgain(tx, owner, mail, 3))), 'mail-gone')
})

test('a try whose program died is followed by another, and its late word counts for nothing', async () => {
  await promised()
  const lost = await takeOne()
  world.clock.forward(mails.TRY_MS_MAX - 1)
  assert.deepEqual(await take(), [])
  world.clock.forward(1)
  const second = await takeOne()
  assert.equal(second.tries, 2)
  await settle(lost, { kind: 'refused', answer: '550 late' })
  assert.equal((await listed())[0]?.state, 'queued')
  await settle(second, { kind: 'sent', answer: '250 taken' })
  assert.equal((await listed())[0]?.state, 'sent')
})

test('many who take at once never take the same', async () => {
  for (let i = 0; i < 20; i++) await promised()
  const all = (await Promise.all(Array.from({ length: 8 }, () => take(3)))).flat().map((mail) => mail.id)
  assert.deepEqual([all.length, new Set(all).size], [20, 20])
})

test('mails are for owners alone, and reading one with a code is written down', async () => {
  const mail = await promised()
  const organizer = personWith('Otto', { role: 'organizer', event: null })
  const asked = [
    () => world.db.read((tx) => mails.mails(tx, organizer, {})),
    () => world.db.write((tx) => mails.readMail(tx, organizer, mail, seal)),
    () => world.db.write((tx) => mails.sendAgain(tx, organizer, mail, 1)),
    () => world.db.write((tx) => mails.dropMail(tx, organizer, mail)),
    () => world.db.write((tx) => mails.sendTest(tx, organizer, id(), { to: 'a@b.org', language: 'en' }, seal)),
  ]
  for (const one of asked) assert.equal(await refusalOf(one()), 'not-allowed')
  await world.db.write((tx) => mails.readMail(tx, owner, mail, seal))
  await world.db.write((tx) => mails.dropMail(tx, owner, mail))
  assert.equal(await refusalOf(world.db.write((tx) => mails.readMail(tx, owner, mail, seal))), 'not-found')
  const told = await world.db.read((tx) => acts(tx, owner, { act: 'mail' }))
  assert.deepEqual(
    told.acts.map((one) => [one.act, one.subject]),
    [
      ['mail.drop', `mail:${mail}`],
      ['mail.read', `mail:${mail}`],
    ],
  )
})

test('the list has pages, a count of each state, and one state alone', async () => {
  const all: MailId[] = []
  for (let i = 0; i < 60; i++) all.unshift(await promised())
  await settle(await takeOne(), { kind: 'refused', answer: '550 no' })
  const first = await world.db.read((tx) => mails.mails(tx, owner, {}))
  assert.deepEqual([first.mails.map((mail) => mail.id), first.next], [all.slice(0, 50), all[49]])
  const rest = await world.db.read((tx) => mails.mails(tx, owner, { after: all[49] }))
  assert.deepEqual([rest.mails.map((mail) => mail.id), rest.next], [all.slice(50), null])
  assert.deepEqual(first.counts, { queued: 59, kept: 0, sent: 0, refused: 1, failed: 0 })
  const refused = await world.db.read((tx) => mails.mails(tx, owner, { state: 'refused' }))
  assert.deepEqual(
    refused.mails.map((mail) => mail.id),
    [all.at(-1)],
  )
})

test('mails go with the person they are about, and all of them after thirty days', async () => {
  const [ann, bob] = [newPerson(), newPerson()]
  const ofAnn = await promised({ person: ann })
  const ofBob = await promised({ person: bob })
  assert.deepEqual(
    (await world.db.read((tx) => mails.mailsOf(tx, [ann]))).map((mail) => mail.id),
    [ofAnn],
  )
  await world.db.write((tx) => mails.forgetMails(tx, [ann]))
  assert.deepEqual(
    (await listed()).map((mail) => mail.id),
    [ofBob],
  )
  await settle(await takeOne(), { kind: 'sent', answer: '250' })
  const waits = await promised()
  world.clock.forward(31 * 24 * 60 * MINUTE_MS)
  await world.db.write(mails.dropOldMails)
  assert.deepEqual(
    (await listed()).map((mail) => mail.id),
    [waits],
  )
})

test('times and words of the rules', () => {
  const now = new Date('2026-06-01T00:00:00Z')
  assert.equal(giveUpAt({ name: 'Ann', code: 'x', hours: 1 }, now).toISOString(), '2026-06-01T01:00:00.000Z')
  assert.equal(giveUpAt({ name: 'Ann' }, now).toISOString(), '2026-06-02T00:00:00.000Z')
  assert.equal(nextTry(1, now, new Date(now.getTime() + 10_000)), null)
  assert.equal(nextTry(1_000, now, new Date('2030-01-01T00:00:00Z'))?.toISOString(), '2026-06-01T04:00:00.000Z')
  assert.equal(plainAnswer(`550\r\n<b>no\u202e\u0000${'x'.repeat(500)}`).length, 300)
  assert.equal(plainAnswer(' 550 5.1.1\r\n no \u202e one\u0007 '), '550 5.1.1 no one')
})
