/** The real program, as it is started, says nothing in its log of what people say to it: through each door, while all goes well and while it fails. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { atEnd } from '../../test/closing.ts'
import { freshFolder, started } from '../../test/program.ts'
import { openRaw } from '../../test/standins/irc-client.ts'
import { startNgircd } from '../../test/standins/irc-servers.ts'
import { freshId } from '../contract/ids.ts'
import { connect } from '../platform/db.ts'
import { joinEmbedded } from '../platform/embedded.ts'

const WAIT_MS_MAX = 20_000
/** In everything that is said here; nothing else holds it. */
const MARK = 'qzqz'

type Program = Awaited<ReturnType<typeof started>>
type Told = { status: number; cookie: string; body: Record<string, never> }

async function call(program: Program, method: string, path: string, body?: unknown, cookie = ''): Promise<Told> {
  const response = await fetch(`${program.url}/api/v1${path}`, {
    method,
    headers: { cookie, origin: program.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const cookies = response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
  return { status: response.status, cookie: cookies.join('; '), body: (await response.json()) as Record<string, never> }
}

async function eventually(what: string, look: () => Promise<boolean> | boolean): Promise<void> {
  for (const until = Date.now() + WAIT_MS_MAX; Date.now() < until; await sleep(20)) if (await look()) return
  assert.fail(`not within ${WAIT_MS_MAX} ms: ${what}`)
}

/** An owner who steers the sample's meeting as far as its open word cloud. */
async function steered(program: Program) {
  const meeting = `/meetings/${new URL(program.said('stage')).pathname.split('/')[2]}`
  const token = program.said('console').split('#')[1] ?? ''
  const owner = (await call(program, 'POST', '/setup', { token, name: `Olive ${MARK}owner` })).cookie
  const seat = freshId(Date.now())
  await call(program, 'PUT', `${meeting}/controller`, { seat }, owner)
  const { view } = (await call(program, 'GET', `${meeting}/console`, undefined, owner)).body as never as {
    view: { activities: { id: string; prepared: { kind: string } }[] }
  }
  const cloud = view.activities.find(({ prepared }) => prepared.kind === 'cloud')?.id ?? ''
  for (const { id } of view.activities)
    if (id !== cloud) await call(program, 'PUT', `${meeting}/activities/${id}/done`, { done: true }, owner)
  const step = await call(program, 'POST', `${meeting}/steps`, { seat, step: 'open', from: 'waiting' }, owner)
  assert.equal(step.status, 200, JSON.stringify(step.body))
  return { owner, meeting, cloud, token }
}

test('LK-208: the log of the program holds no chat text, no name, no answer, no code and no token, also where commands fail', {
  timeout: 120_000,
}, async () => {
  const server = await startNgircd()
  atEnd(() => server.close())
  const folder = await freshFolder()
  const program = await started(folder, {
    PLENARY_CHAT_IRC_0_SERVER: '127.0.0.1',
    PLENARY_CHAT_IRC_0_PORT: `${server.port}`,
    PLENARY_CHAT_IRC_0_CHANNELS: '#hall',
    PLENARY_CHAT_IRC_0_NICK: 'plenary',
    PLENARY_SECRET: `a secret of thirty-two characters ${MARK}`,
  })
  const embedded = await joinEmbedded(join(folder, 'data'))
  const client = connect({ options: embedded?.options ?? {} }, 1)
  const ada = await openRaw({ ...server, nick: `${MARK}ada` })
  await ada.join('#hall')
  await eventually('the program is in the channel', () => program.errors.some((line) => line.includes('irc: joined')))
  const { owner, meeting, cloud, token } = await steered(program)
  const code = program.said('join').split('/join/')[1] ?? ''
  const guests: string[] = []
  const answers = async () => (await client`select 1 from meetings_answers`).length
  const faults = () => program.errors.filter((line) => line.includes('"level":50')).length

  const say = async (round: string) => {
    for (const text of [`#${MARK}word${round}`, `${MARK}talk in the channel`, '#', `!${MARK}command`])
      ada.send(`PRIVMSG #hall :${text}`)
    ada.send(`PRIVMSG plenary :${MARK}private`)
    ada.send(`NOTICE plenary :${MARK}notice`)
    const guest = await call(program, 'POST', `/codes/${code}/participants`, { name: `${MARK}guest ${round}` })
    guests.push(guest.cookie)
    await call(
      program,
      'PUT',
      `/activities/${cloud}/answers/${freshId(Date.now())}`,
      { kind: 'cloud', word: `${MARK}http` },
      guests[0],
    )
    await call(program, 'PATCH', meeting, { title: `${MARK}title ${round}` }, owner)
    await call(program, 'PATCH', meeting, `{"title": "${MARK}broken`, owner)
    await call(program, 'POST', `/codes/${MARK}/participants`, { name: 'Nobody' })
    await call(program, 'GET', `/${MARK}?${MARK}=${MARK}`, undefined, `plenary_signin=${MARK}`)
  }
  await say('one')
  await eventually('an answer from each door is counted', async () => (await answers()) >= 2)
  assert.equal(faults(), 0, program.errors.join('\n'))

  // From here on the database refuses what they say, with faults that quote it: by a check of the row, and in a message of its own.
  await client.unsafe(`alter table people_persons add constraint no_guests check (name not like '%guest two') not valid`)
  await client.unsafe(`alter table meetings_meetings add constraint no_titles check (title not like '%title two') not valid`)
  await client.unsafe(`create function no_more() returns trigger language plpgsql as
    $$ begin raise exception 'not taken: "%"', new.given using detail = new.given::text, hint = new.given::text; end $$`)
  await client.unsafe('create trigger no_more before insert on meetings_answers for each row execute function no_more()')
  const before = faults()
  await say('two')
  await eventually('the faults are logged', () => faults() >= before + 3)
  await eventually('one of a line heard is among them', () =>
    program.errors.some((line) => line.includes('chat: a line was not taken in')),
  )

  ada.close()
  await client.end()
  program.child.kill('SIGTERM')
  assert.equal(await program.ended, 0)
  const log = program.errors.join('\n') + (await readFile(join(folder, 'data/postgres.log'), 'utf8'))
  assert.match(log, /"code":"P0001"/)
  assert.match(log, /"constraint_name":"no_titles"/)
  const secrets = [owner, ...guests].flatMap((one) => one.split('; ')).map((one) => one.split('=')[1] ?? '')
  for (const secret of [
    MARK,
    code,
    token,
    new URL(program.said('stage')).searchParams.get('key') ?? '',
    ...secrets.filter(Boolean),
  ]) {
    assert.ok(secret.length >= 4, secret)
    assert.equal(
      log.includes(secret),
      false,
      `${secret} in ${program.errors.find((line) => line.includes(secret)) ?? 'postgres.log'}`,
    )
  }
})
