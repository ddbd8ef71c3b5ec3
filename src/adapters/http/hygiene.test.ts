import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { type Answer, addressOf, openApp, ownerOf, request } from '../../../test/app.ts'
import { endpointNames, endpoints } from '../../contract/endpoints.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'

/** VN-139: what does not fit is refused by a problem document that names the field, at every endpoint, before anybody looks at who asks for what. */
const app = await openApp()
const owner = await ownerOf(app)
const shapeOf = (schema: z.ZodType): [string, z.ZodType][] => (schema instanceof z.ZodObject ? Object.entries(schema.shape) : [])
const inPath = (name: EndpointName) => [...routes[name][1].matchAll(/:(\w+)/g)].map(([, key = '']) => key)
const fitting = '0199c0de-0000-7000-8000-000000000001'
const good: Record<string, string> = {
  role: 'member',
  event: 'sample',
  page: 'more',
  consent: 'terms',
  number: '1',
  network: 'irc',
}
const paramsOf = (name: EndpointName) => Object.fromEntries(inPath(name).map((key) => [key, good[key] ?? fitting]))
const send = (name: EndpointName, params: Record<string, string>, more: object) =>
  request(app, routes[name][0], addressOf(name, params), { token: owner, ...more })
const hasBody = (name: EndpointName) => !(endpoints[name].body instanceof z.ZodUndefined)

function assertProblem(answer: Answer, path: string | null, title: string): void {
  assert.ok(answer.status >= 400 && answer.status < 500, `${title}: ${answer.status}`)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, title)
  const { type, code, status, title: said } = answer.body
  assert.deepEqual([type, status, typeof said], [`/docs/problems#${code}`, answer.status, 'string'], title)
  if (path !== null) assert.deepEqual([code, answer.body.path], ['bad-input', path], title)
}

test('VN-139: an id that is none is refused by its name, wherever an address holds one', async () => {
  let asked = 0
  for (const name of endpointNames)
    for (const key of inPath(name)) {
      const [, schema] = shapeOf(endpoints[name].params).find(([one]) => one === key) ?? []
      for (const wrong of ['1', 'x'.repeat(300), 'null', '%00', "'; drop table people_persons; --", '../../etc/passwd']) {
        if (schema?.safeParse(wrong).success) continue
        const body = hasBody(name) ? {} : undefined
        assertProblem(await send(name, { ...paramsOf(name), [key]: wrong }, { body }), `params.${key}`, `${name} ${wrong}`)
        asked++
      }
    }
  assert.ok(asked > 200, `${asked}`)
})

test('VN-139: a body that is missing, of another type, no JSON, or without a key it must have is refused', async () => {
  for (const name of endpointNames.filter(hasBody)) {
    const params = paramsOf(name)
    const asked = (text: string, type = 'application/json') =>
      send(name, params, { body: text, headers: { 'content-type': type } })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      assertProblem(await asked('{}', type), 'headers.content-type', `${name} ${type}`)
    for (const text of ['{', 'a=b', '[1', '\u0000']) assertProblem(await asked(text), 'body', `${name} ${text}`)
    for (const text of ['null', '[]', '"x"', '7']) assertProblem(await asked(text), 'body', `${name} ${text}`)
    for (const [key, schema] of shapeOf(endpoints[name].body).filter(([, one]) => !one.safeParse(undefined).success))
      for (const wrong of [undefined, null, { a: [] }]) {
        if (schema.safeParse(wrong).success) continue
        const answer = await asked(JSON.stringify({ [key]: wrong }))
        assertProblem(answer, null, `${name} ${key}`)
        assert.equal(answer.body.code, 'bad-input', `${name} ${key}`)
      }
    if (shapeOf(endpoints[name].body).length > 0) assertProblem(await asked('{"__proto__x":1}'), null, name)
  }
})

test('VN-139: what nobody asked for is refused too, behind the question mark and in the body', async () => {
  for (const name of endpointNames.filter((one) => routes[one][0] === 'GET')) {
    const answer = await request(app, 'GET', `${addressOf(name, paramsOf(name))}?more=1`, { token: owner })
    assertProblem(answer, null, name)
    assert.match(answer.body.path, /^params/, name)
  }
  assert.deepEqual(
    app.logged.filter((line) => line.includes('"level":50')),
    [],
  )
})
