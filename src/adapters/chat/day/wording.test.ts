import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { aDay, fetched, hear, is, now, world } from '../../../../test/chat-rows.ts'
import { id } from '../../../../test/world.ts'
import type { EventId } from '../../../contract/meeting.schema.ts'
import type { BookingId, SlotCode, TrackName } from '../../../contract/schedule.schema.ts'
import * as board from '../../../modules/board/index.ts'
import { system } from '../../../modules/people/index.ts'
import * as schedule from '../../../modules/schedule/index.ts'
import { boardWords } from '../../../words/board/all.ts'
import type { BoardWords } from '../../../words/board/en.ts'
import { type Language, languages } from '../../../words/languages.ts'

fetched.set('https://x.example/ok', JSON.stringify({ tracks: ['salt'] }))
fetched.set('https://x.example/list', '[]')

/** Every line that is answered, one event each; what was said before it stands before it. */
const answered: readonly (readonly string[])[] = [
  ['alice: #help'],
  ['alice> dance'],
  ['alice> in'],
  ['alice> in kelp'],
  ['alice> in #nope'],
  ['alice> out now'],
  ['alice> out'],
  ['alice> in kelp', 'alice> out', 'alice> out'],
  ['alice> seen'],
  ['alice> seen Bob', 'Bob> in kelp', 'alice> seen Bob', 'Bob> out', 'alice> seen Bob'],
  ['alice> in kelp', 'alice> hide', 'alice> show'],
  [
    'alice> subscribe',
    'alice> subscribe (',
    'alice> subscribe a',
    'alice> subscribe',
    'alice> subscribe b',
    'alice> unsubscribe',
  ],
  ['alice: ~list'],
  ['op: ~requirevoice', 'alice: #kelp now x'],
  ['alice: #nope now x'],
  ['alice: #kelp', 'alice: #kelp quotas', 'alice: #kelp now', 'alice: #kelp next', 'alice: #kelp clean all'],
  [
    'alice: #kelp etherpad',
    'alice: #kelp url a b',
    'alice: #kelp url data:x',
    'alice: #kelp color a b',
    'alice: #kelp color nope',
  ],
  ['alice: #kelp book', 'alice: #kelp unbook', 'alice: #kelp book Jetty-FriP1', 'alice: #tides book Jetty-FriP1'],
  ['alice: #tides unbook Quay-TueP2', 'alice: #tides unbook Quay-TueP2'],
  ['alice: #gulls now nests'],
  Array.from({ length: 21 }, (_, n) => `alice: #tides next ${n}`),
  ['op: ~list', 'op: ~add', 'op: ~add in', 'op: ~del gulls kelp tides', 'op: ~list'],
  [`op: ~add ${Array.from({ length: 501 }, (_, n) => `t${n}`).join(' ')}`],
  ['op: ~motd', 'op: ~motd sing', 'op: ~motd add info', 'op: ~motd add loud x', 'op: ~motd del', 'op: ~motd del 7'],
  ['op: ~motd reorder', 'op: ~motd clean all'],
  [
    'op: ~fetchdb',
    'op: ~fetchdb https://x.example/list',
    'op: ~fetchdb https://x.example/ok',
    'op: ~fetchdb https://x.example/none',
  ],
  ['op: ~dance', 'op: ~undo', now, 'op: ~undo'],
]

/** What is answered as the event wants it, or as things come. */
const special: readonly ((event: EventId, say: (line: string) => Promise<void>) => Promise<void>)[] = [
  async (event, say) => {
    await world.db.write((tx) => board.changeSettings(tx, system, event, { speaking: 'role' }))
    await say('alice: #kelp now x')
    await world.db.write((tx) => board.changeSettings(tx, system, event, { speaking: 'everybody', identifiedOnly: true }))
    await say('alice: #kelp now x')
  },
  async (event, say) => {
    await say('alice: #tides unbook Quay-TueP2')
    await world.db.write(async (tx) => {
      const room = (await schedule.plan(tx, event)).rooms.find(({ name }) => name === 'Quay')
      assert.ok(room)
      const place = { room: room.id, slot: 'TueP2' as SlotCode }
      await schedule.book(tx, system, { id: id<BookingId>(), event, track: 'kelp' as TrackName, ...place })
    })
    await say('op: ~undo')
  },
  async (_event, say) => {
    await world.client`alter table board_check_ins rename to away`
    await say('alice> in kelp')
    await world.client`alter table away rename to board_check_ins`
  },
]

/** Which texts of a catalogue this may be. */
function keysOf(words: BoardWords, reply: string): string[] {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\u0001', '[\\s\\S]*')
  return Object.entries(words).flatMap(([key, text]: [string, unknown]) => {
    const said = typeof text === 'function' ? String(text(...Array.from({ length: text.length }, () => '\u0001'))) : String(text)
    return new RegExp(`^${literal(said)}$`).test(reply) ? [key] : []
  })
}

async function keysSaid(language: Language): Promise<Set<string>> {
  const words = await boardWords[language]()
  const reached = new Set<string>()
  const say = (event: EventId) => async (line: string) => {
    for (const reply of await hear(event, line, language)) {
      const keys = keysOf(words, reply.replace(/^(?:> |#harbour \w+: )/, ''))
      assert.ok(keys.length > 0, `${language}: ${line} → ${reply}`)
      for (const key of keys) reached.add(key)
    }
  }
  for (const lines of answered) {
    const event = await aDay()
    for (const line of lines) await say(event)(line)
  }
  for (const one of special) {
    const event = await aDay()
    await one(event, say(event))
  }
  return reached
}

/** Said of long replies and of topics that come late: `servers.test.ts`, `watching.test.ts`. */
const elsewhere = ['more', 'earlier']

for (const { tag } of languages)
  test(`PT-126: ${tag}: whatever is answered stands in the catalogue, and all that stands there is answered`, async () => {
    const all = Object.keys(await boardWords[tag]())
    const reached = await keysSaid(tag)
    is(
      all.filter((key) => !reached.has(key)),
      elsewhere,
    )
  })

/** Three words in a row, as the predecessor's replies have them: the start of each run's SHA-256, since its sentences are not ours. */
const theirs = new Set(
  `016620 0663ce 06c060 083242 0a323c 0d4d9b 0e2ab4 0e33fe 0fedc6 112876 128bd3 15de12 1b91da 221c0e 2743be 27e431 2bee09
  2e1a40 2e56c5 2f126e 2f6c99 315b47 325ef3 33ac46 35125d 3812ef 381d64 3915ff 3a8467 3af271 3db5be 3ebf86 410048 4174de
  4b109b 4c4253 4cbb80 4e7632 4f6fbe 4ff817 547f66 5638dd 5bd14a 5dc90b 5f0f5f 603ca2 60e6ae 61675e 61ef62 633e4b 637b3d
  688230 6b923a 6ed475 6fcf07 720d81 743949 75b681 76beb1 79b2ff 79cb15 7a08f7 7a5588 7f2c7c 7fcf6c 834a79 84867d 880e54
  8fee00 904317 90e1cc 943542 99e134 9a82f9 9c6293 9c989f a3da13 a74e46 abc1cf ad94ee ae900e afed87 b072b6 b1681b b49d2b
  b67333 b69f91 b6fe36 b9e8d5 bcc4d6 bd8cbc bef139 c165d5 c47698 c8fba7 c942fc c95281 cbb7a4 cd8be0 d0ce18 d4ec0d d5f50e
  db6a3a db87e8 dce170 dd5e78 dedb6e df2e06 e17721 e45f9e e5abb7 e7ee7d e8bbc9 ea1730 eaa115 ed14ef ee2ecd efb3ae f13946
  f13bcc f278b4 f817e5 f91115 fd9fc2 fe548f ffc634`.split(/\s+/),
)
test('PT-126: our sentences are not those of the predecessor', async () => {
  const words = await boardWords.en()
  const runs = Object.values(words).flatMap((text: unknown) => {
    const said = typeof text === 'function' ? String(text(...Array.from({ length: text.length }, () => '.'))) : String(text)
    const all = said.toLowerCase().match(/[\p{L}']+/gu) ?? []
    return all.slice(2).map((_, i) => all.slice(i, i + 3).join(' '))
  })
  assert.ok(runs.length > 100)
  const startOf = (run: string) => createHash('sha256').update(run).digest('hex').slice(0, 6)
  assert.ok(theirs.has(startOf('checked in anywhere')))
  is(
    runs.filter((run) => theirs.has(startOf(run))),
    [],
  )
})
