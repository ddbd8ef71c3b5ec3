import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import type postgres from 'postgres'
import { freshFolder, killed, peakMb, plenary, ran, started } from '../../test/program.ts'
import { act, choose, comeIn, newAnswer, openHall, openWorld, pollOf, send, type World, word } from '../../test/world.ts'
import { connect } from '../platform/db.ts'
import { openEmbedded } from '../platform/embedded.ts'
import { silentLog } from '../platform/log.ts'
import { migrateWithin, migrationNames } from '../platform/migrate.ts'
import { writeBackup } from './backup.ts'

/** Backup and restore, through the command line wherever people use it so. */
const MEMORY_MB_MAX = 150
/** The program itself is 120 of them; checking and loading make more short-lived pieces than writing. */
const RESTORE_MEMORY_MB_MAX = 190
const MANY = 60_000
const NO_MOUNT = spawnSync('unshare', ['-m', 'true']).status !== 0 && 'no right to mount'
const quiet = () => {}

const folder = await freshFolder()
const good = join(folder, 'good.plenary')
let world: World
let rows: Record<string, unknown[]>

/** Every row of every table that a backup holds. */
async function rowsOf(client: postgres.Sql): Promise<Record<string, unknown[]>> {
  const tables = await client<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('platform_leases', 'platform_migrations')
    order by tablename`
  const all: Record<string, unknown[]> = {}
  for (const { name } of tables)
    all[name] = (await client.unsafe(`select to_jsonb(t) as row from ${name} t order by to_jsonb(t)::text`)).map((one) => one.row)
  return all
}

/** Works on the database of a data folder that no program uses. */
async function within<T>(dataDir: string, work: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const embedded = await openEmbedded(dataDir, silentLog)
  const client = connect({ options: embedded.options }, 1)
  try {
    return await work(client)
  } finally {
    await client.end()
    await embedded.stop()
  }
}

const restored = (dataDir: string) => within(dataDir, rowsOf)
const inFolder = (name: string) => ({ PLENARY_DATA_DIR: join(folder, name) })

before(async () => {
  world = await openWorld()
  const poll = pollOf('Tea\ttabbed', 'Back\\slash \\. \\N', 'Two\nlines "quoted" 😀')
  const about = { title: '\\.', description: '\\. 3\n\\N', seconds: null, notes: '\\N' }
  const cloud = { kind: 'cloud' as const, ...about, wordsPerPersonMax: 5 }
  const hall = await openHall(world, [poll, cloud], ['start', 'open'])
  const people = await comeIn(world, hall.code, ['Ada', 'Grace', 'Linus', 'Émile', '测试'])
  for (const person of people) await send(world, person, hall.activities[0], choose(poll.choices[0]?.id as never))
  await act(world, hall, 'results', 'next', 'open')
  for (const person of people) await send(world, person, hall.activities[1], word('\\.'), newAnswer())
  // A reference to a row that a dump in any order may bring later.
  await world.client`update people_persons set merged_into = (select max(id::text)::uuid from people_persons) where name = 'Ada'`
  rows = await rowsOf(world.client)
  await writeBackup(world.client, good, quiet)
})

test('a backup that is restored brings back every row of every table', async () => {
  assert.ok((rows.meetings_answers ?? []).length === 10 && (rows.platform_changes ?? []).length > 5, 'there is something to lose')
  const back = await ran(folder, ['restore', good], inFolder('round'))
  assert.equal(back.status, 0, back.errors.join('\n'))
  assert.ok(back.lines.includes('meetings_answers: 10 rows'))
  assert.deepEqual(await restored(join(folder, 'round')), rows)
  const deferrable = await within(
    join(folder, 'round'),
    (client) => client`
    select conname from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and condeferrable`,
  )
  assert.deepEqual([...deferrable], [], 'references are as strict as before')
  const triggers = await within(join(folder, 'round'), (client) => client`select tgname from pg_trigger where tgenabled <> 'O'`)
  assert.deepEqual([...triggers], [])
})

test('a backup is readable by its owner alone, begins with its header and overwrites nothing', async () => {
  assert.equal((await stat(good)).mode & 0o777, 0o600)
  const [first = ''] = gunzipSync(await readFile(good))
    .toString()
    .split('\n')
  const header = JSON.parse(first)
  assert.deepEqual(Object.keys(header), ['format', 'version', 'level', 'at'])
  assert.deepEqual(header.level, migrationNames())
  const again = await ran(folder, ['backup', good], inFolder('round'))
  assert.deepEqual(again, { status: 1, lines: [], errors: [`${good} is there already: choose another name, or move it away`] })
  await writeFile(join(folder, 'half.part'), '')
  const half = await ran(folder, ['backup', join(folder, 'half')], inFolder('round'))
  assert.match(half.errors.join('\n'), /^[^\n]*half\.part is there: another backup is being written/)
  const nothing = await ran(folder, ['backup', join(folder, 'none')], inFolder('nowhere'))
  assert.deepEqual([nothing.status, nothing.errors], [1, [`data.dir: there is no database in ${join(folder, 'nowhere')}`]])
  assert.ok(!(await readdir(folder)).includes('nowhere'), 'nothing was made')
})

describe('restore refuses before it changes anything', () => {
  const refused = async (name: string, words: RegExp) => {
    const tried = await ran(folder, ['restore', join(folder, name)], inFolder(`for-${name}`))
    assert.equal(tried.status, 1)
    assert.equal(tried.errors.length, 1, tried.errors.join('\n'))
    assert.match(tried.errors[0] ?? '', words)
    assert.ok(!(await readdir(folder)).includes(`for-${name}`), 'not even the folder was made')
  }
  const bent = async (name: string, bend: (text: string) => string) =>
    writeFile(join(folder, name), gzipSync(bend(gunzipSync(await readFile(good)).toString())))

  test('what is no backup', async () => {
    await writeFile(join(folder, 'letter'), 'Dear all')
    await refused('letter', /letter is not a backup of Plenary; nothing was changed$/)
    await writeFile(join(folder, 'empty'), '')
    await refused('empty', /is not a backup/)
    await writeFile(join(folder, 'other.gz'), gzipSync('{"format":"another"}\n'))
    await refused('other.gz', /is not a backup/)
    await writeFile(join(folder, 'zeros.gz'), gzipSync(Buffer.alloc(50_000_000)))
    await refused('zeros.gz', /is not a backup/)
    await refused('missing', /missing: there is no such file$/)
    await mkdir(join(folder, 'a-folder'))
    await refused('a-folder', /a-folder is not a file$/)
  })

  test('what was cut off', async () => {
    const whole = await readFile(good)
    await writeFile(join(folder, 'cut'), whole.subarray(0, whole.length - 9))
    await refused('cut', /cut is damaged or was cut off \(unexpected end of file\); nothing was changed$/)
    await bent('line-cut', (text) => text.slice(0, text.lastIndexOf('{"sha256"')))
    await refused('line-cut', /damaged or was cut off \(its end is missing\)/)
  })

  test('what was damaged', async () => {
    const whole = await readFile(good)
    whole[whole.length >> 1] = (whole[whole.length >> 1] ?? 0) ^ 0x55
    await writeFile(join(folder, 'bits'), whole)
    // So short a file is one block of the packing, which may give way before the header was seen.
    await refused('bits', /bits is (damaged|not a backup)/)
    await bent('letter-changed', (text) => text.replace('Grace', 'Grade'))
    await refused('letter-changed', /damaged or was cut off \(its sum does not fit\)/)
    await bent('row-gone', (text) => text.replace(/^[^\n]*Grace[^\n]*\n/m, ''))
    await refused('row-gone', /damaged or was cut off \(\w+ has 4 rows and says "\\\. 5"\)/)
  })

  const resummed = (name: string, bend: (text: string) => string) =>
    bent(name, (text) => {
      const body = bend(text.slice(0, text.lastIndexOf('{"sha256"')))
      return `${body}{"sha256":"${createHash('sha256').update(body).digest('hex')}"}\n`
    })

  test('what a newer version made', async () => {
    await resummed('newer', (text) => text.replace('"level":["', '"level":["9999_later.sql","'))
    await refused('newer', /was made by a newer version of Plenary \(.*9999_later\.sql\)/)
  })

  test('what is sound and does not fit, wherever the database notices', async () => {
    const cases: [string, RegExp, (text: string) => string][] = [
      [
        'twice',
        /does not fit \(the database refuses rows of meetings_participants\); nothing was changed$/,
        (text) => text.replace(/^([^\n]*\tGrace\t[^\n]*\n)([\s\S]*?\\\. )5\n/m, '$1$1$26\n'),
      ],
      ['orphan', /foreign key/, (text) => text.replace(/("table":"meetings_meetings"[^\n]*\n)[^\n]*\n\\\. 1/, '$1\\. 0')],
      [
        'strange',
        /has meetings_others, which Plenary does not know/,
        (text) => text.replace('"meetings_answers"', '"meetings_others"'),
      ],
    ]
    for (const [name, words, bend] of cases) {
      await resummed(name, bend)
      const tried = await ran(folder, ['restore', join(folder, name)], inFolder('unfit'))
      assert.deepEqual([tried.status, tried.errors.length], [1, 1], tried.errors.join('\n'))
      assert.match(tried.errors[0] ?? '', words)
    }
    const tables = await within(join(folder, 'unfit'), (client) => client`select 1 from pg_tables where schemaname = 'public'`)
    assert.equal(tables.length, 0)
  })
})

test('a backup of an older schema is loaded as it was, then brought up', async () => {
  const older = join(folder, 'older.plenary')
  const level = migrationNames().slice(0, 3)
  await within(join(folder, 'older'), async (client) => {
    await client.begin((tx) => migrateWithin(tx, level))
    await client`insert into events_events values ('fair', 'Fair', 'UTC', '2026-01-01', '2026-01-02', now())`
    await writeBackup(client, older, quiet)
  })
  const back = await ran(folder, ['restore', older], inFolder('older-back'))
  assert.equal(back.status, 0, back.errors.join('\n'))
  const { events_events: events, meetings_meetings: meetings } = await restored(join(folder, 'older-back'))
  assert.deepEqual([events?.length, meetings], [1, []])
  assert.equal((await ran(folder, ['migrate'], inFolder('older-back'))).status, 0)
})

test('restore leaves alone an instance that is not empty, and one whose program is running', async () => {
  const own = await freshFolder()
  const program = await started(own)
  const beside = await ran(own, ['restore', good])
  assert.equal(beside.status, 1)
  assert.match(beside.errors.join('\n'), new RegExp(`^The data folder .* is already in use by process ${program.pid}\\.$`))
  program.child.kill('SIGTERM')
  await program.ended
  const before = await restored(join(own, 'data'))
  const full = await ran(own, ['restore', good])
  assert.equal(full.status, 1)
  assert.match(full.errors.join('\n'), /^this instance is not empty \(.*the sample event.*set data\.dir to a new folder[^\n]*$/)
  assert.deepEqual(await restored(join(own, 'data')), before)
})

test('a full disk is one clear line, and nothing half made is left', { skip: NO_MOUNT }, async () => {
  // A disk of our own, seen by this command alone.
  const disk = join(folder, 'disk')
  await mkdir(disk)
  const words = [process.execPath, join(import.meta.dirname, '../main.ts'), 'backup', join(disk, 'b')]
    .map((word) => `'${word}'`)
    .join(' ')
  const script = `mount -t tmpfs -o size=4k none '${disk}' && yes | head -c 4096 >'${disk}/full' && { ${words} >/dev/null; echo "status $?" >&2; ls '${disk}' >&2; }`
  const env = { PATH: process.env.PATH, PLENARY_DATA_DIR: join(folder, 'round') }
  const { stderr } = spawnSync('unshare', ['-m', 'sh', '-c', script], { env, encoding: 'utf8' })
  assert.match(stderr, /^\S+\/disk\/b cannot be written: ENOSPC[^\n]*\nstatus 1\nfull\n$/)
})

test('an instance that was only migrated counts as empty', async () => {
  const own = await freshFolder()
  assert.equal((await ran(own, ['migrate'])).status, 0)
  assert.equal((await ran(own, ['restore', good])).status, 0)
  assert.deepEqual(await restored(join(own, 'data')), rows)
})

test('a backup beside a running program that is being written to holds one instant', async () => {
  const own = await freshFolder()
  const program = await started(own)
  const code = new URL(program.said('join')).pathname.split('/').at(-1) ?? ''
  let stop = false
  let joined = 0
  const writing = (async () => {
    for (; !stop; joined++) {
      const body = JSON.stringify({ name: `Person ${joined}` })
      const reply = await fetch(`${program.url}/api/v1/codes/${code}/participants`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      assert.equal(reply.status, 200, await reply.text())
    }
  })()
  while (joined < 20) await sleep(5)
  const made = await ran(own, ['backup', join(own, 'b')])
  const after = joined
  stop = true
  await writing
  assert.equal(made.status, 0, made.errors.join('\n'))
  assert.ok(after > 20, 'people came in meanwhile')
  program.child.kill('SIGTERM')
  assert.equal(await program.ended, 0, 'the program went on and stopped in order')
  assert.equal((await ran(folder, ['restore', join(own, 'b')], inFolder('beside'))).status, 0)
  const back = await restored(join(folder, 'beside'))
  const counts = [back.meetings_participants, back.people_persons, back.people_sign_ins].map((list) => list?.length ?? 0)
  assert.ok((counts[0] ?? 0) >= 20 && (counts[0] ?? 0) <= after + 1, String(counts))
  // A guest, a seat and a sign-in are made in one transaction: a snapshot has all three or none.
  assert.deepEqual(new Set(counts).size, 1, String(counts))
})

describe('sixty thousand answers', () => {
  const large = join(folder, 'large.plenary')
  let answers = 0
  before(async () => {
    assert.equal((await ran(folder, ['restore', good], inFolder('many'))).status, 0)
    await within(join(folder, 'many'), async (client) => {
      await client`insert into meetings_answers (id, activity, person, part, given, opening, at)
        select gen_random_uuid(), (select id from meetings_activities limit 1), gen_random_uuid(), 0,
          jsonb_build_object('kind', 'poll', 'choices', jsonb_build_array(gen_random_uuid())), 1, now() from generate_series(1, ${MANY})`
      answers = (await client`select count(*)::int as n from meetings_answers`)[0]?.n
    })
  })

  const withPeak = async (words: string[], settings: Record<string, string>) => {
    const program = plenary(folder, words, settings)
    let peak = 0
    const looking = setInterval(() => {
      peak = Math.max(peak, peakMb(program.pid) ?? 0)
    }, 10)
    const status = await program.ended
    clearInterval(looking)
    assert.equal(status, 0, program.errors.join('\n'))
    return { peak, lines: program.lines }
  }

  test('are written and read back within bounded memory', async (t) => {
    const began = performance.now()
    const made = await withPeak(['backup', large], inFolder('many'))
    const wrote = performance.now()
    assert.ok(made.lines.includes(`meetings_answers: ${answers.toLocaleString('en')} rows`))
    const back = await withPeak(['restore', large], inFolder('many-back'))
    t.diagnostic(
      `backup ${Math.round(wrote - began)} ms, ${made.peak.toFixed(0)} MB; restore ${Math.round(performance.now() - wrote)} ms, ${back.peak.toFixed(0)} MB`,
    )
    assert.ok(made.peak > 20 && made.peak < MEMORY_MB_MAX, `backup: ${made.peak} MB`)
    assert.ok(back.peak > 20 && back.peak < RESTORE_MEMORY_MB_MAX, `restore: ${back.peak} MB`)
    const sum = (dataDir: string) =>
      within(dataDir, async (client) => [
        ...(await client`select count(*)::int as n, md5(string_agg(t::text, '' order by id)) as sum from meetings_answers t`),
      ])
    assert.deepEqual(await sum(join(folder, 'many-back')), await sum(join(folder, 'many')))
  })

  test('kill -9 in the middle of a restore leaves an empty instance, and it can be restored again', async () => {
    const restoring = plenary(folder, ['restore', large], inFolder('killed'))
    await restoring.line((line) => line.startsWith('meetings_activities'))
    await killed(restoring.pid, 'SIGKILL')
    assert.ok(!restoring.lines.some((line) => line.startsWith('meetings_answers')), 'it was in the middle of the answers')
    const tables = await within(
      join(folder, 'killed'),
      (client) => client`select tablename from pg_tables where schemaname = 'public'`,
    )
    assert.deepEqual([...tables], [])
    const again = await ran(folder, ['restore', large], inFolder('killed'))
    assert.equal(again.status, 0, again.errors.join('\n'))
  })
})

test('what was refused or cut short left nothing half made', async () => {
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.part')),
    ['half.part'],
  )
})
