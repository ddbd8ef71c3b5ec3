import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { freshFolder, plenary } from '../../test/program.ts'

test('PT-92: a trial is the whole program, and leaves neither a folder nor a database behind', async () => {
  const folder = await freshFolder()
  // What the configuration says of data is left alone, even a database that is somebody's.
  const trial = plenary(folder, ['try'], { PLENARY_DATABASE_URL: 'postgres://somebody@db.example/theirs' })
  const said = async (name: string) => (await trial.line((line) => line.startsWith(`${name} `))).slice(name.length).trim()
  assert.ok(trial.lines.length === 0 || trial.lines[0] === 'Nothing of this is kept: it is gone when you stop it.')
  const [join_, data] = [new URL(await said('join')), await said('data')]
  const answer = await fetch(`${join_.origin}/api/v1/codes/${join_.pathname.split('/').at(-1)}/participants`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ann' }),
  })
  assert.equal(answer.status, 200)
  assert.ok(existsSync(data) && !data.startsWith(folder))
  trial.child.kill('SIGTERM')
  assert.equal(await trial.ended, 0)
  assert.deepEqual([existsSync(data), existsSync(join(folder, 'data'))], [false, false])
})
