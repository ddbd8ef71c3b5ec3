import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  allRows,
  comeIn,
  type Hall,
  id,
  newPerson,
  openHall,
  openWorld,
  type Person,
  personWith,
  plain,
  refusalOf,
  signedIn,
  slide,
} from '../../../test/world.ts'
import type { FlagId, FlagsChange, FlagsView, PreparedFlag, TryId } from '../../contract/flags.schema.ts'
import { PreparedFlag as PreparedFlagSchema } from '../../contract/flags.schema.ts'
import { applyFlagsChange, flagsFeed } from '../../contract/flags.ts'
import { FLAGS_PER_MEETING_MAX } from '../../contract/limits.ts'
import { type MeetingId, MeetingSettings, type SeatChange, type SeatView } from '../../contract/meeting.schema.ts'
import { applySeatChange, seatFeed } from '../../contract/meeting.ts'
import type { PictureId } from '../../contract/pages.schema.ts'
import type { RunId } from '../../contract/runs.schema.ts'
import { changesAfter } from '../../platform/feeds.ts'
import * as ledger from '../ledger/index.ts'
import * as meetings from '../meetings/index.ts'
import { merge, stranger, system } from '../people/index.ts'
import * as flags from './index.ts'

const world = await openWorld()

const prepared = (code: string, more: Partial<PreparedFlag> = {}): PreparedFlag => ({
  code,
  name: `Flag ${code}`,
  description: 'Well **done**',
  picture: null,
  pictureWords: '',
  points: 3,
  firstPoints: 2,
  ...more,
})

async function openFlags(codes: readonly string[], prefix = 'Plenary'): Promise<Hall & { flags: FlagId[] }> {
  const hall = await openHall(world, [])
  await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { showFlags: true, flagPrefix: prefix }))
  const made: FlagId[] = []
  for (const code of codes) made.push(await put(hall.meeting, prepared(code)))
  return { ...hall, flags: made }
}
const put = async (meeting: MeetingId, flag: PreparedFlag, own = id<FlagId>()): Promise<FlagId> => {
  await world.db.write((tx) => flags.putFlag(tx, system, meeting, own, flag))
  return own
}
const handIn = (hall: Pick<Hall, 'meeting'>, who: Person, text: string, own = id<TryId>()) =>
  world.db.write((tx) => flags.handIn(tx, who, hall.meeting, own, text))
const look = async (hall: Pick<Hall, 'meeting'>): Promise<{ seq: number; view: FlagsView }> =>
  plain(await world.db.read((tx) => flags.flagsView(tx, system, hall.meeting)))
const pointsOf = async (hall: Pick<Hall, 'meeting'>, who: Person): Promise<number[]> => [
  (await world.db.read((tx) => meetings.seat(tx, who, hall.meeting))).points,
  (await world.db.read((tx) => ledger.balance(tx, `meeting:${hall.meeting}`, who.id))).points,
]
const people = async (hall: Hall, ...names: string[]) => (await comeIn(world, hall.code, names)) as [Person, Person, Person]

describe('preparing', () => {
  test('LK-100 LK-22: a flag has a code, a name, a description, a picture and points for finding it and for being first', async () => {
    const hall = await openFlags([])
    assert.deepEqual(PreparedFlagSchema.parse({ code: 'aB9', name: 'N' }), {
      ...{ code: 'aB9', name: 'N', description: '', picture: null, pictureWords: '', points: 1, firstPoints: 1 },
    })
    const fits = (more: Record<string, unknown>) => PreparedFlagSchema.safeParse({ code: 'a', name: 'N', ...more }).success
    assert.ok(fits({ code: 'x'.repeat(50), name: 'x'.repeat(50), description: 'x'.repeat(200), points: 0, firstPoints: 1_000 }))
    for (const wrong of [
      ...['', 'a b', 'é', 'a_b', 'x'.repeat(51), 'a\n'].map((code) => ({ code })),
      ...[{ name: ' ' }, { name: 'x'.repeat(51) }, { description: 'x'.repeat(201) }, { points: -1 }, { points: 1.5 }],
      ...[{ firstPoints: 1_001 }, { picture: 'a picture' }],
    ])
      assert.ok(!fits(wrong), JSON.stringify(wrong))
    const one = await put(hall.meeting, prepared('One', { points: 5, firstPoints: 0 }))
    await put(hall.meeting, prepared('One', { name: 'Other', firstPoints: 7 }), one)
    const { view } = await look(hall)
    assert.deepEqual(view.flags, [{ id: one, prepared: prepared('One', { name: 'Other', firstPoints: 7 }), found: 0 }])
  })

  test('LK-101: a code is one flag’s in its meeting, also of many made at once; in another meeting it is free', async () => {
    const hall = await openFlags(['Taken'])
    const other = await put(hall.meeting, prepared('Other'))
    assert.equal(await refusalOf(put(hall.meeting, prepared('Taken'))), 'conflict')
    assert.equal(await refusalOf(put(hall.meeting, prepared('Taken'), other)), 'conflict')
    await put(hall.meeting, prepared('taken'))
    await openFlags(['Taken'])
    const all = await Promise.all(Array.from({ length: 8 }, () => refusalOf(put(hall.meeting, prepared('Race')))))
    assert.equal(all.filter((one) => one === null).length, 1)
    assert.ok(all.every((one) => one === null || one === 'conflict'))
    assert.equal((await look(hall)).view.flags.filter((flag) => flag.prepared.code === 'Race').length, 1)
  })

  test('whoever may not run the meeting learns no code and changes nothing', async () => {
    const hall = await openFlags(['Secret'])
    const [ada] = await people(hall, 'Ada')
    const flag = hall.flags[0] as FlagId
    const before = await allRows(world)
    for (const actor of [stranger, ada, personWith('Olga')]) {
      for (const work of [
        () => world.db.read((tx) => flags.flagsView(tx, actor, hall.meeting)),
        () => world.db.read((tx) => flags.triesPage(tx, actor, hall.meeting, {})),
        () => world.db.write((tx) => flags.putFlag(tx, actor, hall.meeting, flag, prepared('Mine'))),
        () => world.db.write((tx) => flags.deleteFlag(tx, actor, hall.meeting, flag)),
        () => world.db.write((tx) => flags.putPicture(tx, actor, hall.meeting, id<PictureId>(), picture)),
      ])
        assert.equal(await refusalOf(work()), 'not-allowed')
    }
    assert.deepEqual(await allRows(world), before)
    const seen = JSON.stringify(await world.db.read((tx) => meetings.meetingView(tx, ada, hall.meeting)))
    assert.doesNotMatch(seen, /Secret/)
  })

  test('a picture is one of its own meeting, shown with the flag; one that no flag shows goes after a day', async () => {
    const [hall, other] = [await openFlags([]), await openFlags([])]
    const upload = async (at: Hall, own = id<PictureId>()) =>
      (await world.db.write((tx) => flags.putPicture(tx, system, at.meeting, own, picture))).id
    const [used, unused, foreign] = [await upload(hall), await upload(hall), await upload(other)]
    assert.equal(await upload(hall, used), used)
    assert.equal(await refusalOf(upload(other, used)), 'conflict')
    assert.equal(await refusalOf(put(hall.meeting, prepared('A', { picture: foreign }))), 'not-found')
    const noPicture = world.db.write((tx) => flags.putPicture(tx, system, hall.meeting, id(), Buffer.from('GIF89a')))
    assert.equal(await refusalOf(noPicture), 'bad-input')
    await put(hall.meeting, prepared('A', { picture: used, pictureWords: 'A cellar' }))
    const [ada] = await people(hall, 'Ada')
    assert.deepEqual((await handIn(hall, ada, 'A')).flag, {
      name: 'Flag A',
      descriptionHtml: '<p>Well <strong>done</strong></p>\n',
      picture: { address: `/pictures/${used}`, width: 1, height: 1, words: 'A cellar' },
    })
    world.clock.forward(25 * 3_600_000)
    await upload(hall)
    const there = (own: PictureId) => world.db.read((tx) => flags.picture(tx, own))
    assert.deepEqual([(await there(used))?.type, await there(unused)], ['image/png', null])
  })

  test('a meeting has at most so many flags', async () => {
    const hall = await openFlags([])
    const rows = Array.from({ length: FLAGS_PER_MEETING_MAX }, (_, n) => ({
      id: id<FlagId>(),
      meeting: hall.meeting,
      code: `c${n}`,
    }))
    await world.client`
      insert into flags_flags (id, meeting, code, title, description, picture_words, points, first_points)
      select id, meeting, code, code, '', '', 1, 1 from jsonb_to_recordset(${rows as never}::jsonb) as r (id uuid, meeting uuid, code text)`
    assert.equal(await refusalOf(put(hall.meeting, prepared('More'))), 'too-many')
    assert.equal(await refusalOf(put(hall.meeting, prepared('c1', { name: 'Changed' }), rows[1]?.id)), null)
  })
})

/** One pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('handing in', () => {
  test('LK-11 LK-103: a prefix with braces, or the code alone; letters as they are, blanks around do not matter', async () => {
    const settings = MeetingSettings.parse({ title: 'T', code: 'code', answerPrefix: '#' })
    assert.deepEqual([settings.showFlags, settings.flagPrefix], [false, 'Plenary'])
    const isPrefix = (flagPrefix: string) => MeetingSettings.safeParse({ ...settings, flagPrefix }).success
    assert.deepEqual(['', 'CTF', 'x'.repeat(20), 'x'.repeat(21), 'a b', 'a{'].map(isPrefix), [
      true,
      true,
      true,
      false,
      false,
      false,
    ])
    const right: Record<string, string[]> = {
      Plenary: ['Plenary{Abc}', 'Abc', '  Abc ', '\tPlenary{Abc}\n'],
      '': ['{Abc}', 'Abc'],
      'C.T+': ['C.T+{Abc}', 'Abc'],
    }
    const wrong: Record<string, string[]> = {
      Plenary: [
        'plenary{Abc}',
        'Plenary{abc}',
        'abc',
        '{Abc}',
        'Plenary{Abc',
        'Plenary{ Abc }',
        'Plenary{}',
        'PlenaryAbc',
        'Abc}',
      ],
      '': ['Plenary{Abc}', '{abc}', '{}', '{{Abc}}'],
      'C.T+': ['CxTT{Abc}', 'Plenary{Abc}'],
    }
    for (const prefix of ['Plenary', '', 'C.T+']) {
      const texts = [...(right[prefix] ?? []), ...(wrong[prefix] ?? [])]
      const hall = await openFlags(['Abc'], prefix)
      const all = await comeIn(
        world,
        hall.code,
        texts.map((_, n) => `Person ${n}`),
      )
      for (const [n, text] of texts.entries()) {
        const { outcome } = await handIn(hall, all[n] as Person, text)
        const wanted = n === 0 ? 'first' : n < (right[prefix] ?? []).length ? 'found' : 'unknown'
        assert.equal(outcome, wanted, `${prefix}: ${JSON.stringify(text)}`)
      }
    }
  })

  test('LK-104 LK-105 LK-106 LK-107: first, found, found before and unknown each bring what they should, and points are booked at once', async () => {
    const hall = await openFlags(['Abc'])
    const [ada, ben] = await people(hall, 'Ada', 'Ben')
    const shown = { name: 'Flag Abc', descriptionHtml: '<p>Well <strong>done</strong></p>\n', picture: null }
    assert.deepEqual(await handIn(hall, ada, ' Nope '), { outcome: 'unknown', text: 'Nope', flag: null, points: 0, total: 0 })
    assert.deepEqual(await handIn(hall, ada, 'Abc'), { outcome: 'first', text: 'Abc', flag: shown, points: 5, total: 5 })
    assert.deepEqual(await handIn(hall, ben, 'Abc'), { outcome: 'found', text: 'Abc', flag: shown, points: 3, total: 3 })
    assert.deepEqual(await handIn(hall, ada, 'Abc'), { outcome: 'again', text: 'Abc', flag: shown, points: 0, total: 5 })
    assert.deepEqual(
      [await pointsOf(hall, ada), await pointsOf(hall, ben)],
      [
        [5, 5],
        [3, 3],
      ],
    )
    assert.equal((await world.db.read((tx) => ledger.audit(tx))).sound, true)
  })

  test('LK-105: of twenty at once exactly one is first, and each finds it once', async () => {
    const hall = await openFlags(['Race'])
    const all = await comeIn(
      world,
      hall.code,
      Array.from({ length: 20 }, (_, n) => `Runner ${n}`),
    )
    const told = await Promise.all(all.map((who) => handIn(hall, who, 'Plenary{Race}')))
    assert.deepEqual(told.map(({ outcome }) => outcome).sort(), ['first', ...Array.from({ length: 19 }, () => 'found')])
    const points = await Promise.all(all.map((who) => pointsOf(hall, who)))
    assert.deepEqual(points.map(([seat]) => seat).sort(), [...Array.from({ length: 19 }, () => 3), 5])
    assert.ok(points.every(([seat, booked]) => seat === booked))
  })

  test('LK-35: several tabs of one person at once, some with the same id, find each flag once, and what is shown is what is stored', async () => {
    const hall = await openFlags(['One', 'Two', 'Three'])
    const [ada] = await people(hall, 'Ada')
    const same = id<TryId>()
    const texts = ['One', 'Two', 'Three', 'One', 'Plenary{Two}', 'Three', 'none']
    const told = await Promise.all([
      ...texts.map((text) => handIn(hall, ada, text)),
      ...[1, 2, 3].map(() => handIn(hall, ada, 'One', same)),
    ])
    assert.equal(
      told.filter(({ outcome }) => outcome === 'first').length -
        Number(told.slice(-3).every((one) => one.outcome === 'first')) * 2,
      3,
    )
    assert.equal(new Set(told.slice(-3).map(({ outcome }) => outcome)).size, 1)
    assert.deepEqual(await pointsOf(hall, ada), [15, 15])
    const changes = await world.db.read((tx) => changesAfter(tx, seatFeed(hall.meeting, ada.id), 0, 100))
    const view = changes.reduce((now, { change }) => applySeatChange(now, change as SeatChange), { points: 0 } as SeatView)
    const fresh = await world.db.read((tx) => meetings.seatView(tx, hall.meeting, ada.id))
    assert.deepEqual([view, changes.at(-1)?.seq], [fresh.view, fresh.seq])
  })

  test('the same id is the same try: told again it says the same, changes nothing, and is nobody else’s', async () => {
    const hall = await openFlags(['Abc'])
    const [ada, ben] = await people(hall, 'Ada', 'Ben')
    const own = id<TryId>()
    const first = await handIn(hall, ada, 'Abc', own)
    const before = await allRows(world)
    assert.deepEqual(await handIn(hall, ada, ' Abc', own), first)
    assert.equal(await refusalOf(handIn(hall, ben, 'Abc', own)), 'conflict')
    assert.equal(await refusalOf(handIn(hall, ada, 'Abd', own)), 'conflict')
    assert.deepEqual(await allRows(world), before)
    await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { showFlags: false }))
    assert.deepEqual(await handIn(hall, ada, 'Abc', own), first)
  })

  test('LK-112: a meeting that shows no flags takes none; its participants are told of the change', async () => {
    const hall = await openFlags(['Abc'])
    const [ada] = await people(hall, 'Ada')
    const seen = async () => (await world.db.read((tx) => meetings.meetingView(tx, ada, hall.meeting))).view.flags
    assert.deepEqual(await seen(), { prefix: 'Plenary' })
    await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { showFlags: false }))
    assert.equal(await seen(), null)
    const before = await allRows(world)
    for (const text of ['Abc', 'nope']) assert.equal(await refusalOf(handIn(hall, ada, text)), 'flags-closed')
    assert.deepEqual(await allRows(world), before)
  })

  test('whoever sits elsewhere is told so, a stranger is to join, somebody banned takes no part', async () => {
    const [hall, other] = [await openFlags(['Abc']), await openFlags([])]
    const [eve] = await people(other, 'Eve')
    assert.equal(await refusalOf(handIn(hall, eve, 'Abc')), 'joined-elsewhere')
    await world.db.write((tx) => meetings.stepAsSystem(tx, other.meeting, 'end'))
    assert.equal(await refusalOf(handIn(hall, eve, 'Abc')), 'not-joined')
    const nobody = world.db.write((tx) => flags.handIn(tx, stranger, hall.meeting, id(), 'Abc'))
    assert.equal(await refusalOf(nobody), 'not-joined')
    const [ada] = await people(hall, 'Ada')
    const banned: Person = { ...ada, bannedIn: [null] }
    assert.equal(await refusalOf(handIn(hall, banned, 'Abc')), 'banned')
    assert.equal(await refusalOf(handIn(hall, ada, '\u0000 \u0007')), 'bad-input')
  })

  test('somebody who was merged has found what either of them has', async () => {
    const hall = await openFlags(['Abc'])
    const [one, two] = [await signedIn(world, 'Ada'), await signedIn(world, 'Lovelace')]
    const sits = async (person: typeof one) => {
      const actor = personWith('Ada') as Person
      const who = { ...actor, id: person.person }
      const [joined] = await world.db.write((tx) =>
        meetings.join(tx, [{ actor: who, code: hall.code, name: person.token.slice(0, 8) }]),
      )
      assert.ok(joined && 'meeting' in joined)
      return who
    }
    const [ada, lovelace] = [await sits(one), await sits(two)]
    await handIn(hall, lovelace, 'Abc')
    await world.db.write((tx) => merge(tx, personWith('Owner', { role: 'owner', event: null }), one.person, two.person))
    const whole = { ...ada, others: [lovelace.id] } as Person
    assert.equal((await handIn(hall, whole, 'Abc')).outcome, 'again')
  })
})

describe('the log', () => {
  test('LK-108 LK-109: every try is kept with its time, wrong ones too, and told live', async () => {
    const hall = await openFlags(['Abc', 'Def'])
    const before = await look(hall)
    const [ada, ben] = await people(hall, 'Ada', 'Ben')
    const tried: [Person, string][] = [
      [ada, 'wrong'],
      [ada, 'Abc'],
      [ben, 'Plenary{Abc}'],
      [ben, 'Abc'],
      [ada, '<b>'],
      [ben, 'Def'],
      [ada, 'x'],
    ]
    for (const [who, text] of tried) {
      world.clock.forward(1_000)
      await handIn(hall, who, text)
    }
    const after = await look(hall)
    assert.deepEqual(
      after.view.tries.map(({ name, text, outcome }) => [name, text, outcome]),
      [
        ['Ada', 'x', 'unknown'],
        ['Ben', 'Def', 'first'],
        ['Ada', '<b>', 'unknown'],
        ['Ben', 'Abc', 'again'],
        ['Ben', 'Plenary{Abc}', 'found'],
        ['Ada', 'Abc', 'first'],
        ['Ada', 'wrong', 'unknown'],
      ],
    )
    assert.equal(after.view.tries[0]?.at, world.clock.now.toISOString())
    assert.deepEqual(
      after.view.flags.map(({ found }) => found),
      [2, 1],
    )
    await follows(hall, before)
    const pages = []
    for (let page: { limit: number; after?: TryId } = { limit: 3 }; ; ) {
      const { tries, next } = await world.db.read((tx) => flags.triesPage(tx, system, hall.meeting, page))
      pages.push(...tries)
      if (!next) break
      page = { limit: 3, after: next }
    }
    assert.deepEqual(plain(pages), after.view.tries)
    const ofDef = await world.db.read((tx) => flags.triesPage(tx, system, hall.meeting, { flag: hall.flags[1] as FlagId }))
    assert.deepEqual(
      ofDef.tries.map(({ text }) => text),
      ['Def'],
    )
  })

  test('whatever is told leads to what a fresh view says: many at once, flags that change and go, names that change, people who go', async () => {
    const hall = await openFlags(['Abc', 'Def'])
    const before = await look(hall)
    const all = await comeIn(
      world,
      hall.code,
      Array.from({ length: 12 }, (_, n) => `Person ${n}`),
    )
    await Promise.all(all.flatMap((who) => ['Abc', 'nope', 'Def'].map((text) => handIn(hall, who, text))))
    await put(hall.meeting, prepared('Abc', { name: 'New', code: 'Xyz' }), hall.flags[0])
    await put(hall.meeting, prepared('More'))
    await world.db.write((tx) => flags.deleteFlag(tx, system, hall.meeting, hall.flags[1] as FlagId))
    await world.db.write(async (tx) => {
      await meetings.renameSeat(tx, all[0] as Person, hall.meeting, 'Renamed')
      await flags.retell(tx, hall.meeting)
    })
    await follows(hall, before)
    const { view } = await look(hall)
    assert.deepEqual(
      view.flags.map(({ prepared: { name }, found }) => [name, found]),
      [
        ['New', 12],
        ['Flag More', 0],
      ],
    )
    const seats = await Promise.all(all.map((who) => pointsOf(hall, who)))
    assert.equal(
      seats.flat().reduce((sum, n) => sum + n, 0),
      2 * (12 * 6 + 4),
      'points of a flag that went stay',
    )
  })

  test('who is forgotten leaves tries that say nothing of them, and their data told every one before', async () => {
    const hall = await openFlags(['Abc'])
    const [ada, ben] = await people(hall, 'Ada', 'Ben')
    for (const text of ['my secret', 'Abc']) await handIn(hall, ada, text)
    const told = await world.db.read((tx) => flags.dataOf(tx, [ada.id]))
    assert.deepEqual(
      told.flags.map(({ flag, text, outcome, points }) => [flag, text, outcome, points]),
      [
        [null, 'my secret', 'unknown', 0],
        ['Flag Abc', 'Abc', 'first', 5],
      ],
    )
    for (let n = 0; n < 2; n++)
      await world.db.write(async (tx) => flags.forgetSeats(tx, await meetings.forgetSeats(tx, [ada.id])))
    const { view } = await look(hall)
    assert.deepEqual(
      view.tries.map(({ name, text, outcome }) => [name, text, outcome]),
      [
        ['–', 'Abc', 'first'],
        ['–', '–', 'unknown'],
      ],
    )
    assert.deepEqual((await world.db.read((tx) => flags.dataOf(tx, [ada.id]))).flags, [])
    const changes = JSON.stringify(
      await world.client`select change from platform_changes where feed = ${flagsFeed(hall.meeting)}`,
    )
    assert.doesNotMatch(changes, /Ada|my secret/)
    assert.equal((await handIn(hall, ben, 'Abc')).outcome, 'found')
    assert.equal(await refusalOf(handIn(hall, ada, 'Abc')), 'not-joined')
  })

  test('a meeting that is deleted takes its flags, tries and pictures along', async () => {
    const hall = await openFlags(['Abc'])
    const [ada] = await people(hall, 'Ada')
    await handIn(hall, ada, 'Abc')
    await world.db.write((tx) => flags.putPicture(tx, system, hall.meeting, id(), picture))
    await world.db.write((tx) => meetings.deleteMeeting(tx, system, hall.meeting))
    const [row] = await world.client`
      select (select count(*)::int from flags_flags where meeting = ${hall.meeting}) as flags, (select count(*)::int from flags_tries where meeting = ${hall.meeting}) as tries,
        (select count(*)::int from flags_pictures where meeting = ${hall.meeting}) as pictures`
    assert.deepEqual({ ...row }, { flags: 0, tries: 0, pictures: 0 })
    assert.equal(await refusalOf(world.db.read((tx) => flags.flagsView(tx, system, hall.meeting))), 'not-found')
  })

  test('a seat’s points are told to who sits there alone', async () => {
    const hall = await openFlags([])
    const [ada, ben] = await people(hall, 'Ada', 'Ben')
    const may = (who: Person, seat: Person) =>
      refusalOf(world.db.read((tx) => meetings.maySeeSeat(tx, who, hall.meeting, seat.id)))
    assert.deepEqual([await may(ada, ada), await may(ben, ada)], [null, 'not-joined'])
    const none = world.db.read((tx) => meetings.maySeeSeat(tx, ada, hall.meeting, newPerson()))
    assert.equal(await refusalOf(none), 'not-joined')
  })
})

/** Every change since then, applied one after the other, leads to what is there now. */
async function follows(hall: Pick<Hall, 'meeting'>, from: { seq: number; view: FlagsView }): Promise<void> {
  const changes = await world.db.read((tx) => changesAfter(tx, flagsFeed(hall.meeting), from.seq, 1_000))
  const now = await look(hall)
  assert.equal(changes.at(-1)?.seq, now.seq)
  assert.deepEqual(
    changes.reduce((view, { change }) => applyFlagsChange(view, change as FlagsChange), from.view),
    now.view,
  )
}

test('LK-07: a meeting’s, a question’s and a flag’s description are Markdown; markup of their own is text, and what leads elsewhere opens apart', async () => {
  const description = '## Hi\n\n*a* `b` [c](https://c.example) ![d](https://c.example/d.png)\n\n- e\n\n<script>alert(1)</script>'
  const html = [
    '<h2>Hi</h2>',
    '<p><em>a</em> <code>b</code> <a href="https://c.example" target="_blank" rel="nofollow noopener noreferrer">c</a> <img src="https://c.example/d.png" alt="d"></p>',
    '<ul>',
    '<li>e</li>',
    '</ul>',
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    '',
  ].join('\n')
  const hall = await openHall(world, [{ ...slide, description }], ['start', 'open'])
  await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { description, showFlags: true }))
  await put(hall.meeting, prepared('rich', { description }))
  const [ada] = await people(hall, 'Ada')
  const { view } = await world.db.read((tx) => meetings.meetingView(tx, ada, hall.meeting))
  const { flag } = await handIn(hall, ada, 'rich')
  const shown = 'activity' in view.phase ? view.phase.activity.descriptionHtml : null
  assert.deepEqual([view.descriptionHtml, shown, flag?.descriptionHtml], [html, html, html])
})

describe('runs', () => {
  test('LK-99: an earlier run keeps who found what; then every flag is there to be found first again, and points are even', async () => {
    const hall = await openFlags(['One', 'Two'])
    const [ada, bo] = await people(hall, 'Ada', 'Bo')
    await handIn(hall, ada, 'Two')
    await handIn(hall, bo, 'Two')
    await handIn(hall, ada, 'One')
    await handIn(hall, ada, 'none')
    const before = await look(hall)
    const run = id<RunId>()
    await world.db.write(async (tx) => {
      await meetings.stepAsSystem(tx, hall.meeting, 'end')
      const how = { people: 'stay' as const, foundNow: () => flags.foundIn(tx, hall.meeting) }
      await meetings.beginAnew(tx, system, hall.meeting, run, how)
      await flags.beginAnew(tx, hall.meeting)
    })
    const kept = await world.db.read((tx) => meetings.runResults(tx, system, hall.meeting, run))
    assert.deepEqual(
      kept.participants.map(({ name, points, found }) => [name, points, found.map((one) => [one.name, one.points])]),
      [
        [
          'Ada',
          10,
          [
            ['Flag Two', 5],
            ['Flag One', 5],
          ],
        ],
        ['Bo', 3, [['Flag Two', 3]]],
      ],
    )
    const after = await look(hall)
    assert.deepEqual([after.view.flags.map(({ found }) => found), after.view.tries], [[0, 0], []])
    const told = await world.db.read((tx) => changesAfter(tx, flagsFeed(hall.meeting), before.seq, 100))
    assert.deepEqual(
      plain(told.reduce((view, { change }) => applyFlagsChange(view, change as FlagsChange), before.view)),
      after.view,
    )
    assert.deepEqual(await pointsOf(hall, ada), [0, 0])
    assert.equal((await handIn(hall, bo, 'Two')).outcome, 'first')
    assert.deepEqual(await pointsOf(hall, bo), [5, 5])
    assert.deepEqual(await world.db.read((tx) => ledger.audit(tx)), { sound: true })
  })
})
