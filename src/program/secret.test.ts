/** A program that was given another secret than its database was used with. */
import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { freshFolder, plenary, ran, started } from '../../test/program.ts'
import { openWorld } from '../../test/world.ts'
import { forgetOtherSecret, isOurSecret } from '../modules/instance/index.ts'
import { openSeal } from '../platform/seal.ts'

/** What is said to people; beside it there is the log. */
const line = (said: readonly string[]) => said.filter((one) => !one.startsWith('{')).join('\n')

test('of two nodes on one database the second is told when its secret is another, whichever comes first', async () => {
  const { db } = await openWorld()
  const [one, other] = [openSeal('one secret of thirty-two signs....'), openSeal('another of thirty-two signs.......')]
  const isOurs = (seal: typeof one) => db.write((tx) => isOurSecret(tx, seal))
  const first = await Promise.all([isOurs(one), isOurs(other)])
  assert.deepEqual([...first].sort(), [false, true], 'of two that start at once, one')
  const [held, refused] = first[0] ? [one, other] : [other, one]
  assert.deepEqual([await isOurs(held), await isOurs(refused), await isOurs(held)], [true, false, true])
  assert.equal(await db.write((tx) => forgetOtherSecret(tx, held)), false)
  assert.equal(await db.write((tx) => forgetOtherSecret(tx, refused)), true)
  assert.deepEqual([await isOurs(refused), await isOurs(held)], [true, false])
})

test('a start with another secret is refused in one line that says what to do; a backup can be had under another, and says what is lost', {
  timeout: 180_000,
}, async () => {
  const folder = await freshFolder()
  const program = await started(folder)
  const url = program.said('join')
  program.child.kill('SIGTERM')
  assert.equal(await program.ended, 0)
  const file = join(folder, 'data/secret')
  const secret = await readFile(file)

  await rm(file)
  const lost = plenary(folder, ['start'])
  assert.equal(await lost.ended, 1)
  assert.match(
    line(lost.errors),
    /^secret: this database was used with another secret than the one in \S+\/data\/secret: .*restore[^\n]*$/,
  )
  assert.doesNotMatch(lost.errors.join(''), new RegExp(secret.toString()))
  const given = plenary(folder, ['start'], { PLENARY_SECRET: 'x'.repeat(40) })
  assert.equal(await given.ended, 1)
  assert.match(line(given.errors), /^secret: this database was used with another secret than this one: /)

  const backup = join(folder, 'backup')
  assert.equal((await ran(folder, ['backup', backup])).status, 0)
  const restored = await ran(folder, ['restore', backup], { PLENARY_DATA_DIR: join(folder, 'fresh') })
  assert.equal(restored.status, 0, restored.errors.join('\n'))
  assert.match(restored.lines.join('\n'), /^The secret is another than when the backup was made: /m)
  const again = await started(folder, { PLENARY_DATA_DIR: join(folder, 'fresh') })
  assert.equal(new URL(again.said('join')).pathname, new URL(url).pathname)
  again.child.kill('SIGTERM')
  await again.ended

  await writeFile(file, secret)
  const same = await ran(folder, ['restore', backup], {
    PLENARY_DATA_DIR: join(folder, 'same'),
    PLENARY_SECRET: secret.toString(),
  })
  assert.doesNotMatch(same.lines.join('\n'), /The secret is another/)
  const back = await started(folder)
  back.child.kill('SIGTERM')
  assert.equal(await back.ended, 0)
})
