import assert from 'node:assert/strict'
import { test } from 'node:test'
import postgres from 'postgres'
import { openWorld } from '../../test/world.ts'
import { faultOf, openLog } from './log.ts'

const logged = (level: string, write: (log: ReturnType<typeof openLog>) => void): string => {
  const lines: string[] = []
  write(openLog(level, { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}

test('LK-208: lines are JSON with a level; what is below the level is not said', () => {
  const text = logged('info', (log) => {
    log.debug('small')
    log.info({ n: 1 }, 'usual')
    log.error('bad')
  })
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    lines.map(({ level, msg, n }) => [level, msg, n]),
    [
      [30, 'usual', 1],
      [50, 'bad', undefined],
    ],
  )
})

test('LK-208: a fault says where and what, and nothing that stood in quotes', () => {
  const text = logged('info', (log) => {
    try {
      JSON.parse('{"word": pssst}')
    } catch (error) {
      log.error({ err: new Error('worked on “pssst” in vain', { cause: error }) }, 'a fault')
    }
  })
  const { err } = JSON.parse(text)
  assert.doesNotMatch(text, /pssst/)
  assert.deepEqual([err.type, err.message, err.cause.type], ['Error', 'worked on "…" in vain', 'SyntaxError'])
  assert.match(err.stack[0], /^at .*log\.test\.ts/)
  assert.deepEqual(faultOf('pssst'), { type: 'string' })
})

test('LK-208: texts with quotes in them, and those the engine puts into its own messages, are left out too', () => {
  const provoked = [
    () => JSON.parse('{"a": "say \\"pssst\\" now" pssst}'),
    () => BigInt('pssst'),
    () => new Intl.DateTimeFormat('en', { timeZone: 'pssst' }),
    () => 'x' in ('pssst' as never),
    () => decodeURIComponent('%pssst'),
    () => {
      throw new Error('no form for "say "pssst" now"')
    },
    () => {
      throw new Error("we couldn't take pssst")
    },
    () => {
      throw new AggregateError([new Error('one of “pssst”')], 'all failed')
    },
  ]
  for (const provoke of provoked) {
    const fault = logged('info', (log) => {
      try {
        provoke()
      } catch (error) {
        log.error({ err: error }, 'a fault')
      }
    })
    assert.doesNotMatch(fault, /pssst/)
    assert.ok(JSON.parse(fault).err.stack.length > 0)
  }
  assert.equal(
    faultOf(new TypeError("Cannot read properties of undefined (reading 'x')")).message,
    'Cannot read properties of undefined (reading "…")',
  )
})

test('LK-208: a database’s fault is logged without the values of its statement', async () => {
  const { client } = await openWorld()
  await client`create table kept (word text primary key check (word <> 'pssst-check'))`
  await client`insert into kept values ('pssst-twice')`
  const faults = [
    client`insert into kept values ('pssst-twice')`,
    client`insert into kept values (${'pssst-check'})`,
    client`select ${'pssst-uuid'}::text::uuid`,
    client.unsafe(`select 'pssst-syntax' frm kept wher`),
  ]
  for (const fault of faults) {
    const error = await fault.then(
      () => assert.fail('it worked'),
      (one) => one,
    )
    assert.ok(error instanceof postgres.PostgresError)
    const text = logged('debug', (log) => log.error({ err: error }, 'a fault'))
    assert.doesNotMatch(text, /pssst/)
    assert.match(JSON.parse(text).err.code, /^(23505|23514|22P02|42601)$/)
  }
})
