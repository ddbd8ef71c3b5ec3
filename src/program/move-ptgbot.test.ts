import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import type { EventId } from '../contract/meeting.schema.ts'
import * as board from '../modules/board/index.ts'
import * as events from '../modules/events/index.ts'
import { system } from '../modules/people/index.ts'
import { readConfig } from '../platform/config.ts'
import { type Move, movePtgbot, reportOf } from './move-ptgbot.ts'
import { UsageRefusal } from './refusal.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary-move-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const config = readConfig({ cwd: folder, env: {} })
let world: World
before(async () => {
  world = await openWorld()
})

const theirs = {
  tracks: ['weaving', 'baking', 'help'],
  slots: {
    Thursday: [
      { name: 'ThuA1', desc: '09:00-10:45', realtime: '2026-11-26T08:00Z', duration: 105 },
      { name: 'ThuP1', desc: 'late' },
    ],
  },
  schedule: {
    Loft: { ThuA1: 'baking', ThuP1: '', desc: 'up the stairs', url: 'https://meet.example/l' },
    'Mill Hall': { ThuA1: 'lace' },
  },
  now: { baking: 'rye' },
  next: { weaving: ['warp', 'weft'] },
  location: { baking: 'Loft' },
  etherpads: { weaving: 'https://pads.example/w' },
  urls: { baking: 'https://meet.example/b', weaving: 'javascript:alert(1)' },
  colors: { baking: 'navy' },
  voice: 1,
  eventid: 'harvest',
  motd: { level: 'info', message: 'Tea at four' },
  links: { Map: 'https://example.org/map' },
  last_check_in: {
    ada: { nick: 'Ada', location: '#baking', in: '2026-11-26 09:05:00', out: null },
    bo: { nick: 'Bo', location: 'yard', in: '2026-11-26 09:05:00', out: '2026-11-26 10:00:00' },
  },
  subscriptions: { Ada: 'rye|dough' },
}
const move = (more: Partial<Move> = {}) =>
  movePtgbot(world.db, config, { text: JSON.stringify(theirs), file: 'ptg.json', network: 'irc/irc.example.org', ...more })
const viewOf = async (event: string) => (await world.db.read((tx) => board.boardView(tx, event as EventId))).view

describe('moving over from ptgbot', () => {
  test('PT-85, PT-87, PT-89: everything comes over with one command, into an event that is made for it', async () => {
    const moved = await move({ event: 'harvest', zone: 'Europe/Berlin' })
    const { event, tracks, days, rooms, cells, places, links, padsFrom, notices } = await viewOf('harvest')
    assert.deepEqual(
      [event.timeZone, event.startsOn, event.endsOn, links, padsFrom],
      [
        'Europe/Berlin',
        '2026-11-26',
        '2026-11-26',
        [{ title: 'Map', link: 'https://example.org/map' }],
        'https://etherpad.opendev.org/p/harvest-',
      ],
    )
    assert.deepEqual(
      tracks.map(({ name, now, next, place, link, etherpad }) => [
        name,
        now?.text,
        next.map(({ text }) => text),
        place,
        link,
        etherpad,
      ]),
      [
        ['baking', 'rye', [], 'Loft', 'https://meet.example/b', null],
        ['lace', undefined, [], null, null, null],
        ['weaving', undefined, ['warp', 'weft'], null, null, 'https://pads.example/w'],
      ],
    )
    assert.equal(tracks[0]?.color, '#000080')
    assert.deepEqual(
      [
        days.map(({ slots }) => slots.map(({ code }) => code as string)),
        rooms.map(({ name, about, link }) => [name, about, link]),
      ],
      [
        [['ThuA1', 'ThuP1']],
        [
          ['Loft', 'up the stairs', 'https://meet.example/l'],
          ['Mill Hall', '', null],
        ],
      ],
    )
    assert.deepEqual(
      cells.map(({ slot, track }) => [slot as string, track as string | null]),
      [
        ['ThuA1', 'baking'],
        ['ThuP1', null],
        ['ThuA1', 'lace'],
      ],
    )
    assert.deepEqual(places, [{ place: '#baking', people: ['Ada'] }])
    assert.deepEqual(
      notices.map(({ level, text }) => [level, text]),
      [['info', 'Tea at four']],
    )
    assert.equal((await world.db.read((tx) => board.settingsNow(tx, 'harvest' as EventId))).speaking, 'voice')
    assert.deepEqual(reportOf(moved).split('\n').slice(-4), [
      'left out   2:',
      '  tracks[2]: is no name of a track: is the word of a command',
      '  urls.weaving: is not an address that begins with http:// or https://',
      '',
    ])
  })

  test('again, it changes nothing; and what is given out is taken in as the same', async () => {
    const still = ({ changedAt: _, notices, tracks, ...rest }: Awaited<ReturnType<typeof viewOf>>) => ({
      ...rest,
      notices: notices.map(({ text }) => text),
      tracks: tracks.map(({ now, next, ...track }) => ({ ...track, now: now?.text, next: next.map(({ text }) => text) })),
    })
    const first = await viewOf('harvest')
    assert.equal((await move({ event: 'harvest' })).made, false)
    assert.deepEqual(still(await viewOf('harvest')), still(first))
    await move({ event: 'harvest', text: board.writePtgDocument(first, { voiceNeeded: true }) })
    assert.deepEqual(still(await viewOf('harvest')), still(first))
  })

  test('into the only event, when none is named', async () => {
    assert.equal((await move()).event, 'harvest')
    await world.db.write((tx) =>
      events.putEvent(tx, system, 'other' as EventId, {
        title: 'x',
        timeZone: 'UTC',
        startsOn: '2026-01-01',
        endsOn: '2026-01-01',
      }),
    )
    await assert.rejects(move(), (error) => error instanceof UsageRefusal && /several/.test(error.message))
  })

  test('PT-86: what cannot be taken in changes nothing', async () => {
    const before = await viewOf('harvest')
    for (const text of ['[]', '{', 'x'])
      await assert.rejects(
        move({ event: 'harvest', text }),
        (error) => error instanceof UsageRefusal && !error.message.includes('\n'),
      )
    const twice = {
      Mon: [
        { name: 'A', realtime: '2026-11-23T09:00Z', duration: 60 },
        { name: 'B', realtime: '2026-11-23T09:30Z' },
      ],
    }
    const text = JSON.stringify({ slots: twice, schedule: { Loft: { A: 'baking', B: 'weaving' } } })
    await assert.rejects(
      move({ event: 'harvest', text }),
      (error) => error instanceof UsageRefusal && /overlap/.test(error.message),
    )
    await assert.rejects(move({ event: 'No Name' }), UsageRefusal)
    assert.deepEqual(await viewOf('harvest'), before)
  })
})

/** What a command line prints on standard output, and its status. */
async function printed(words: readonly string[]): Promise<{ status: number; out: string }> {
  const write = process.stdout.write.bind(process.stdout)
  let out = ''
  process.stdout.write = ((text: string) => {
    out += text
    return true
  }) as typeof process.stdout.write
  try {
    return { status: await run(words), out }
  } finally {
    process.stdout.write = write
  }
}

describe('PT-121: instants of slots, on the command line', () => {
  const file = join(folder, 'ptg.json')
  const slots = {
    Saturday: [
      { name: 'A', desc: '09:00-10:45' },
      { name: 'B', desc: 'when we like' },
    ],
    Sunday: [{ name: 'C', desc: '09:00-10:00', duration: 30 }],
  }
  test('each day is one later, and summer time ends between two of them', async () => {
    writeFileSync(file, JSON.stringify({ zz: 1, slots, aa: 2 }))
    const { status, out } = await printed(['add-realtime', file, '--date', '2026-10-24', '--zone', 'Europe/Berlin'])
    assert.equal(status, 0)
    assert.deepEqual(Object.keys(JSON.parse(out)), ['zz', 'slots', 'aa'])
    assert.deepEqual(JSON.parse(out).slots, {
      Saturday: [
        { name: 'A', desc: '09:00-10:45', duration: 105, realtime: '2026-10-24T07:00Z' },
        { name: 'B', desc: 'when we like' },
      ],
      Sunday: [{ name: 'C', desc: '09:00-10:00', duration: 30, realtime: '2026-10-25T08:00Z' }],
    })
  })

  test('bad input is refused in a line', async () => {
    for (const words of [
      [file],
      [file, '--date', 'soon'],
      [file, '--date', '2026-10-24', '--zone', 'Mars/Base'],
      ['nowhere', '--date', '2026-10-24'],
    ])
      assert.equal((await printed(['add-realtime', ...words])).status, 1)
    for (const words of [
      ['import'],
      ['import', 'elsewhere'],
      ['export', 'ptgbot'],
      ['start', '--db', file],
      ['import', 'ptgbot', '--db', 'nowhere'],
    ])
      assert.equal((await printed(words)).status, 1)
    assert.match((await printed(['import', 'ptgbot', '--help'])).out, /--db ptg\.json/)
  })
})
